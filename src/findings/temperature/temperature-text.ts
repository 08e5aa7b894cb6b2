import {clearSigns} from "../../metrics/statistics/holm.js";
import {toCsv} from "../shared/csv.js";
import {countOf} from "../shared/counted.js";
import {oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {crossingText} from "../coverage/crossing-text.js";
import {
  about,
  budget,
  interval,
  listText,
  percent,
  points as inPoints,
  rangeText,
  whole
} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import type {TemperaturePair} from "./temperature-pairs.js";

/** Whether the base overtakes a clear lead of RL at every temperature, and whether it wins with the most tries; on each benchmark k* by temperature. */
export function temperatureCrossings(pairs: readonly TemperaturePair[]): FigureAnswer {
  if (pairs.length === 0) return oneAnswer("Nothing is compared at one temperature yet.");
  const ends = pairs.flatMap(({comparison: {points}}) => [points[0]!, points.at(-1)!]);
  const signs = clearSigns(ends);
  const crossing = pairs.filter(
    (
      {
        comparison: {
          crossing: {observed}
        }
      },
      i
    ) => signs[2 * i] === 1 && observed !== null && observed > 1
  );
  const behind = pairs.filter((_, i) => signs[2 * i + 1] === -1).length;
  const benchmarks = benchmarksOf(pairs);
  const [unit, isOnly] = [unitText(pairs.length, benchmarks.length), benchmarks.length === 1];
  const start = crossing.length === pairs.length ? "Yes" : crossing.length === 0 ? "No" : "Not at every one";
  const where = isOnly
    ? listText(crossing.map((pair) => `${crossingOf(pair)} (T = ${pair.temperature})`))
    : rangeText(
        crossing.map(({comparison}) => comparison.crossing.observed!),
        budget
      );
  const found = crossing.length === 0 ? "" : `, at k* = ${where}`;
  const preposition = isOnly ? "at" : "in";
  const lead =
    `${start}: ${preposition} ${countOf(crossing.length, pairs.length)} ${unit} ${crossing.length === 0 ? "does the base overtake" : "the base overtakes"} a clear lead of RL${found}. ` +
    `With ${triesOf(pairs)} it wins clearly ${preposition} ${countOf(behind, pairs.length)}.`;
  const cases = benchmarks.map((benchmark): AnswerCase => ({
    title: benchmark.label,
    text: `${pairs
      .filter((pair) => pair.benchmark === benchmark)
      .map(
        (pair) =>
          `T = ${pair.temperature}: k* ${crossingText(pair.comparison.crossing)}, ${endDifference(pair)} points at k = ${kMax([pair])}`
      )
      .join("; ")}.`
  }));
  return {lead, cases, note: clearNote(ends.length)};
}

function benchmarksOf(pairs: readonly TemperaturePair[]): TemperaturePair["benchmark"][] {
  return [...new Set(pairs.map(({benchmark}) => benchmark))];
}

function unitText(pairs: number, benchmarks: number): string {
  if (benchmarks > 1) return "pairs of a task and a temperature";
  return pairs === 1 ? "temperature" : "temperatures";
}

function crossingOf({comparison}: TemperaturePair): string {
  return budget(comparison.crossing.observed!);
}

function triesOf(pairs: readonly TemperaturePair[]): string {
  const ks = new Set(pairs.map((pair) => kMax([pair])));
  return ks.size === 1 ? `${[...ks][0]!} tries` : "the most tries";
}

/** What a higher temperature does to each policy: what it solves with one try and with the most, from the lowest to the highest. */
export function temperatureAnswer(pairs: readonly TemperaturePair[]): FigureAnswer {
  const benchmarks = benchmarksOf(pairs);
  const spans = benchmarks.flatMap((benchmark) => {
    const own = pairs.filter((pair) => pair.benchmark === benchmark);
    return own.length < 2 ? [] : [{low: own[0]!, high: own.at(-1)!}];
  });
  const cases = benchmarks.map((benchmark): AnswerCase => ({
    title: benchmark.label,
    text: `${movement(pairs.filter((pair) => pair.benchmark === benchmark))}.`
  }));
  const [only, ...others] = spans;
  if (!only) return {lead: "No policy is compared at two temperatures yet.", cases};
  const lead = others.length === 0 ? movedSentence(only) : movedCounts(spans);
  return {lead, cases};
}

interface Span {
  low: TemperaturePair;
  high: TemperaturePair;
}

/** The least change that percentages show. */
const SHOWN = 0.0005;

function movedSentence({low, high}: Span): string {
  const tries = {first: "one try", last: whole(low.comparison.crossing.kMax)};
  const moved = (role: "base" | "rl"): string =>
    (["first", "last"] as const)
      .map((end) => {
        const [from, to] = [low[end][role].estimate, high[end][role].estimate];
        const way = Math.abs(to - from) < SHOWN ? "as many" : to > from ? "more" : "fewer";
        return `${way} with ${tries[end]} (${about(from)} to ${about(to)})`;
      })
      .join(" and ");
  return `From T = ${low.temperature} to ${high.temperature} ${low.base.label} solves ${moved("base")}, ${low.rl.label} ${moved("rl")}.`;
}

/** On how many benchmarks the base and what RL made of it solve more at the highest temperature than at the lowest. */
function movedCounts(spans: readonly Span[]): string {
  const gains = (role: "base" | "rl", end: "first" | "last"): string =>
    countOf(
      spans.filter(({low, high}) => high[end][role].estimate - low[end][role].estimate >= SHOWN).length,
      spans.length
    );
  return (
    `From the lowest to the highest temperature the base solves more with one try on ${gains("base", "first")} tasks and with the most on ${gains("base", "last")}, ` +
    `RL on ${gains("rl", "first")} and on ${gains("rl", "last")}.`
  );
}

/** How pass@1 and pass@k_max change from the lowest to the highest temperature of a benchmark. */
function movement(own: readonly TemperaturePair[]): string {
  const [low, high] = [own[0]!, own.at(-1)!];
  if (low === high)
    return `at T = ${low.temperature}, the only temperature, the difference at k = ${kMax(own)} is ${endDifference(low)} points`;
  const way = (role: "base" | "rl", end: "first" | "last"): string =>
    `from ${percent(low[end][role].estimate)} to ${percent(high[end][role].estimate)}`;
  return (
    `from T = ${low.temperature} to ${high.temperature}, ${low.base.label} goes ${way("base", "first")} at k = 1 and ${way("base", "last")} at k = ${kMax(own)}, ` +
    `${low.rl.label} ${way("rl", "first")} and ${way("rl", "last")}`
  );
}

function kMax(pairs: readonly TemperaturePair[]): string {
  return whole(Math.max(...pairs.map(({comparison}) => comparison.crossing.kMax)));
}

/** The difference at the largest k with its interval, in points. */
export function endDifference({comparison}: Pick<TemperaturePair, "comparison">): string {
  const {difference, low, high} = comparison.points.at(-1)!;
  return `${inPoints(difference)} (${interval(low, high, inPoints)})`;
}

/** The values that the figure draws. */
export function temperatureCsv(pairs: readonly TemperaturePair[]): string {
  const columns = ["benchmark", "temperature", "policy", "k", "coverage", "low", "high"];
  const rows = pairs.flatMap(({benchmark, temperature, base, rl, comparison, first, last}) =>
    (["base", "rl"] as const).flatMap((role) =>
      [
        {k: 1, point: first[role]},
        {k: comparison.crossing.kMax, point: last[role]}
      ].map(({k, point}) => [
        benchmark.benchmark,
        temperature,
        (role === "base" ? base : rl).policy,
        k,
        point.estimate,
        point.low,
        point.high
      ])
    )
  );
  return toCsv(columns, rows);
}
