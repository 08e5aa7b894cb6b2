import {readBenchmark} from "../../../loaders/benchmarks/read-benchmark.js";
import {createModelAccess} from "../../../loaders/engines/model-access.js";
import type {Engine} from "../../../loaders/engines/engine.js";
import {drawCompletions} from "../../../loaders/sampling/draw.js";
import type {DrawOptions, DrawResult} from "../../../loaders/sampling/draw-options.js";
import {servedSeed} from "../../../loaders/sampling/completion-seed.js";
import {parsePolicy} from "../../../loaders/schema/study/policy.js";
import type {Policy} from "../../../loaders/schema/study.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import {Database} from "../../../loaders/store/database.js";
import {parquetFiles, RunFolder} from "../../../loaders/store/run-folder.js";

/** A policy as a study file would say it, without the file. */
export function policyOf(raw: Record<string, unknown> & {engine: string}): Policy {
  const sampling = {temperature: 1, top_p: 1, max_tokens: 24, ...(raw.sampling as object | undefined)};
  return parsePolicy(
    {id: "base", role: "base", ...raw, sampling},
    {
      file: "study.yaml",
      shared: undefined,
      adaptive: null,
      n: undefined,
      where: (path) => `study.yaml ${path.join(".")}`
    }
  );
}

/** The first problems of a Countdown set. */
export function someProblems(count: number): Problem[] {
  return readBenchmark({
    id: "countdown",
    problems: "data/benchmarks/countdown.jsonl",
    format: "problems",
    multipleChoice: true
  }).slice(0, count);
}

export interface Drawn {
  result: DrawResult;
  /** What the probe found. */
  found: string[];
  /** What was said while the model was loaded. */
  said: string[];
}

/** Draws a policy's completions into a run, through the engine that it names. */
export async function drawPolicy(
  run: RunFolder,
  policy: Policy,
  options: Pick<DrawOptions, "problems" | "n"> & Partial<DrawOptions>
): Promise<Drawn> {
  const said: string[] = [];
  const found: string[] = [];
  const models = createModelAccess(false, (line) => said.push(line));
  let engine: Engine | undefined;
  try {
    const result = await drawCompletions({
      run,
      benchmark: "countdown",
      policy: policy.id,
      studySeed: 1,
      engine: async () => (engine = await models.load(policy)),
      onFound: (lines) => found.push(...lines),
      ...options
    });
    return {result, found, said};
  } finally {
    await engine?.close();
    await models.close();
  }
}

interface StoredRow {
  problem_id: string;
  sample_index: number;
  completion: string;
  seed: number | null;
  completion_tokens: number | null;
  finish_reason: string | null;
  sum_logprob: number | null;
  entropy_bound: number | null;
  attempts: number;
}

/** What a run holds of the policy, in the order of the keys. */
export async function storedRows(run: RunFolder, policy = "base"): Promise<StoredRow[]> {
  const files = parquetFiles(run.completions("countdown", policy));
  if (files.length === 0) return [];
  const database = await Database.open();
  try {
    return await database.rows<StoredRow>(
      `FROM read_parquet([${files.map((file) => `'${file}'`).join(", ")}]) ORDER BY problem_id, sample_index`
    );
  } finally {
    database.close();
  }
}

/** What the engine `micro` itself draws with the seeds that servers are asked with, by problem and sample index. */
export async function directCompletions(
  policy: Policy,
  problems: readonly Problem[],
  n: number
): Promise<Map<string, string>> {
  const models = createModelAccess();
  const engine = await models.load(policy);
  try {
    const keys = problems.flatMap(({problemId, prompt}) =>
      Array.from({length: n}, (_, sampleIndex) => ({problemId, prompt, sampleIndex}))
    );
    const requests = keys.map(({problemId, prompt, sampleIndex}) => ({
      prompt,
      seed: servedSeed(1, {benchmark: "countdown", policy: policy.id, problemId, sampleIndex})
    }));
    const generations = await engine.generate(requests);
    return new Map(
      keys.map(({problemId, sampleIndex}, i) => [`${problemId} ${sampleIndex}`, generations[i]!.completion])
    );
  } finally {
    await engine.close();
    await models.close();
  }
}
