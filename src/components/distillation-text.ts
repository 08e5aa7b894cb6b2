import type {StudySummary} from "../metrics/study-summary.js";
import type {CoverageTable, DifferencePoint} from "../metrics/coverage-table.js";
import {percentOfLevel} from "./coverage-answer.js";
import {toCsv} from "./csv.js";
import type {Lift} from "./distillation-lifts.js";
import {isWhole, rangesText} from "./k-range.js";
import {interval, points as inPoints, whole} from "./format.js";

const list = new Intl.ListFormat("en");

/** On how many benchmarks each way of training lifts the base's whole curve, and the differences at the largest k where the base leaves most to lift. */
export function distillationAnswer(all: readonly Lift[], {level}: Pick<CoverageTable, "level">): string {
  const [first] = all;
  if (!first) return "";
  const benchmarks = new Set(all.map(({benchmark}) => benchmark)).size;
  const policies = [...new Map(all.map(({policy}) => [policy.policy, policy])).values()];
  const lifted = policies.map(({policy, label}, i) => {
    const own = all.filter((lift) => lift.policy.policy === policy);
    const count = own.filter(({above, points}) => isWhole(above, points)).length;
    return `${label} on ${whole(count)}${i === 0 ? ` of ${whole(benchmarks)} benchmarks` : ""}`;
  });
  const hardest = all.reduce((least, lift) => (lift.baseAtEnd < least.baseAtEnd ? lift : least));
  const ends = all
    .filter(({benchmark}) => benchmark === hardest.benchmark)
    .map(({policy, points}) => `${policy.label} ${endText(points)}`);
  const {k} = hardest.points.at(-1)!;
  return (
    `Above ${first.base.label} at every k, beyond the ${percentOfLevel(level)} interval of the difference: ${list.format(lifted)}. ` +
    `On ${hardest.benchmark.label}, where ${hardest.base.label} leaves most unsolved, the difference at k = ${whole(k)} is, in points: ${list.format(ends)}.`
  );
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
  {level, replicates, seed}: Pick<CoverageTable, "level" | "replicates" | "seed">,
  study: Pick<StudySummary, "date">
): string {
  const names = [
    ...new Set(all.map(({benchmark}) => `${benchmark.label} (${whole(benchmark.problems)} problems)`))
  ];
  const drawn = study.date === null ? "" : ` Drawn ${study.date.slice(0, 10)}.`;
  return (
    `Lines: coverage of each policy minus that of ${all[0]?.base.label ?? "its base"}, in percentage points, on ${list.format(names)}. ` +
    `Bands: ${percentOfLevel(level)} intervals of the difference, pointwise in k, from ${whole(replicates)} resamples of the problems, the same ones for both policies (seed ${seed}).${drawn}`
  );
}

/** Every difference that the figure draws. */
export function differenceCsv(all: readonly Lift[]): string {
  const columns = ["benchmark", "policy", "base", "k", "difference", "low", "high"];
  return toCsv(
    columns,
    all.flatMap(({benchmark, policy, base, points}) =>
      points.map(({k, difference, low, high}) => [
        benchmark.benchmark,
        policy.policy,
        base.policy,
        k,
        difference,
        low,
        high
      ])
    )
  );
}
