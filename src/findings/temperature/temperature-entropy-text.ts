import type {Comparison, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import {countOf} from "../shared/counted.js";
import {answerOf, type FigureAnswer} from "../shared/figure-answer.js";
import {about, interval, percent, points as inPoints, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import type {EntropyMatch, PolicyOutput} from "./temperature-entropies.js";

/** How much of the gap at the largest k matching the entropy closes, and whether one is left: a count, and the numbers of every benchmark. */
export function entropyMatchAnswer(matches: readonly EntropyMatch[]): FigureAnswer {
  const family = matches.flatMap(({plain, matched}) => [end(plain.comparison), end(matched.comparison)]);
  const signs = new Map(clearSigns(family).map((sign, i) => [family[i]!, sign]));
  const isBehind = (comparison: Comparison): boolean => signs.get(end(comparison)) === -1;
  const open = matches.filter(({plain}) => isBehind(plain.comparison));
  const stillOpen = open.filter(({matched}) => isBehind(matched.comparison));
  const shares = open.flatMap(({closed}) => closed?.estimate ?? []);
  const ks = new Set(matches.map(({plain}) => end(plain.comparison).k));
  const tries = ks.size === 1 ? `${whole([...ks][0]!)} tries` : "the most tries";
  const closes = shares.length === 0 ? "" : ` closes ${rangeText(shares, about)} of the gap, and`;
  const verdict =
    open.length === 0
      ? `With ${tries} RL is clearly behind its base on ${countOf(0, matches.length)} tasks: there is no gap to close.`
      : `With ${tries} RL is clearly behind its base on ${countOf(open.length, matches.length)} tasks. ` +
        `A temperature that gives it the base’s entropy${closes} leaves it clearly behind on ${countOf(stillOpen.length, open.length)}.`;
  return answerOf(
    verdict,
    matches.map((match) => ({
      title: match.benchmark.label,
      text: `${matchText(match)}${matches.length === 1 ? `: ${matchVerdict(match, isBehind)}` : ""}.`
    })),
    clearNote(family.length)
  );
}

function matchVerdict({plain, matched}: EntropyMatch, isBehind: (comparison: Comparison) => boolean): string {
  if (!isBehind(plain.comparison)) return "there is no gap to close";
  return isBehind(matched.comparison) ? "what is left of the gap is clear" : "no clear gap is left";
}

function matchText({base, plain, matched, closed}: EntropyMatch): string {
  const share = (one: PolicyOutput): string =>
    percent((one.entropy?.estimate ?? NaN) / (base.entropy?.estimate ?? NaN));
  const entropies =
    base.entropy && plain.entropy && matched.entropy
      ? `, the output entropy from ${share(plain)} to ${share(matched)} of the base’s`
      : "";
  const {k} = end(plain.comparison);
  return (
    `the difference from the base at k = ${whole(k)} goes from ${differenceText(plain.comparison)} points at T = ${plain.policy.temperature} ` +
    `to ${differenceText(matched.comparison)} at T = ${matched.policy.temperature}${closedText(closed)}${entropies}`
  );
}

/** `, which closes 60.0% of the gap (34.1% to 81.0%)`. Beyond 100% the policy passes the base, below 0 the gap widens. */
function closedText(closed: EntropyMatch["closed"]): string {
  if (closed === null) return "";
  const {estimate, low, high} = closed;
  return `, which closes ${percent(estimate)} of the gap (${interval(low, high, percent)})`;
}

/** A difference at the largest k with its interval, in points. */
function differenceText(comparison: Comparison): string {
  const {difference, low, high} = end(comparison);
  return `${inPoints(difference)} (${interval(low, high, inPoints)})`;
}

function end({points}: Comparison): DifferencePoint {
  return points.at(-1)!;
}

/** An entropy with its interval: `0.312 (0.298 to 0.327)`; `unknown` where the engine reports none. */
export function entropyText(entropy: Pick<OutputEntropy, "estimate" | "low" | "high"> | null): string {
  if (entropy === null) return "unknown";
  return `${nats(entropy.estimate)} (${interval(entropy.low, entropy.high, nats)})`;
}

/** Three significant digits, no exponent. */
function nats(value: number): string {
  return value.toLocaleString("en-US", {maximumSignificantDigits: 3, minimumSignificantDigits: 3});
}

/** A policy's row in words: its temperature and entropy. */
export type EntropyRow = PolicyOutput & {benchmark: string; difference: string | null};

/** A row for each of the three policies of every benchmark. */
export function entropyRows(matches: readonly EntropyMatch[]): EntropyRow[] {
  return matches.flatMap(({benchmark, base, plain, matched}) => [
    {...base, benchmark: benchmark.label, difference: null},
    {...plain, benchmark: benchmark.label, difference: differenceText(plain.comparison)},
    {...matched, benchmark: benchmark.label, difference: differenceText(matched.comparison)}
  ]);
}
