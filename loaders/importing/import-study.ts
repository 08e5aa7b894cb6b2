import {importedProblemFiles} from "../benchmarks/imported-problems.js";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {readProblems} from "../benchmarks/problems-file.js";
import type {AllowCode} from "../own-code/allow-code.js";
import type {OnProgress} from "../schema/progress.js";
import type {Problem} from "../schema/problem.js";
import type {Policy, Study} from "../schema/study.js";
import {updateManifest} from "../store/manifest.js";
import type {RunFolder} from "../store/run-folder.js";
import {importPolicy} from "./import-policy.js";
import {readImportRecord, type ImportRecord} from "./storing/import-record.js";

export interface ImportStudyOptions {
  study: Pick<Study, "policies" | "benchmarks">;
  run: RunFolder;
  /** Today, ISO 8601: the date of what is imported now. */
  date: string;
  allowCode?: AllowCode | undefined;
  strict?: boolean | undefined;
  /** Starts the progress of one policy, in bytes. */
  onStart?: (policy: Policy) => OnProgress;
  signal?: AbortSignal | undefined;
}

/** The import of one policy. */
export interface PolicyImport {
  record: ImportRecord;
  /** False where everything was there. */
  isNew: boolean;
}

/**
 * Imports what a study's policies name as their samples, one policy after the other, into the study's run. Problems that one
 * policy's files know by an id are found by their prompt in the next one's. Stops at the signal; what is whole stays.
 */
export async function importStudy(options: ImportStudyOptions): Promise<PolicyImport[]> {
  const {study, run, signal} = options;
  const registered = new Map(
    study.benchmarks
      .filter(({format}) => format !== "imported")
      .map((benchmark) => [benchmark.id, readBenchmark(benchmark)])
  );
  const imports: PolicyImport[] = [];
  const earlier: string[] = [];
  for (const policy of study.policies) {
    if (policy.samples === null || signal?.aborted) continue;
    const before = [...earlier];
    earlier.push(policy.id);
    const done = await importPolicy({
      run,
      policy: policy.id,
      sources: policy.samples.sources,
      where: policy.where(["samples"]),
      registered,
      others: (benchmark) => problemsOf(before, benchmark, run),
      othersIdentity: before.flatMap(
        (id) => readImportRecord(run, id)?.files.map(({sha256}) => sha256) ?? []
      ),
      domainOf: (benchmark) =>
        study.benchmarks.find(({id}) => id === benchmark)?.domain ??
        registered.get(benchmark)?.[0]?.domain ??
        null,
      allowCode: options.allowCode,
      strict: options.strict,
      onProgress: options.onStart?.(policy),
      signal
    });
    if (done === null) break;
    imports.push(done);
    if (done.isNew)
      await updateManifest(run, {
        date: options.date,
        sources: {[policy.id]: sourceOf(done.record)},
        provenance: Object.fromEntries(
          done.record.files.map(({name, sha256}) => [`sha256 of ${policy.id}: ${name}`, sha256])
        )
      });
  }
  return imports;
}

/** The problems that the imports of some policies found. */
function problemsOf(policies: readonly string[], benchmark: string, run: RunFolder): Problem[] {
  const files = importedProblemFiles(run.problems(benchmark));
  const theirs = files.filter((file) => policies.some((id) => file.endsWith(`/policy=${id}.jsonl`)));
  return theirs.flatMap((file) => readProblems(file, benchmark));
}

/** Models as the files name them, and how many files. */
function sourceOf({files, benchmarks}: ImportRecord): string {
  const models = [...new Set(benchmarks.flatMap((one) => one.models))];
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  return `imported from ${count}${models.length === 0 ? "" : `: ${models.join(", ")}`}`;
}
