import {writeFileSync, mkdirSync} from "node:fs";
import {dirname, join} from "node:path";
import {importPolicy, type ImportPolicyOptions} from "../../../loaders/importing/import-policy.js";
import type {ImportRecord} from "../../../loaders/importing/storing/import-record.js";
import {Database, quote} from "../../../loaders/store/database.js";
import {parquetFiles, RunFolder} from "../../../loaders/store/run-folder.js";
import {temporaryFolder} from "../temporary-folder.js";

/** A line of the Qwen harness: a problem with its completions, a `score` each if there are any. */
export function harnessLine(idx: number, code: readonly string[], more: object = {}): string {
  return JSON.stringify({idx, question: `What is ${idx}?`, gt: String(idx), code, pred: code, ...more});
}

/** Writes files below a new folder and returns it. */
export function filesIn(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, content);
  }
  return folder;
}

/** Imports paths as a policy of a new run, or of a given one. */
export async function importRun(
  paths: readonly string[],
  options: Partial<ImportPolicyOptions> = {}
): Promise<{run: RunFolder; record: ImportRecord; isNew: boolean}> {
  const run = options.run ?? new RunFolder(join(temporaryFolder(), "run"));
  const sources = [{paths: [...paths], format: null, map: {}, benchmark: "sums"}];
  const done = await importPolicy({policy: "theirs", sources, where: "a test", ...options, run});
  return {run, ...done!};
}

/** Rows of a kind of files of the policy `theirs` on the benchmark `sums`, in their order. */
export async function storedRows<T extends object>(folder: string, select = "*"): Promise<T[]> {
  const database = await Database.open();
  try {
    const list = parquetFiles(folder).map(quote).join(", ");
    return await database.rows<T>(`SELECT ${select} FROM read_parquet([${list}])`);
  } finally {
    database.close();
  }
}
