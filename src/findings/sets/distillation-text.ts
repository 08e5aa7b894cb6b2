import {ROOM} from "../../metrics/claims/room.js";
import type {CoverageTable, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {isWhole, rangesText} from "../coverage/k-range.js";
import {toCsv} from "../shared/csv.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {interval, percent, points as inPoints, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {bandsText} from "../shared/interval-text.js";
import type {Lift} from "./distillation-lifts.js";
import {isImported} from "../shared/origin-text.js";

const list = new Intl.ListFormat("en");

/** On how many benchmarks each way of training lifts the base's whole curve, and the differences at the largest k of each benchmark. */
export function distillationAnswer(all: readonly Lift[]): FigureAnswer {
  const [first] = all;
  if (!first) return oneAnswer("Nothing is compared yet.");
  const benchmarks = [...new Set(all.map(({benchmark}) => benchmark))];
  const isOnly = benchmarks.length === 1;
  const isLifted = wholeCurves(all);
  const policies = [...new Map(all.map(({policy}) => [policy.policy, policy])).values()];
  const counts = policies.map(({policy, label}) => {
    const own = all.filter((lift) => lift.policy.policy === policy);
    return {label, count: own.filter((lift) => isLifted.has(lift)).length, of: own.length};
  });
  const base = all.every((lift) => lift.base.policy === first.base.policy) ? first.base.label : "its base";
  const cases = benchmarks.map((benchmark): AnswerCase => {
    const own = all.filter((lift) => lift.benchmark === benchmark);
    const names = own.filter((lift) => isLifted.has(lift)).map(({policy}) => policy.label);
    const verdict = `${names.length === 0 ? "no policy" : list.format(names)} ${names.length > 1 ? "stay" : "stays"} above ${base} at every k, clearly; `;
    return {title: benchmark.label, text: `${isOnly ? verdict : ""}${endsText(own)}.`};
  });
  return answerOf(liftedSentence(counts, base), cases, clearNote(all.length));
}

function liftedSentence(counts: readonly {label: string; count: number; of: number}[], base: string): string {
  const place = `clearly above ${base} at every k`;
  const [some, none] = [counts.filter(({count}) => count > 0), counts.filter(({count}) => count === 0)];
  if (some.length === 0) return `No policy stays ${place}, on any task.`;
  const parts = some.map(({label, count, of}) => `${label} on ${countOf(count, of)} tasks`);
  const others = none.length === 0 ? "" : `; ${list.format(none.map(({label}) => label))} on none`;
  return `Who stays ${place}: ${list.format(parts)}${others}.`;
}

/** The policies whose whole curve is above the base's. A curve is as sure as its least sure budget, so that Holm counts curves alone. */
function wholeCurves(all: readonly Lift[]): ReadonlySet<Lift> {
  const signs = clearSigns(
    all.map(({points}) => ({
      low: Math.min(...points.map(({low}) => low)),
      high: Math.max(...points.map(({high}) => high)),
      p: Math.max(...points.map(({p}) => p))
    }))
  );
  return new Set(all.filter((_, i) => signs[i] === 1));
}

/** The differences of a benchmark at the largest k, and what the base leaves to be lifted there where it is too little. */
function endsText(own: readonly Lift[]): string {
  const ks = new Set(own.map(({points}) => points.at(-1)!.k));
  const [k] = ks;
  const ends = own.map(({policy, points}) => `${policy.label} ${endText(points)}`);
  const room = 1 - own[0]!.baseAtEnd;
  const full =
    room < ROOM
      ? `; the base leaves ${percent(room)} of the problems unsolved there, too little room for a verdict (${percent(ROOM)})`
      : "";
  return `at ${ks.size === 1 ? `k = ${whole(k!)}` : "the largest k"}, in points, ${list.format(ends)}${full}`;
}

function endText(points: readonly DifferencePoint[]): string {
  const {difference, low, high} = points.at(-1)!;
  return `${inPoints(difference)} (${interval(low, high, inPoints)})`;
}

/** At which k a policy's curve lies above or below its base's beyond the interval. */
export function beyondText({above, below, points}: Pick<Lift, "above" | "below" | "points">): string {
  if (isWhole(above, points)) return "above at every k";
  if (isWhole(below, points)) return "below at every k";
  const parts = [
    ...(above.length === 0 ? [] : [`above at ${rangesText(above)}`]),
    ...(below.length === 0 ? [] : [`below at ${rangesText(below)}`])
  ];
  return parts.length === 0 ? "not told apart" : parts.join("; ");
}

/** Under the figure of differences. */
export function differenceCaption(
  all: readonly Lift[],
  {level}: Pick<CoverageTable, "level">,
  study: Pick<StudySummary, "date" | "policies">
): string {
  const names = [
    ...new Set(all.map(({benchmark}) => `${benchmark.label} (${whole(benchmark.problems)} problems)`))
  ];
  const drawn =
    study.date === null
      ? ""
      : ` ${isImported(study.policies) ? "Imported" : "Drawn"} ${study.date.slice(0, 10)}.`;
  return (
    `Lines: coverage of each policy minus that of ${all[0]?.base.label ?? "its base"}, in percentage points, on ${list.format(names)}. ` +
    `${bandsText(level)}${drawn}`
  );
}

/** Every difference that the figure draws, with the k* of its curves: `none` where they are the same, empty beyond the largest k. */
export function differenceCsv(all: readonly Lift[]): string {
  const columns = ["benchmark", "policy", "base", "k", "difference", "low", "high", "k_star"];
  return toCsv(
    columns,
    all.flatMap(({benchmark, policy, base, points, crossing}) =>
      points.map(({k, difference, low, high}) => [
        benchmark.benchmark,
        policy.policy,
        base.policy,
        k,
        difference,
        low,
        high,
        crossing.isSame ? "none" : crossing.observed
      ])
    )
  );
}
