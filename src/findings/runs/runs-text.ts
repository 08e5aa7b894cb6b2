import type {RecipeComparison} from "../../metrics/runs/recipe-comparison.js";
import type {RunFamily, RunsPoint} from "../../metrics/runs/run-family.js";
import type {RunsTable} from "../../metrics/runs/runs-table.js";
import {ALPHA, holm} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {countOf} from "../shared/counted.js";
import {toCsv} from "../shared/csv.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {
  budget,
  gapText,
  interval,
  listText,
  pValue,
  percent,
  points,
  rangeText,
  whole
} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";

const bothEnds = ["atOne", "atMost"] as const;

/** What several training runs of the pair that leads say at both ends, problems and runs both being samples. Empty without a difference. */
export function runsSentence({runs, difference, kMax}: RunFamily, level: number): string {
  const [first, last] = [difference?.[0], difference?.at(-1)];
  if (!first || !last) return "";
  const ends = [
    `${pointsOf(first)} points with one try (${percentOfLevel(level)} ${interval(first.low, first.high, points)})`,
    ...(kMax === 1
      ? []
      : [`${pointsOf(last)} with ${whole(kMax)} (${interval(last.low, last.high, points)})`])
  ];
  return `over ${whole(runs.length)} runs that differ in the seed alone, ${listText(ends)}, for other problems and other runs.`;
}

/** Where the curves of these runs cross, in a sentence of its own: `k* = 4 (3.1 to 5; 3.5 to 4.2 in single runs)`. Empty without a difference. */
export function runsCrossing({runs, crossing, kMax}: RunFamily): string {
  if (!crossing) return "";
  const text = familyCrossing({crossing, kMax, runs});
  return `Over ${whole(runs.length)} runs, ${text}.`;
}

function pointsOf({estimate}: RunsPoint): string {
  return points(estimate);
}

/** k* of a recipe with its interval over both sources, and how far single runs lie apart. */
function familyCrossing({
  crossing,
  kMax,
  runs
}: Pick<RunFamily, "kMax" | "runs"> & {crossing: NonNullable<RunFamily["crossing"]>}): string {
  if (crossing.isSame) return "the curves are the same";
  const {observed, low, high} = crossing;
  if (observed === null) return `no k* up to ${whole(kMax)}`;
  return `k* = ${place(observed, kMax)} (${place(low, kMax)} to ${place(high, kMax)}; ${singlesText(runs, kMax)})`;
}

/** Smallest and largest k* of single runs. */
function singlesText(runs: RunFamily["runs"], kMax: number): string {
  const values = runs.map(({crossing}) => crossing ?? Infinity).sort((a, b) => a - b);
  const [least, most] = [values[0]!, values.at(-1)!].map((k) => place(Number.isFinite(k) ? k : null, kMax));
  return `${least!}${least === most ? "" : ` to ${most!}`} in single runs`;
}

function place(k: number | null, kMax: number): string {
  return k === null ? `beyond ${whole(kMax)}` : k <= 1 ? "at most 1" : budget(k);
}

/** Whether algorithms differ by more than runs of one of them do: on how many benchmarks at each end, and in numbers on each. */
export function recipesAnswer({comparisons, families, level}: RunsTable, study: StudySummary): FigureAnswer {
  if (comparisons.length === 0)
    return oneAnswer(
      "Fewer than two algorithms have several training runs: nothing tells their differences from those of runs."
    );
  const adjusted = holm(comparisons.flatMap((one) => bothEnds.map((at) => one[at].p)));
  const isTold = (i: number, end: 0 | 1): boolean => adjusted[2 * i + end]! < ALPHA;
  const told = ([0, 1] as const).map((end) => comparisons.filter((_, i) => isTold(i, end)).length);
  const lead =
    `Differences between algorithms exceed those between training runs of one algorithm on ${countOf(told[0]!, comparisons.length)} tasks with one try, ` +
    `and on ${countOf(told[1]!, comparisons.length)} with the most tries.`;
  return answerOf(
    lead,
    comparisons.map((one, i) => ({
      title: benchmarkLabel(study, one.benchmark),
      text: `${bothEnds
        .map((at, end) => spreadText(one, at, isTold(i, end as 0 | 1)))
        .join("; ")}.${gapsText(one, families, level, study)}`
    })),
    clearNote(adjusted.length, "by exchanging runs between algorithms,")
  );
}

