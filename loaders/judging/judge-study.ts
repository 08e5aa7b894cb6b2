import {readBenchmark} from "../benchmarks/read-benchmark.js";
import type {OnProgress} from "../schema/progress.js";
import type {Shard} from "../schema/sharding/shard.js";
import {UserError} from "../schema/user-error.js";
import {studyCells} from "../schema/study/study-cells.js";
import type {Benchmark, Policy, Study} from "../schema/study.js";
import {updateManifest} from "../store/manifest.js";
import type {RunFolder} from "../store/run-folder.js";
import type {Verifier} from "../verification/verifier.js";
import {isForeignVerifier} from "../verification/find-verifier.js";
import {judgeCompletions, type JudgeResult} from "./judge-completions.js";
import {JudgementMemory} from "./judgement-memory.js";

export interface JudgeStudyOptions {
  study: Study;
  run: RunFolder;
  /** Makes a verifier from its id; throws a UserError for an id that does not exist. */
  createVerifier: (id: string) => Promise<Verifier>;
  /** What a verifier said of items of a benchmark before, and will say; forgotten after the study where there is none. */
  memoryOf?: ((verifier: string, benchmark: string) => JudgementMemory | undefined) | undefined;
  /** Judge everything with this verifier alone rather than with each benchmark's own and those of its audit. */
  verifier?: string | undefined;
  retryErrors?: boolean | undefined;
  /** The part of the files that are judged, beside other processes; null or not given for all. */
  shard?: Shard | null | undefined;
  /** Told of a benchmark whose verifier cannot run here, which then gets no verdicts; without it the error is thrown. */
  onUnavailable?: ((benchmark: Benchmark, error: UserError) => void) | undefined;
  /** Told of completions of one policy that a verifier failed on. */
  onErrors?: ((failure: JudgeFailure) => void) | undefined;
  /** Starts the progress of one policy on one benchmark by one verifier. */
  onStart?: (policy: Policy, benchmark: Benchmark, verifier: string) => OnProgress;
  signal?: AbortSignal | undefined;
}

/** Completions that a verifier failed on. */
interface JudgeFailure extends Pick<JudgeResult, "errors" | "firstError"> {
  verifier: string;
  policy: Policy;
  benchmark: Benchmark;
}

/** Judges every completion of a study that has no verdict yet, one benchmark after the other. */
export async function judgeStudy(options: JudgeStudyOptions): Promise<JudgeResult> {
  const {study, run, signal} = options;
  const total: JudgeResult = {judged: 0, distinct: 0, errors: 0};
  const cells = studyCells(study);
  const judges = study.benchmarks.flatMap((benchmark) => {
    const ids =
      options.verifier === undefined ? [benchmark.verifier, ...benchmark.audit] : [options.verifier];
    return ids.filter((id) => !isForeignVerifier(study, id)).map((id) => ({benchmark, id}));
  });
  for (const {benchmark, id} of judges) {
    const policies = cells.filter((cell) => cell.benchmark === benchmark).map(({policy}) => policy);
    if (policies.length === 0) continue;
    if (hasNoGold(benchmark)) {
      tellUnavailable(benchmark, options);
      continue;
    }
    const verifier = await availableVerifier(id, benchmark, options);
    if (verifier === null) continue;
    try {
      const memory = options.memoryOf?.(id, benchmark.id) ?? new JudgementMemory();
      const problems = readBenchmark(benchmark);
      for (const policy of policies) {
        const result = await judgeCompletions({
          run,
          benchmark: benchmark.id,
          policy: policy.id,
          problems,
          verifier,
          memory,
          retryErrors: options.retryErrors,
          shard: options.shard,
          onProgress: options.onStart?.(policy, benchmark, id),
          signal
        });
        total.judged += result.judged;
        total.distinct += result.distinct;
        total.errors += result.errors;
        total.firstError ??= result.firstError;
        if (result.errors > 0) options.onErrors?.({...result, verifier: verifier.id, policy, benchmark});
      }
      const code = verifier.source === undefined ? [] : [`sha256 ${verifier.source}`];
      const environment = verifier.environment === undefined ? [] : [verifier.environment];
      const identity = [`version ${verifier.version}`, ...code, ...environment].join(", ");
      await updateManifest(run, {provenance: {[`verifier ${verifier.id}`]: identity}});
    } finally {
      await verifier.close();
    }
  }
  return total;
}

/** Imported problems may have no reference answer at all: then nothing can be judged against it. */
function hasNoGold(benchmark: Benchmark): boolean {
  return benchmark.format === "imported" && readBenchmark(benchmark).every(({gold}) => gold === null);
}

function tellUnavailable(benchmark: Benchmark, {onUnavailable}: JudgeStudyOptions): void {
  const error = new UserError(
    `${benchmark.named ?? benchmark.id}: the imported problems of ${benchmark.id} have no reference answers: give the benchmark a file of problems (--problems FILE when they are imported)`
  );
  if (onUnavailable === undefined) throw error;
  onUnavailable(benchmark, error);
}

async function availableVerifier(
  id: string,
  benchmark: Benchmark,
  {createVerifier, onUnavailable}: JudgeStudyOptions
): Promise<Verifier | null> {
  try {
    return await createVerifier(id);
  } catch (error) {
    if (onUnavailable === undefined || !(error instanceof UserError)) throw error;
    onUnavailable(benchmark, error);
    return null;
  }
}
