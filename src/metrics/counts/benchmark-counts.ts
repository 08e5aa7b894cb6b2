import type {Counts} from "./counts.js";
import type {ProblemCount} from "./problem-count.js";

/** Judged and correct completions of every problem of a benchmark under every policy: src/data/counts.json. */
export interface BenchmarkCounts {
  benchmark: string;
  problemIds: string[];
  policies: PolicyCounts[];
}

/** Counts of one policy, in the order of `problemIds`. */
interface PolicyCounts {
  policy: string;
  /** Completions with a verdict. */
  n: number[];
  /** Correct ones among them. */
  c: number[];
}

/**
 * Rows of problem-counts.sql by benchmark and policy, in the order of their first rows. A problem that a policy has no
 * judged completion of gets n = 0.
 */
export function benchmarkCounts(rows: readonly ProblemCount[]): BenchmarkCounts[] {
  return distinct(rows, ({benchmark}) => benchmark).map((benchmark) => {
    const ofBenchmark = rows.filter((row) => row.benchmark === benchmark);
    const problemIds = distinct(ofBenchmark, ({problem_id}) => problem_id);
    const policies = distinct(ofBenchmark, ({policy}) => policy).map((policy) => {
      const found = new Map(
        ofBenchmark.filter((row) => row.policy === policy).map((row) => [row.problem_id, row])
      );
      const column = (name: "n" | "c"): number[] => problemIds.map((id) => found.get(id)?.[name] ?? 0);
      return {policy, n: column("n"), c: column("c")};
    });
    return {benchmark, problemIds, policies};
  });
}

/** The counts of two policies on the problems that both have judged completions of, in one order. */
export interface PairedCounts {
  problemIds: string[];
  base: Counts[];
  rl: Counts[];
}

/** Sets a policy beside the one it was trained from. Null when there is no problem that both have completions of. */
export function pairedCounts(
  {problemIds, policies}: BenchmarkCounts,
  baseId: string,
  rlId: string
): PairedCounts | null {
  const base = policies.find(({policy}) => policy === baseId);
  const rl = policies.find(({policy}) => policy === rlId);
  if (!base || !rl) return null;
  const shared = problemIds.flatMap((_, i) => (base.n[i]! > 0 && rl.n[i]! > 0 ? i : []));
  if (shared.length === 0) return null;
  const counts = ({n, c}: PolicyCounts): Counts[] => shared.map((i) => ({n: n[i]!, c: c[i]!}));
  return {problemIds: shared.map((i) => problemIds[i]!), base: counts(base), rl: counts(rl)};
}

function distinct<T>(rows: readonly T[], name: (row: T) => string): string[] {
  return [...new Set(rows.map(name))];
}
