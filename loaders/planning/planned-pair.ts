import {existsSync} from "node:fs";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {publicBenchmark} from "../public-benchmarks/registry.js";
import {studyCells} from "../schema/study/study-cells.js";
import type {Benchmark, Policy, Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {shownPath} from "../workspace/workspace.js";

/** The two policies and the benchmark that a plan is about. */
export interface PlannedPair {
  base: Policy;
  rl: Policy;
  benchmark: Benchmark;
}

/**
 * The policy `rl` beside the one that it was trained from, on `benchmark`: the first ones of the study that go together where
 * none is named. Throws a UserError for a policy, a benchmark or a pair that the study has not.
 */
export function plannedPair(
  study: Study,
  {policy, benchmark}: {policy?: string | undefined; benchmark?: string | undefined}
): PlannedPair {
  const {policies, benchmarks} = study;
  const file = shownPath(study.file);
  const ids = (list: readonly {id: string}[]): string => list.map(({id}) => id).join(", ");
  if (policy !== undefined && !policies.some(({id}) => id === policy))
    throw new UserError(`--policy ${policy}: no policy of ${file}: give one of ${ids(policies)}`);
  if (benchmark !== undefined && !benchmarks.some(({id}) => id === benchmark))
    throw new UserError(`--benchmark ${benchmark}: no benchmark of ${file}: give one of ${ids(benchmarks)}`);
  const cells = studyCells(study);
  const isDrawn = (id: string, on: Benchmark): boolean =>
    cells.some((cell) => cell.policy.id === id && cell.benchmark === on);
  for (const on of benchmarks) {
    if (benchmark !== undefined && on.id !== benchmark) continue;
    for (const rl of policies) {
      const base = policies.find(({id}) => id === rl.base);
      if (base === undefined || (policy !== undefined && rl.id !== policy)) continue;
      if (isDrawn(rl.id, on) && isDrawn(base.id, on)) return {base, rl, benchmark: on};
    }
  }
  const asked = [policy, benchmark].filter((name) => name !== undefined).join(" on ");
  throw new UserError(
    `${file}: no pair${asked === "" ? "" : ` ${asked}`}: a plan takes a policy with base: and that base, on one benchmark of an experiment`
  );
}

/** How many problems a benchmark has; null where its problems come with the run, and for no file that is there. */
export function benchmarkSize(benchmark: Benchmark): number | null {
  if (existsSync(benchmark.problems)) return readBenchmark(benchmark).length;
  if (benchmark.registered === undefined) return null;
  const set = publicBenchmark(benchmark.registered)!;
  return benchmark.multipleChoice ? (set.withMultipleChoice ?? set.problems) : set.problems;
}
