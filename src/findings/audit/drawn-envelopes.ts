import type {VerdictEnvelope} from "../../metrics/audit/verdict-envelope.js";
import {countOf} from "../shared/counted.js";

/** The least width of an envelope that a panel shows, as a share of the problems. */
const SHOWN = 0.005;

/** Pairs to draw, and what is said of them. */
export interface DrawnEnvelopes {
  drawn: VerdictEnvelope[];
  text: string;
}

/** The pairs whose envelope can be seen, at least half a point wide somewhere; where there is none, the pair with the widest. */
export function drawnEnvelopes(all: readonly VerdictEnvelope[]): DrawnEnvelopes {
  const widths = all.map(({curves}) =>
    Math.max(0, ...curves.flatMap(({points}) => points.map(({low, high}) => high - low)))
  );
  const widest = Math.max(...widths);
  const drawn = all.filter((_, i) => widths[i]! >= SHOWN);
  const left = all.length - drawn.length;
  const start = "Between its edges lies every curve that such errors and cut completions could give.";
  if (left === 0) return {drawn, text: start};
  const moved = `They move the curves of ${countOf(left, all.length)} pairs by less than half a point at every k`;
  if (drawn.length > 0) return {drawn, text: `${start} ${moved}: these are not drawn.`};
  return {
    drawn: all.filter((_, i) => widths[i] === widest).slice(0, 1),
    text: `${start} ${moved}: the pair that moves most is drawn.`
  };
}
