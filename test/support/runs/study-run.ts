import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {problemsText} from "../../../loaders/benchmarks/problems-file.js";
import {completionColumns, completionRow, type Completion} from "../../../loaders/schema/completion.js";
import {readStudy, type Study} from "../../../loaders/schema/study.js";
import {verdictColumns, verdictRow, type Verdict} from "../../../loaders/schema/verdict.js";
import {updateManifest} from "../../../loaders/store/manifest.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {countdownProblems} from "./problems.js";

/** How many of a policy's completions of each problem are correct: the first `correct[i]` of problem i. */
interface PolicyCounts {
  policy: string;
  role: "base" | "rl";
  base?: string;
  /** By benchmark, in the order of `benchmarks`. */
  correct: number[][];
}

export interface StudyRunOptions {
  benchmarks: string[];
  /** By benchmark; `countdown@steps` where not given. */
  verifiers?: Record<string, string>;
  n: number;
  policies: PolicyCounts[];
  /** The last completion of every problem: cut at the token limit and judged incorrect, or an error of the verifier. */
  last?: "truncated" | "error";
}

export interface StudyRun {
  study: Study;
  run: RunFolder;
  environment: {BOUNDARY_STUDY: string; BOUNDARY_RUNS: string};
}

/** Writes a study and a run with known counts into `folder`, through the real store. Nothing was sampled: for tests only. */
export async function writeStudyRun(folder: string, options: StudyRunOptions): Promise<StudyRun> {
  const {benchmarks, policies} = options;
  mkdirSync(folder, {recursive: true});
  benchmarks.forEach((benchmark, b) => {
    const problems = countdownProblems(policies[0]!.correct[b]!.length, benchmark);
    writeFileSync(join(folder, `${benchmark}.jsonl`), problemsText(problems));
  });
  const file = join(folder, "study.yaml");
  writeFileSync(file, studyText(options));
  const runs = join(folder, "runs");
  const study = readStudy(file);
  const run = new RunFolder(join(runs, study.id));
  for (const counts of policies) {
    for (const [b, benchmark] of benchmarks.entries())
      await writePolicyRun(run, benchmark, counts, b, options);
  }
  const sources = Object.fromEntries(policies.map(({policy}) => [policy, "no model: written by a test"]));
  await updateManifest(run, {date: "2026-01-02", sources, provenance: {made: "by a test"}});
  return {study, run, environment: {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs}};
}

function studyText({benchmarks, policies, n, verifiers}: StudyRunOptions): string {
  return [
    "study: test-study",
    "title: A study written by a test",
    "seed: 7",
    `sampling: {n: ${n}, max_tokens: 32}`,
    "bootstrap: {replicates: 500, seed: 3}",
    "policies:",
    ...policies.map(({policy, role, base}) => {
      const parent = base === undefined ? "" : `, base: ${base}`;
      return `  - {id: ${policy}, label: ${policy}, role: ${role}${parent}, engine: micro, model: nowhere}`;
    }),
    "benchmarks:",
    ...benchmarks.map(
      (id) =>
        `  - {id: ${id}, label: Set ${id}, problems: ${id}.jsonl, verifier: ${verifierOf(id, verifiers)}}`
    ),
    ""
  ].join("\n");
}

async function writePolicyRun(
  run: RunFolder,
  benchmark: string,
  {policy, correct}: PolicyCounts,
  b: number,
  {n, last, verifiers}: StudyRunOptions
): Promise<void> {
  const completions: Completion[] = [];
  const verdicts: Verdict[] = [];
  correct[b]!.forEach((c, i) => {
    for (let sampleIndex = 0; sampleIndex < n; sampleIndex++) {
      const key = {benchmark, problemId: `p${i}`, policy, sampleIndex};
      const isLast = sampleIndex === n - 1;
      const finishReason = isLast && last === "truncated" ? "length" : "stop";
      const isCorrect = sampleIndex < c;
      completions.push({
        ...key,
        seed: sampleIndex,
        completion: `${isCorrect ? "right" : "wrong"} ${sampleIndex}`,
        completionTokens: 10 + (sampleIndex % 5),
        finishReason,
        sumLogprob: -1 - sampleIndex / 8,
        meanEntropy: 0.25,
        engine: "micro",
        source: "no model: written by a test"
      });
      const verdict = isLast && last === "error" ? "error" : isCorrect ? "correct" : "incorrect";
      const reason = {error: "verifier_error", correct: null, incorrect: "mismatch"} as const;
      verdicts.push({
        ...key,
        verifier: verifierOf(benchmark, verifiers),
        verdict,
        extracted: null,
        reason: reason[verdict],
        rule: "test",
        ms: 0
      });
    }
  });
  const verifier = {id: verifierOf(benchmark, verifiers), version: 1};
  await writeParquet(
    join(run.completions(benchmark, policy), "s0.parquet"),
    completionColumns,
    completions.map(completionRow)
  );
  await writeParquet(
    join(run.verdicts(verifier, benchmark, policy), "s0.parquet"),
    verdictColumns,
    verdicts.map(verdictRow)
  );
}

function verifierOf(benchmark: string, verifiers: StudyRunOptions["verifiers"]): string {
  return verifiers?.[benchmark] ?? "countdown@steps";
}
