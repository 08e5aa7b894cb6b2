import type {DifferencePoint} from "./coverage-table.js";

/** Budgets between which one side is ahead, as observed. */
export interface AheadRange {
  side: "rl" | "base";
  from: number;
  to: number;
}

/**
 * Which side is ahead where, of differences RL − base at ascending budgets. Between two budgets the difference is taken to be linear in
 * log k, as the lines are drawn; where it is zero at both, nobody is ahead and there is no range.
 */
export function aheadRanges(points: readonly Pick<DifferencePoint, "k" | "difference">[]): AheadRange[] {
  const ranges: AheadRange[] = [];
  const add = (side: AheadRange["side"], from: number, to: number): void => {
    const last = ranges.at(-1);
    if (last?.side === side && last.to === from) last.to = to;
    else if (to > from) ranges.push({side, from, to});
  };
  const sideOf = (difference: number): AheadRange["side"] => (difference > 0 ? "rl" : "base");
  for (const [i, next] of points.entries()) {
    const before = points[i - 1];
    if (!before || (before.difference === 0 && next.difference === 0)) continue;
    if (before.difference * next.difference >= 0) {
      add(sideOf(before.difference || next.difference), before.k, next.k);
      continue;
    }
    const part = before.difference / (before.difference - next.difference);
    const at = before.k * (next.k / before.k) ** part;
    add(sideOf(before.difference), before.k, at);
    add(sideOf(next.difference), at, next.k);
  }
  return ranges;
}
