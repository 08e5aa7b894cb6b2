import {readFile} from "node:fs/promises";

/** A picture as a data URL; null for none. */
export async function pictureUrl(image: string | undefined): Promise<string | null> {
  if (image === undefined) return null;
  const bytes = await readFile(image);
  return `data:image/${bytes[0] === 0xff ? "jpeg" : "png"};base64,${bytes.toString("base64")}`;
}
