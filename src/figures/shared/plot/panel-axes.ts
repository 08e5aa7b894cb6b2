import {points, whole} from "../../../findings/shared/format.js";
import type {PanelAxis, PanelCurve} from "./curve-panel.js";

const TICK_ROOM = 34;
const MARGINS = 54;

/** Budgets on a log2 axis of a panel `width` pixels wide: powers of two, as many as fit. */
export function budgetAxis(ks: readonly number[], width: number): PanelAxis {
  return powerAxis(1, Math.max(2, ...ks), width, (k) => (k < 10_000 ? String(k) : whole(k)));
}

/** Positive quantities on a log2 axis, with powers of two as ticks. */
export function powerAxis(
  low: number,
  high: number,
  width: number,
  format: (value: number) => string
): PanelAxis {
  const [first, last] = [Math.ceil(Math.log2(low)), Math.floor(Math.log2(high))];
  const letters = format(2 ** last).length;
  const most = Math.max(2, Math.floor((width - MARGINS) / Math.max(TICK_ROOM, letters * 9)));
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const powers = Array.from(
    {length: Math.floor((last - first) / step) + 1},
    (_, i) => 2 ** (first + i * step)
  );
  return {domain: [low, high], ticks: powers, format, isLog: true};
}

/** Shares from 0 to the least of 20, 40, 60, 80 and 100% above every band of the curves. */
export function shareAxis(curves: readonly Pick<PanelCurve, "points">[]): PanelAxis {
  const most = Math.max(0, ...curves.flatMap((curve) => curve.points.map(({high}) => high)));
  const top = Math.min(1, Math.ceil(most * 5 - 1e-9) / 5 || 0.2);
  return {domain: [0, top], ticks: 5, format: (share) => `${Math.round(share * 100)}%`};
}

/** Differences of shares in percentage points: zero and every band are inside. */
export function differenceAxis(curves: readonly Pick<PanelCurve, "points">[]): PanelAxis {
  const ends = curves.flatMap((curve) => curve.points.flatMap(({low, high}) => [low, high]));
  const [low, high] = [Math.min(-0.02, ...ends), Math.max(0.02, ...ends)];
  return {
    domain: [low, high],
    ticks: 5,
    format: (share) => points(share).replace(/\.0$/, "")
  };
}
