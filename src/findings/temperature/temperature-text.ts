import {clearSigns} from "../../metrics/statistics/holm.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {interval, percent, points as inPoints, whole} from "../shared/format.js";
import {holmText} from "../shared/holm-text.js";
import type {TemperaturePair} from "./temperature-pairs.js";

const list = new Intl.ListFormat("en");

/** At which temperatures the base is ahead at the largest k, and how the ends of both curves move with the temperature on each benchmark. */
export function temperatureAnswer(pairs: readonly TemperaturePair[]): FigureAnswer {
  const benchmarks = [...new Set(pairs.map(({benchmark}) => benchmark))];
  if (benchmarks.length === 0) return oneAnswer("Nothing is compared at one temperature yet.");
  const temperatures = [...new Set(pairs.map(({temperature}) => temperature))].sort((a, b) => a - b);
  const signs = clearSigns(pairs.map(({comparison}) => comparison.points.at(-1)!));
  const ahead = pairs.filter((_, i) => signs[i] === -1);
  const at = (list: readonly TemperaturePair[], temperature: number): string =>
    whole(list.filter((pair) => pair.temperature === temperature).length);
  const parts = temperatures.map(
    (temperature, i) =>
      `on ${at(ahead, temperature)} of ${at(pairs, temperature)}${i === 0 ? " benchmarks" : ""} at T = ${temperature}`
  );
  const beyond = `the base is ahead, beyond chance (${holmText(pairs.length)}),`;
  const cases = benchmarks.map((benchmark): AnswerCase => {
    const own = pairs.filter((pair) => pair.benchmark === benchmark);
    const count = own.filter((pair) => ahead.includes(pair)).length;
    const verdict = `with ${kMax(own)} completions ${beyond} at ${whole(count)} of ${whole(own.length)} temperatures; `;
    const isTold = benchmarks.length === 1 && own.length > 1;
    return {title: benchmark.label, text: `${isTold ? verdict : ""}${movement(own)}.`};
  });
  return answerOf(`With the most completions ${beyond} ${list.format(parts)}.`, cases);
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
