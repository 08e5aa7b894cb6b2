import {existsSync, readFileSync} from "node:fs";
import {SourceMap, type SourceMapPayload} from "node:module";
import {fileURLToPath} from "node:url";

/**
 * A text in which each place in a bundle, as a stack names it, is the one in the source that the bundle's map tells. Node would
 * read the maps of all bundles at the start of a command.
 */
export function sourcePlaces(text: string): string {
  return text.replaceAll(
    /(file:\/\/[^\s()]+\.mjs):(\d+):(\d+)/g,
    (place, bundle: string, line: string, column: string) =>
      origin(bundle, Number(line), Number(column)) ?? place
  );
}

function origin(bundle: string, line: number, column: number): string | null {
  const map = fileURLToPath(`${bundle}.map`);
  if (!existsSync(map)) return null;
  const payload = JSON.parse(readFileSync(map, "utf8")) as SourceMapPayload;
  const found = new SourceMap(payload).findOrigin(line, column);
  if (!("fileName" in found)) return null;
  return `${new URL(found.fileName, bundle).href}:${found.lineNumber}:${found.columnNumber}`;
}
