import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {importPolicy} from "../../../loaders/importing/import-policy.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {filesIn} from "./import-run.js";
import {temporaryFolder} from "../temporary-folder.js";

export interface ImportedPolicy {
  id: string;
  base?: string;
  /** Contents by the names of the policy's files. */
  files: Record<string, string>;
  /** Further keys of the policy in the study, as YAML within braces. */
  more?: string;
}

/** Imports small files as the policies of a study with one benchmark, `sums`, whose verdicts are those of `verifier`. */
export async function importedStudy(
  policies: readonly ImportedPolicy[],
  verifier: string
): Promise<{run: RunFolder; environment: {BOUNDARY_STUDY: string; BOUNDARY_RUNS: string}}> {
  const folder = temporaryFolder();
  const lines = [
    "study: imported-study",
    "title: Imported by a test",
    "seed: 1",
    "bootstrap: {replicates: 100}",
    "policies:"
  ];
  const run = new RunFolder(join(folder, "runs/imported-study"));
  for (const {id, base, files, more} of policies) {
    const paths = [filesIn(files)];
    await importPolicy({
      run,
      policy: id,
      sources: [{paths, format: null, map: {}, benchmark: "sums"}],
      where: "a test"
    });
    const role = base === undefined ? "role: base" : `role: rl, base: ${base}`;
    lines.push(
      `  - {id: ${id}, label: ${id}, ${role}, samples: [{files: ${paths[0]!}, benchmark: sums}]${more ?? ""}}`
    );
  }
  lines.push("benchmarks:", `  - {id: sums, label: Sums, problems: imported, verifier: "${verifier}"}`, "");
  const file = join(folder, "study.yaml");
  writeFileSync(file, lines.join("\n"));
  readStudy(file);
  return {run, environment: {BOUNDARY_STUDY: file, BOUNDARY_RUNS: join(folder, "runs")}};
}