function spreadText(one: RecipeComparison, at: (typeof bothEnds)[number], isTold: boolean): string {
  const {recipes, runs, p, range} = one[at];
  const tries = at === "atOne" ? "with one try" : `with ${whole(one.kMax)}`;
  return (
    `${tries} the algorithms lie ${gapText(recipes)} points apart and runs of one ${gapText(runs)} (standard deviations), ` +
    `which is ${isTold ? "more than runs explain" : "no more than runs explain"} (${pValue(p)}); the two furthest apart differ by ${gapText(range.estimate)} (${gapText(range.low)} to ${gapText(range.high)})`
  );
}

function gapsText(
  {benchmark, recipes}: RecipeComparison,
  families: readonly RunFamily[],
  level: number,
  study: StudySummary
): string {
  const gaps = families.flatMap(({benchmark: own, recipe, gap}) =>
    own === benchmark && recipes.includes(recipe) && gap ? [{recipe, ...gap}] : []
  );
  const [first] = gaps;
  if (!first) return "";
  const least = gaps.reduce((a, b) => (b.estimate < a.estimate ? b : a));
  const values = gaps.map(({estimate}) => estimate);
  return ` The gap to what the base reaches is ${rangeText(values, gapText)} points, smallest for ${recipeName(least.recipe, families, study)} (${percentOfLevel(level)} ${gapText(least.low)} to ${gapText(least.high)}, over problems and runs).`;
}

/** A recipe's label, with its id where another recipe with several runs has the same. */
export function recipeName(recipe: string, families: readonly RunFamily[], study: StudySummary): string {
  return distinctLabel(
    study.policies.filter(({policy}) => families.some((family) => family.recipe === policy)),
    recipe
  );
}

/** A recipe's runs in one row of a table. */
export interface RunsRow {
  benchmark: string;
  recipe: string;
  runs: number;
  atOne: string;
  atMost: string;
  difference: string | null;
  crossing: string | null;
  single: string | null;
}

/** Each recipe's means over runs, with their intervals over problems and runs and the standard deviation between runs. */
export function runsRows({families}: RunsTable, study: StudySummary): RunsRow[] {
  return families.map((family): RunsRow => {
    const {curve, difference, crossing, kMax, runs} = family;
    const last = difference?.at(-1);
    return {
      benchmark: benchmarkLabel(study, family.benchmark),
      recipe: recipeName(family.recipe, families, study),
      runs: runs.length,
      atOne: meanText(curve[0]!),
      atMost: meanText(curve.at(-1)!),
      difference: last ? `${points(last.estimate)} (${points(last.low)} to ${points(last.high)})` : null,
      crossing:
        crossing && !crossing.isSame
          ? `${place(crossing.observed, kMax)} (${place(crossing.low, kMax)} to ${place(crossing.high, kMax)})`
          : null,
      single: crossing && !crossing.isSame ? singlesText(runs, kMax).replace(" in single runs", "") : null
    };
  });
}

function meanText({estimate, deviation}: RunsPoint): string {
  return `${percent(estimate)} (runs ± ${gapText(deviation)})`;
}

/** Every value that the figure and the table show. */
export function runsCsv({families}: RunsTable): string {
  const columns = ["benchmark", "recipe", "quantity", "run", "k", "estimate", "low", "high", "between_runs"];
  const rows = families.flatMap(({benchmark, recipe, curve, difference, gap, runs, kMax}) => {
    const row = (quantity: string, k: number, one: Omit<RunsPoint, "k" | "problems">): unknown[] => [
      ...[benchmark, recipe, quantity, "", k, one.estimate, one.low, one.high, one.deviation]
    ];
    return [
      ...curve.map((one) => row("pass@k", one.k, one)),
      ...(difference ?? []).map((one) => row("difference from the base", one.k, one)),
      ...(gap ? [row("gap to the base's pass@k", kMax, gap)] : []),
      ...runs.flatMap(({policy, coverage}) =>
        coverage.map((share, j) => [benchmark, recipe, "pass@k", policy, curve[j]!.k, share, "", "", ""])
      )
    ];
  });
  return toCsv(columns, rows);
}
