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

/**
 * The verifier that the figures begin with: null, each policy's usual one, where these are the same or none judged all policies;
 * else one that judged all.
 */
export function sharedVerifier(result: DropResult, benchmark: string): string | null {
  const policies = judgedPolicies(result, benchmark);
  const usual = new Set(policies.map(({found}) => usedCounts(found, null).verifier));
  if (usual.size < 2) return null;
  const [first] = policies;
  const shared = first!.found.verdicts.filter(({verifier}) =>
    policies.every(({found}) => found.verdicts.some((one) => one.verifier === verifier))
  );
  return (shared.find(({verifier}) => usual.has(verifier)) ?? shared[0])?.verifier ?? null;
}

/** That the figures compare verdicts of different verifiers; nothing where they do not. */
export function mixedVerdicts(result: DropResult, {benchmark, verifier, hidden}: DropChoice): string[] {
  const used = judgedPolicies(result, benchmark)
    .filter(({policy}) => !hidden.includes(policy))
    .map(({policy, found}) => ({policy, by: usedCounts(found, verifier).verifier}));
  if (new Set(used.map(({by}) => by)).size < 2) return [];
  const texts = used.map(({policy, by}) => `${policy} by ${by}`);
  return [`different verifiers judged ${texts.join(", ")}: a difference may be theirs`];
}
