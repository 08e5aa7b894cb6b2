import {readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {isInside} from "../../schema/image-name.js";

/**
 * The pictures that the problems of a JSONL file name, by their names in it: paths from the file's folder. Lines that are no
 * problem, and pictures elsewhere, are left out.
 */
export function problemPictures(file: string): Map<string, string> {
  const pictures = new Map<string, string>();
  if (!file.endsWith(".jsonl")) return pictures;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const image = line.includes('"image"') ? imageOf(line) : null;
    if (image !== null && isInside(image)) pictures.set(image, join(dirname(file), image));
  }
  return pictures;
}

function imageOf(line: string): string | null {
  try {
    const {image} = JSON.parse(line) as {image?: unknown};
    return typeof image === "string" ? image : null;
  } catch {
    return null;
  }
}
