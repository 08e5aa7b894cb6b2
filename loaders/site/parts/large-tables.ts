import {existsSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {TableParts} from "../../../src/metrics/study/site-parts.js";
import {arrowParts} from "./arrow-parts.js";
import {PART_BYTES} from "./part-sizes.js";

/**
 * Cuts each Arrow table among the files that pages open, in `_file/data` of a site, that has more than `most` bytes into parts
 * beside it. In its place comes JSON that names them: a page finds it under the address of the table.
 */
export async function cutLargeTables(site: string, most = PART_BYTES): Promise<void> {
  const folder = join(site, "_file/data");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort()) {
    const table = join(folder, name);
    if (!name.endsWith(".arrow") || statSync(table).size <= most) continue;
    const parts: TableParts["parts"] = [];
    for await (const {rows, bytes} of arrowParts(table, {most})) {
      const file = name.replace(/\.arrow$/, `.${parts.length + 1}.arrow`);
      writeFileSync(join(folder, file), bytes);
      parts.push({file, rows, bytes: bytes.length});
    }
    writeFileSync(table, JSON.stringify({parts} satisfies TableParts));
  }
}
