import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {CompletionPart} from "../../../src/metrics/study/site-parts.js";
import {arrowParts, emptyPart, type ArrowPart} from "./arrow-parts.js";
import {PART_BYTES} from "./part-sizes.js";

/** Folder of the parts, below the root of a site. */
const FOLDER = "_completions";

/**
 * Writes the table of completions, the Arrow IPC stream in `table`, in parts of one benchmark each into a site. A part's name
 * has a hash of its bytes. Returns the parts in the order of their rows.
 */
export async function writeCompletionParts(
  table: string,
  site: string,
  most = PART_BYTES
): Promise<CompletionPart[]> {
  mkdirSync(join(site, FOLDER), {recursive: true});
  const parts: CompletionPart[] = [];
  for await (const part of arrowParts(table, {most, by: "benchmark"}))
    parts.push(writePart(part, site, parts.filter(({benchmark}) => benchmark === part.key).length + 1));
  return parts;
}

/** Writes a part without rows into a site that has no other: a query then finds the columns. */
export async function writeEmptyPart(table: string, site: string): Promise<CompletionPart> {
  return writePart(await emptyPart(table), site, 1);
}

function writePart({key, rows, bytes}: ArrowPart, site: string, number: number): CompletionPart {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const path = `${FOLDER}/${key ?? "none"}.${number}.${hash}.arrow`;
  writeFileSync(join(site, path), bytes);
  return {path, benchmark: key, rows, bytes: bytes.length};
}
