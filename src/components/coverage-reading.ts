import {policyLabel, type CoverageView} from "./coverage-view.js";
import {interval, percent, points, whole} from "./format.js";

/** One value that a reader takes from the figure at some budget. */
export interface ReadingItem {
  label: string;
  /** The policy whose swatch stands beside the label; null for a difference. */
  policy: string | null;
  value: string;
  interval: string;
}

/** What the figure says at budget `k`: each policy's coverage and each difference, with their intervals. */
export function readCoverage(view: CoverageView, k: number): ReadingItem[] {
  const curves = view.coverage.curves.flatMap(({policy, points: row}) => {
    const point = row.find((point) => point.k === k);
    if (!point) return [];
    return {
      label: policyLabel(view, policy),
      policy,
      value: percent(point.coverage),
      interval: interval(point.low, point.high, percent)
    };
  });
  const differences = view.coverage.comparisons.flatMap(({base, rl, points: row}) => {
    const point = row.find((point) => point.k === k);
    if (!point) return [];
    return {
      label: `${policyLabel(view, rl)} − ${policyLabel(view, base)}`,
      policy: null,
      value: `${points(point.difference)} points`,
      interval: interval(point.low, point.high, points)
    };
  });
  const guess = view.guess?.points.filter((point) => point.k === k) ?? [];
  const floor = guess.map(({coverage}) => ({
    label: "guessing alone",
    policy: null,
    value: percent(coverage),
    interval: ""
  }));
  return [...curves, ...differences, ...floor];
}

/** A reading as one line of text, for people who hear it. */
export function readingText(items: readonly ReadingItem[], k: number): string {
  const values = items.map(({label, value, interval}) =>
    interval === "" ? `${label} ${value}` : `${label} ${value} (${interval})`
  );
  return [`k = ${whole(k)}`, ...values].join("; ");
}
