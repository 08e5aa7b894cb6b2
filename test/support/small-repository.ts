import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {temporaryFolder} from "./temporary-folder.js";

/** A folder with a `src/` of these files, for tests of what builds a site from one. */
export function smallRepository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, "src", name);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  }
  return folder;
}
