import {interval, percent, points, whole} from "../shared/format.js";
import {policyLabel, type CoverageView} from "./coverage-view.js";

/** One value that a reader takes from the figure at some budget. */
export interface ReadingItem {
  label: string;
  /** The policy whose swatch stands beside the label; null for a difference. */
  policy: string | null;
  /** Where it is read: the budget asked for or, where it has no value there, the next smaller one that has. */
  k: number;
  /** Completions per problem behind it, the largest budget that there can be; infinite for a guesser. */
  n: number;
  value: string;
  /** Empty where the value is exact, or all resamples are alike. */
  interval: string;
}

/** What the figure says at budget `k`: each policy's coverage and each difference, with their intervals. None is left out for having fewer completions. */
export function readCoverage(view: CoverageView, k: number): ReadingItem[] {
  const ns = new Map(view.coverage.curves.map(({policy, n}) => [policy, n]));
  const curves = view.coverage.curves.flatMap(({policy, n, points: row}) => {
    const point = pointUpTo(row, k);
    if (!point) return [];
    return {
      label: policyLabel(view, policy),
      policy,
      k: point.k,
      n,
      value: percent(point.coverage),
      interval: point.low === point.high ? "" : interval(point.low, point.high, percent)
    };
  });
  const differences = view.coverage.comparisons.flatMap(({base, rl, points: row}) => {
    const point = pointUpTo(row, k);
    if (!point) return [];
    return {
      label: `${policyLabel(view, rl)} − ${policyLabel(view, base)}`,
      policy: null,
      k: point.k,
      n: Math.min(ns.get(base) ?? Infinity, ns.get(rl) ?? Infinity),
      value: `${points(point.difference)} points`,
      interval: interval(point.low, point.high, points)
    };
  });
  const guess = pointUpTo(view.guess?.points ?? [], k);
  const floor = guess && {
    label: "guessing alone",
    policy: null,
    k: guess.k,
    n: Infinity,
    value: percent(guess.coverage),
    interval: ""
  };
  return [...curves, ...differences, ...(floor ? [floor] : [])];
}

/** The point at the largest budget up to `k`. Points ascend. */
function pointUpTo<T extends {k: number}>(row: readonly T[], k: number): T | undefined {
  return row.findLast((point) => point.k <= k);
}

/** The largest budget at which some of the items are read: `k` itself unless all of them end below it. */
export function budgetRead(items: readonly ReadingItem[], k: number): number {
  return items.length === 0 ? k : Math.max(...items.map((item) => item.k));
}

/** Where items are read: `k = 128`, or why it is less than what was asked for: `k = 64, all that was drawn`. */
export function budgetText(items: readonly ReadingItem[], k: number): string {
  const read = budgetRead(items, k);
  const budget = `k = ${whole(read)}`;
  if (read === k) return budget;
  const isAll = items.every((item) => item.k < read || item.k === item.n);
  return `${budget}, ${isAll ? "all that was drawn" : `the largest measured up to ${whole(k)}`}`;
}

/** The interval of an item; with its budget where the items beside it are read at a larger one. */
export function itemInterval(item: ReadingItem, items: readonly ReadingItem[]): string {
  const own = item.k < budgetRead(items, item.k) ? [`at k = ${whole(item.k)}`] : [];
  return [...(item.interval === "" ? [] : [item.interval]), ...own].join(", ");
}

/** A reading as one line of text, for people who hear it. */
export function readingText(items: readonly ReadingItem[], k: number): string {
  const values = items.map((item) => {
    const interval = itemInterval(item, items);
    return interval === "" ? `${item.label} ${item.value}` : `${item.label} ${item.value} (${interval})`;
  });
  return [budgetText(items, k), ...values].join("; ");
}
