import type {
  DroppedBenchmark,
  DroppedPolicy,
  DropResult,
  VerifierCounts
} from "../../metrics/dropped/drop-result.js";

/** What the reader chose of what was read. */
export interface DropChoice {
  benchmark: string;
  /** Whose verdicts count; null: of each policy the ones that `npm run import` would use. */
  verifier: string | null;
  /** The policy that the others were trained from; null compares nothing. */
  base: string | null;
  /** Policies that are not drawn. */
  hidden: readonly string[];
  /** Id of the report's curves beside them; null for none. */
  beside: string | null;
}

/** Ids of the benchmarks of which something was judged, those that most policies have first. */
export function judgedBenchmarks({policies}: DropResult): string[] {
  const times = new Map<string, number>();
  for (const {benchmarks} of policies)
    for (const {benchmark, verdicts} of benchmarks)
      if (verdicts.length > 0) times.set(benchmark, (times.get(benchmark) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a).map(([benchmark]) => benchmark);
}

/** What each policy has of a benchmark, where something of it was judged. */
export function judgedPolicies(
  {policies}: DropResult,
  benchmark: string
): {policy: string; found: DroppedBenchmark}[] {
  return policies.flatMap(({policy, benchmarks}: DroppedPolicy) => {
    const found = benchmarks.find((one) => one.benchmark === benchmark);
    return found === undefined || found.verdicts.length === 0 ? [] : [{policy, found}];
  });
}

/** The counts that a figure uses of a policy: the asked verifier's, else the usual one's, else the first. */
export function usedCounts(
  {verdicts, usualVerifier}: DroppedBenchmark,
  verifier: string | null
): VerifierCounts {
  const named = (id: string | null): VerifierCounts | undefined =>
    verdicts.find((one) => one.verifier === id);
  return named(verifier) ?? named(usualVerifier) ?? verdicts[0]!;
}
