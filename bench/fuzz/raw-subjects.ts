import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {findRawFiles} from "../../loaders/importing/files/find-files.js";
import {detectImporter} from "../../loaders/importing/find-importer.js";
import {rawFixtures} from "./kinds.js";
import {drain, type Subject} from "./subject.js";

/** Raw samples of each format, as the tests have them: found, detected and read to their end. */
export const rawSubjects: readonly Subject[] = readdirSync(rawFixtures)
  .sort()
  .map((format): Subject => {
    const names = readdirSync(join(rawFixtures, format), {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(rawFixtures, format).length + 1))
      .sort();
    return {
      kind: `raw samples: ${format}`,
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(rawFixtures, format, name))])),
      changed: names,
      namesLater: true,
      read: readAll
    };
  });

async function readAll(folder: string): Promise<void> {
  const files = await findRawFiles([folder], "the fuzz");
  for (const file of files) {
    const importer = await detectImporter(file, {columns: {}});
    if (importer !== null) await drain(importer.read(file, {columns: {}, files}));
  }
}
