import type {Comparison, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import {answerOf, type FigureAnswer} from "../shared/figure-answer.js";
import {interval, percent, points as inPoints, whole} from "../shared/format.js";
import type {EntropyMatch, PolicyOutput} from "./temperature-entropies.js";

/** Whether matching the entropy closes the gap at the largest k: a verdict, and the numbers of every benchmark. */
export function entropyMatchAnswer(matches: readonly EntropyMatch[]): FigureAnswer {
  const open = matches.filter(({plain}) => isBehind(plain.comparison));
  const stillOpen = open.filter(({matched}) => isBehind(matched.comparison));
  const verdict =
    open.length === 0
      ? `At the largest k the RL policy is behind the base, beyond the interval, on none of ${whole(matches.length)} benchmarks: there is no gap to close.`
      : `At the largest k the RL policy is behind the base, beyond the interval, on ${whole(open.length)} of ${whole(matches.length)} benchmarks; ` +
        `at the temperature that matches the base’s entropy it still is on ${whole(stillOpen.length)} of them.`;
  return answerOf(
    verdict,
    matches.map((match) => ({
      title: match.benchmark.label,
      text: `${matchText(match)}${matches.length === 1 ? `: ${matchVerdict(match)}` : ""}.`
    }))
  );
}

function matchVerdict({plain, matched}: EntropyMatch): string {
  if (!isBehind(plain.comparison)) return "there is no gap to close";
  return isBehind(matched.comparison)
    ? "the gap stays, beyond the interval"
    : "no gap beyond the interval is left";
}

function matchText({base, plain, matched}: EntropyMatch): string {
  const share = (one: PolicyOutput): string =>
    percent((one.entropy?.estimate ?? NaN) / (base.entropy?.estimate ?? NaN));
  const entropies =
    base.entropy && plain.entropy && matched.entropy
      ? `, the output entropy from ${share(plain)} to ${share(matched)} of the base’s`
      : "";
  const {k} = end(plain.comparison);
  return (
    `the difference from the base at k = ${whole(k)} goes from ${differenceText(plain.comparison)} points at T = ${plain.policy.temperature} ` +
    `to ${differenceText(matched.comparison)} at T = ${matched.policy.temperature}${entropies}`
  );
}

/** A difference at the largest k with its interval, in points. */
function differenceText(comparison: Comparison): string {
  const {difference, low, high} = end(comparison);
  return `${inPoints(difference)} (${interval(low, high, inPoints)})`;
}

/** Whether the RL policy is behind at the largest k, beyond the interval. */
function isBehind(comparison: Comparison): boolean {
  return end(comparison).high < 0;
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
