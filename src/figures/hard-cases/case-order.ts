import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {solvedRarely} from "../../metrics/counts/solved-rarely.js";

/** Which problems a list shows: all, those that a policy solves rarely, those that one of two policies alone solves. */
export const caseFilters = ["all", "rare", "apart"] as const;

export type CaseFilter = (typeof caseFilters)[number];

/** A problem in the list, with its counts under the policies that are read. */
export interface CaseRow {
  problemId: string;
  first: Counts;
  second: Counts | null;
}

/** How a list is ordered: what to read first, or what is solved least often. */
export const caseOrders = ["reading", "rate"] as const;

export type CaseOrder = (typeof caseOrders)[number];

/** The problems of a benchmark, the least accuracy under the first policy first, then that under the second, then by id. */
export function caseRows(counts: BenchmarkCounts, first: string, second: string | null): CaseRow[] {
  const column = (id: string): Counts[] | undefined => {
    const policy = counts.policies.find(({policy}) => policy === id);
    return policy && counts.problemIds.map((_, i) => ({n: policy.n[i]!, c: policy.c[i]!}));
  };
  const [a, b] = [column(first), second === null ? undefined : column(second)];
  const rows = counts.problemIds.map((problemId, i) => ({
    problemId,
    first: a?.[i] ?? {n: 0, c: 0},
    second: b?.[i] ?? null
  }));
  return rows.sort(
    (x, y) =>
      accuracy(x.first) - accuracy(y.first) ||
      accuracy(x.second) - accuracy(y.second) ||
      (x.problemId < y.problemId ? -1 : 1)
  );
}

/** Rows in the order of these problems, those that are not among them last, in their own order. */
export function rowsInOrder(rows: readonly CaseRow[], problemIds: readonly string[]): CaseRow[] {
  const places = new Map(problemIds.map((problemId, i) => [problemId, i]));
  const placeOf = ({problemId}: CaseRow): number => places.get(problemId) ?? Infinity;
  return [...rows].sort((a, b) => {
    const [x, y] = [placeOf(a), placeOf(b)];
    return x === y ? 0 : x - y;
  });
}

/** The rows that a filter lets through, in their order. */
export function filterCases(rows: readonly CaseRow[], filter: CaseFilter): CaseRow[] {
  if (filter === "all") return [...rows];
  if (filter === "rare")
    return rows.filter(({first, second}) => solvedRarely(first) || (second !== null && solvedRarely(second)));
  return rows.filter(({first, second}) => second !== null && first.c > 0 !== second.c > 0);
}

/** The problem to open first: the hardest one that the first policy solves at all; the hardest where it solves none. */
export function hardestSolved(rows: readonly CaseRow[]): CaseRow | undefined {
  return rows.find(({first}) => first.c > 0) ?? rows[0];
}

function accuracy(counts: Counts | null): number {
  return counts === null || counts.n === 0 ? 0 : counts.c / counts.n;
}
