import type {DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {whole} from "../shared/format.js";

/** A difference at one budget, as far as its sign goes. */
type SignedPoint = Pick<DifferencePoint, "k" | "low" | "high">;

/** Neighbouring budgets of a grid, both ends included. */
export interface KRange {
  from: number;
  to: number;
}

/** Where a difference stands above zero beyond its interval, and where below it, as ranges of neighbouring budgets. */
export interface SignRanges {
  above: KRange[];
  below: KRange[];
}

/** The signs of a difference over k, as far as its pointwise intervals bear them out; in neither list where they hold zero. */
export function signRanges(points: readonly SignedPoint[]): SignRanges {
  return {
    above: ranges(points, ({low}) => low > 0),
    below: ranges(points, ({high}) => high < 0)
  };
}

function ranges(points: readonly SignedPoint[], holds: (point: SignedPoint) => boolean): KRange[] {
  const found: KRange[] = [];
  points.forEach((point, i) => {
    if (!holds(point)) return;
    const last = found.at(-1);
    if (last && i > 0 && holds(points[i - 1]!)) last.to = point.k;
    else found.push({from: point.k, to: point.k});
  });
  return found;
}

/** Whether a range holds every budget of the points. */
export function isWhole(found: readonly KRange[], points: readonly SignedPoint[]): boolean {
  const [range, ...others] = found;
  return (
    range !== undefined && others.length === 0 && range.from === points[0]?.k && range.to === points.at(-1)?.k
  );
}

/** Ranges in words: `1 to 8`, `64`, `1 to 2 and 16`. */
export function rangesText(found: readonly KRange[]): string {
  const parts = found.map(({from, to}) => (from === to ? whole(from) : `${whole(from)} to ${whole(to)}`));
  return new Intl.ListFormat("en").format(parts);
}
