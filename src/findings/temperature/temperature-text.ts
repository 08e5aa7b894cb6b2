import {clearSigns} from "../../metrics/statistics/holm.js";
import {toCsv} from "../shared/csv.js";
import {countOf} from "../shared/counted.js";
import {oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {interval, percent, points as inPoints, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import type {TemperaturePair} from "./temperature-pairs.js";

const list = new Intl.ListFormat("en");

/** At which temperatures the base is ahead at the largest k, and how the ends of both curves move with the temperature on each benchmark. */
export function temperatureAnswer(pairs: readonly TemperaturePair[]): FigureAnswer {
  const benchmarks = [...new Set(pairs.map(({benchmark}) => benchmark))];
  if (benchmarks.length === 0) return oneAnswer("Nothing is compared at one temperature yet.");
  const temperatures = [...new Set(pairs.map(({temperature}) => temperature))].sort((a, b) => a - b);
  const signs = clearSigns(pairs.map(({comparison}) => comparison.points.at(-1)!));
  const ahead = pairs.filter((_, i) => signs[i] === -1);
  const behind = pairs.filter((_, i) => signs[i] === 1);
  const at = (list: readonly TemperaturePair[], temperature: number): number =>
    list.filter((pair) => pair.temperature === temperature).length;
  const k = new Set(
    benchmarks.map((benchmark) => kMax(pairs.filter((pair) => pair.benchmark === benchmark)))
  );
  const tries = k.size === 1 ? `${[...k][0]!} tries` : "the most tries";
  const isEverywhere = ahead.length === pairs.length;
  const parts = temperatures.map((temperature) =>
    benchmarks.length === 1
      ? `T = ${temperature}`
      : `T = ${temperature} (${countOf(at(ahead, temperature), at(pairs, temperature))} tasks)`
  );
  const where = temperatures.flatMap((temperature, i) => (at(ahead, temperature) > 0 ? [parts[i]!] : []));
  const start =
    ahead.length === 0
      ? `With ${tries} the base wins clearly at no temperature.`
      : `With ${tries} the base wins clearly at ${isEverywhere && temperatures.length > 1 ? "every temperature: " : ""}${list.format(where)}.`;
  const other =
    behind.length === 0 ? "" : ` RL wins clearly in ${whole(behind.length)} of ${whole(pairs.length)}.`;
  const cases = benchmarks.map((benchmark): AnswerCase => ({
    title: benchmark.label,
    text: `${movement(pairs.filter((pair) => pair.benchmark === benchmark))}.`
  }));
  return {lead: `${start}${other}`, cases, note: clearNote(pairs.length)};
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
