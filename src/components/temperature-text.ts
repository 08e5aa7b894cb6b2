import {percentOfLevel} from "./coverage-answer.js";
import {toCsv} from "./csv.js";
import {interval, percent, points as inPoints, whole} from "./format.js";
import type {TemperaturePair} from "./temperature-pairs.js";

const list = new Intl.ListFormat("en");

/** At how many temperatures the base still overtakes, and how the ends of both curves move with the temperature. */
export function temperatureAnswer(pairs: readonly TemperaturePair[], level: number): string {
  const temperatures = [...new Set(pairs.map(({temperature}) => temperature))].sort((a, b) => a - b);
  const parts = temperatures.map((temperature) => {
    const own = pairs.filter((pair) => pair.temperature === temperature);
    const ahead = own.filter(({comparison}) => comparison.points.at(-1)!.high < 0);
    return `${whole(ahead.length)} of ${whole(own.length)} benchmarks at T = ${temperature}`;
  });
  const kMax = whole(Math.max(...pairs.map(({comparison}) => comparison.crossing.kMax)));
  return (
    `With ${kMax} completions the base is ahead, beyond the ${percentOfLevel(level)} interval of the difference, on ${list.format(parts)}. ` +
    movement(pairs, temperatures, kMax)
  );
}

/** How pass@1 and pass@k_max change from the lowest to the highest temperature on the first benchmark. */
function movement(pairs: readonly TemperaturePair[], temperatures: readonly number[], kMax: string): string {
  const own = pairs.filter(({benchmark}) => benchmark === pairs[0]?.benchmark);
  const [low, high] = [own[0], own.at(-1)];
  if (!low || !high || low === high) return "";
  const change = (role: "base" | "rl"): string =>
    `${low[role].label} goes from ${percent(low.first[role].estimate)} to ${percent(high.first[role].estimate)} at k = 1 ` +
    `and from ${percent(low.last[role].estimate)} to ${percent(high.last[role].estimate)} at k = ${kMax}`;
  return `On ${low.benchmark.label}, from T = ${temperatures[0]} to ${temperatures.at(-1)}, ${change("base")}; ${change("rl")}.`;
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
