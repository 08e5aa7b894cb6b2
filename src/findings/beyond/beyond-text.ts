import type {Comparison} from "../../metrics/counts/comparison.js";
import type {PolicyCost} from "../../metrics/coverage/coverage-at-cost.js";
import {signRanges, type KRange} from "../coverage/k-range.js";
import type {PanelPoint} from "../shared/curve-point.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {interval, percent, points as inPoints, whole} from "../shared/format.js";
import {percentOfLevel} from "../shared/interval-text.js";
import type {PairBands} from "./beyond-bands.js";

const list = new Intl.ListFormat("en");

/** A pair on its benchmark, with the bands of a measure. */
interface MeasuredPair {
  pair: Comparison;
  bands: PairBands;
}

/** On how many benchmarks RL is ahead when being right every time counts, and the chance of it with 16 completions on each. */
export function reliabilityAnswer(all: readonly MeasuredPair[], level: number): FigureAnswer {
  const isAhead = ({bands}: MeasuredPair): boolean => bands.difference.every(({low}) => low > 0);
  const note = `Ahead: beyond the pointwise ${percentOfLevel(level)} interval.`;
  const cases = all.map((one) => {
    const {pair, bands} = one;
    const i = bands.difference.findLastIndex(({x}) => x <= 16);
    const [base, rl, difference] = [bands.base[i]!, bands.rl[i]!, bands.difference[i]!];
    const k = whole(difference.x);
    const [ofBase, ofRl] = [percent(base.estimate), percent(rl.estimate)];
    return {
      title: pair.benchmark.label,
      text:
        all.length === 1
          ? `asked to be right every time, ${pair.rl.label} is ${isAhead(one) ? "" : "not "}ahead at every k. ` +
            `All of ${k} tries are right with a chance of ${ofRl} for ${pair.rl.label} and ${ofBase} for ${pair.base.label}, a difference of ${differenceText(difference)} points.`
          : `all ${k} right: ${pair.rl.label} ${ofRl}, ${pair.base.label} ${ofBase}; ${differenceText(difference)} points.`
    };
  });
  return answerOf(
    `Asked to be right every time, RL is ahead at every k on ${countOf(all.filter(isAhead).length, all.length)} tasks.`,
    cases,
    note
  );
}

/** What parts low reliability from high. */
const HALF = 0.5;

/** On how many benchmarks the base covers more problems at low reliability and RL at high, and at which on each. */
export function coverAnswer(all: readonly MeasuredPair[], level: number): FigureAnswer {
  const ofLevel = `pointwise ${percentOfLevel(level)} interval`;
  const count = (holds: (point: PanelPoint) => boolean): number =>
    all.filter(({bands}) => bands.difference.some(holds)).length;
  const low = count(({x, high}) => x < HALF && high < 0);
  const high = count(({x, low}) => x > HALF && low > 0);
  const at = (tasks: number): string => countOf(tasks, all.length);
  return answerOf(
    `Where one right try in a few is enough, the base solves more problems on ${at(low)} tasks. Where most tries must be right, RL does on ${at(high)}.`,
    all.map(({pair, bands}) => ({title: pair.benchmark.label, text: `${coverText(pair, bands)}.`})),
    all.length === 1
      ? undefined
      : `In a few: some τ below ${HALF}; most: some τ above it; more: beyond the ${ofLevel}.`
  );
}

function coverText({base, rl}: Comparison, {difference}: PairBands): string {
  const {above, below} = signRanges(difference.map(({x, low, high}) => ({k: x, low, high})));
  if (above.length + below.length === 0) return "neither solves more problems at any reliability";
  const parts = [
    {label: base.label, ranges: below},
    {label: rl.label, ranges: above}
  ].sort((a, b) => Number(a.ranges.length === 0) - Number(b.ranges.length === 0));
  return `${parts[0]!.label} solves more problems ${tausText(parts[0]!.ranges)}, ${parts[1]!.label} ${tausText(parts[1]!.ranges)}`;
}

function tausText(ranges: readonly KRange[]): string {
  if (ranges.length === 0) return "at no reliability";
  return `at τ = ${list.format(ranges.map(({from, to}) => (from === to ? `${from}` : `${from} to ${to}`)))}`;
}

/** How many more or fewer tokens a completion of RL takes than one of its base: the range over the benchmarks, and each. */
export function costAnswer(pairs: readonly Comparison[], costs: readonly PolicyCost[]): FigureAnswer {
  const priced = pairs.flatMap(({benchmark, base, rl}) => {
    const [ofBase, ofRl] = [base, rl].map(
      ({policy}) =>
        costs.find((one) => one.policy === policy && one.benchmark === benchmark.benchmark)?.points[0]?.tokens
    );
    if (ofBase === undefined || ofRl === undefined) return [];
    return [{benchmark, base, rl, ofBase, ofRl, more: ofRl / ofBase - 1}];
  });
  if (priced.length === 0) return oneAnswer("No tokens of both policies are counted yet.");
  const isOnly = priced.length === 1;
  const meaning = "counted in tokens rather than tries, the curves move by so much";
  return answerOf(
    `A completion of RL takes ${moreRange(priced.map(({more}) => more))} one of its base; ${meaning}.`,
    priced.map(({benchmark, base, rl, ofBase, ofRl, more}) => ({
      title: benchmark.label,
      text:
        `${isOnly ? "a completion takes, on average, " : ""}${ofRl.toFixed(1)} tokens for ${rl.label} and ${ofBase.toFixed(1)} for ${base.label} ` +
        `(${inPoints(more)}%)${isOnly ? `; ${meaning}` : ""}.`
    }))
  );
}

/** `between 13.4% fewer and 2.6% more tokens than`. */
function moreRange(all: readonly number[]): string {
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const size = (share: number): string => percent(Math.abs(share));
  const text = (share: number): string => `${size(share)} ${share < 0 ? "fewer" : "more"}`;
  if ([least, most].every((share) => size(share) === size(0))) return "as many tokens as";
  if (text(least) === text(most)) return `${text(least)} tokens than`;
  if (most < 0) return `between ${size(most)} and ${text(least)} tokens than`;
  if (least >= 0) return `between ${size(least)} and ${text(most)} tokens than`;
  return `between ${text(least)} and ${text(most)} tokens than`;
}

/** A difference with its interval, in points: `+12.3 (+8.1 to +16.4)`. */
export function differenceText({estimate, low, high}: PanelPoint): string {
  return `${inPoints(estimate)} (${interval(low, high, inPoints)})`;
}

/** A share with its interval, for a table. */
export function shareText({estimate, low, high}: PanelPoint): string {
  return `${percent(estimate)} (${interval(low, high, percent)})`;
}
