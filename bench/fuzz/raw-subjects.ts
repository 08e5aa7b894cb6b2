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
      // Counts of several systems are read with a map alone.
      .filter((name) => name !== "wide.csv")
      .sort();
    return {
      kind: `raw samples: ${format}`,
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(rawFixtures, format, name))])),
      changed: names,
      namesLater: true,
      read: (folder) => readAll(names.map((name) => join(folder, name)))
    };
  });

async function readAll(paths: readonly string[]): Promise<void> {
  const files = await findRawFiles(paths, "the fuzz");
  for (const file of files) {
    const importer = await detectImporter(file, {columns: {}});
    if (importer !== null) await drain(importer.read(file, {columns: {}, files}));
  }
}
