import type {BenchmarkSizes, SizePoint, SizesTable, SizeTrend} from "../../metrics/runs/size-trend.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {countOf} from "../shared/counted.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {about, budget, listText, percent, points, whole} from "../shared/format.js";
import {percentOfLevel} from "../shared/interval-text.js";

/** Whether k* and the share kept change with size: on how many benchmarks each has a trend, and on each from what to what, with its slope. */
export function sizesAnswer({benchmarks, level}: SizesTable, study: StudySummary): FigureAnswer {
  const [first] = benchmarks;
  if (!first) return oneAnswer("Fewer than two sizes are measured: nothing changes with size yet.");
  const clear = (trend: (one: BenchmarkSizes) => SizeTrend | null): number =>
    benchmarks.filter((one) => isClear(trend(one))).length;
  const [kept, crossing] = [clear((one) => one.kept), clear((one) => one.crossing)];
  const {sizes} = first;
  const lead =
    `From ${parametersText(sizes[0]!)} to ${parametersText(sizes.at(-1)!)} parameters, the share of the base’s problems that RL keeps has a trend on ${countOf(kept, benchmarks.length)} tasks, ` +
    `and k* on ${countOf(crossing, benchmarks.length)}; a trend is one whose ${percentOfLevel(level)} interval leaves no change out.`;
  return answerOf(
    lead,
    benchmarks.map((one) => ({title: benchmarkLabel(study, one.benchmark), text: sizesText(one, level)}))
  );
}

function isClear(trend: SizeTrend | null): boolean {
  return trend !== null && (trend.low > 0 || trend.high < 0);
}

function sizesText({sizes, kept, crossing, kMax}: BenchmarkSizes, level: number): string {
  const shares = sizes.map(({kept: {both, ofBase}}) => (ofBase === 0 ? "none" : about(both / ofBase)));
  const found = sizes.map((size) => crossingText(size, kMax));
  const keeps =
    kept === null
      ? "a trend cannot be computed"
      : `${points(kept.estimate)} points with each doubling${rangeText(kept, points, level)}`;
  const crosses =
    crossing === null
      ? "a trend cannot be computed"
      : `times ${factor(crossing.estimate)} with each doubling${rangeText(crossing, factor, level)}`;
  return `of what the base solves within ${whole(kMax)} tries RL keeps ${listText(shares)}, smallest model first: ${keeps}; k* is ${listText(found)}: ${crosses}.`;
}

/** The interval in brackets; with two sizes there is none. */
function rangeText({low, high}: SizeTrend, show: (value: number) => string, level: number): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return " (two sizes, so without an interval)";
  return ` (${percentOfLevel(level)} ${show(low)} to ${show(high)})`;
}

function factor(doublings: number): string {
  return (2 ** doublings).toFixed(2);
}

/** k* of one size in words. */
function crossingText({crossing}: SizePoint, kMax: number): string {
  if (crossing === null) return `beyond ${whole(kMax)}`;
  return crossing <= 1 ? "at most 1" : budget(crossing);
}

/** A number of parameters: `0.35 million`. */
export function parametersText({parameters}: Pick<SizePoint, "parameters">): string {
  const [value, unit] = parameters >= 1e9 ? [parameters / 1e9, "billion"] : [parameters / 1e6, "million"];
  return `${Number(value.toPrecision(2))} ${unit}`;
}

/** Every value of the figure. */
export function sizesCsv({benchmarks}: SizesTable): string {
  const columns = [
    "benchmark",
    "base",
    "rl",
    "parameters",
    "k_max",
    "kept",
    "of_base",
    "kept_low",
    "kept_high",
    "crossing",
    "crossing_low",
    "crossing_high"
  ];
  const rows = benchmarks.flatMap(({benchmark, kMax, sizes}) =>
    sizes.map(({base, rl, parameters, kept, crossing, low, high}) => [
      ...[benchmark, base, rl, parameters, kMax],
      ...[kept.both, kept.ofBase, kept.low, kept.high, crossing, low, high]
    ])
  );
  return toCsv(columns, rows);
}

/** One benchmark in words, for people who do not see the figure. */
export function sizesAltText(
  {sizes, kMax}: BenchmarkSizes,
  title: string,
  what: "kept" | "crossing"
): string {
  const texts = sizes.map(
    (size) =>
      `${parametersText(size)}: ${what === "crossing" ? crossingText(size, kMax) : size.kept.ofBase === 0 ? "none" : percent(size.kept.both / size.kept.ofBase)}`
  );
  return `${title}, ${what === "crossing" ? "k*" : "share kept"} by parameters. ${texts.join("; ")}.`;
}
