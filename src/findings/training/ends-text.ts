import type {AtBothEnds} from "../../metrics/coverage/both-ends.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {toCsv} from "../shared/csv.js";
import {firstOfMoreText} from "../shared/first-of-more.js";
import {sentences} from "../shared/sentences.js";
import {points, whole} from "../shared/format.js";
import {samplingText} from "../shared/sampling-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import type {EndsView} from "./ends-view.js";
import {originText} from "../shared/origin-text.js";

/** The two ends of a curve, in the order in which texts and tables go through them. */
export const bothEnds = ["atOne", "atMost"] as const satisfies readonly (keyof AtBothEnds<unknown>)[];

/** `+2.1 points (95% −0.3 to +4.5)`. */
export function differenceText({estimate, low, high}: Estimate, level: number): string {
  return `${points(estimate)} points (${percentOfLevel(level)} ${points(low)} to ${points(high)})`;
}

/** Whether an interval lies off zero. */
export function isOffZero({low, high}: Estimate): boolean {
  return low > 0 || high < 0;
}

/** Under a figure of the ends: problems, budgets, sampling, where the intervals come from. */
export function endsCaption(views: readonly EndsView[], study: StudySummary): string {
  const [first] = views;
  if (!first) return "";
  const sets = views.map(
    ({benchmark, ends}) =>
      `${benchmark.label}: ${whole(ends.problems)} problems, k up to ${whole(ends.kMax)}, verified by ${benchmark.verifier}`
  );
  const all = views.flatMap(({base, trained}) => [...(base ? [base] : []), ...trained]);
  const sampling = samplingText(
    all.map(({summary}) => summary),
    ["temperature", "top_p"]
  );
  const ofMore = firstOfMoreText(
    study,
    views.flatMap(({benchmark: {benchmark}, ends, base, trained}) =>
      [...(base ? [base] : []), ...trained].map(({policy}) => ({policy, benchmark, n: ends.kMax}))
    )
  );
  return sentences(
    `${sets.join("; ")}. ${sampling}; ${originText(study)}.`,
    ofMore,
    `Intervals: ${percentOfLevel(first.level)}, for other problems of the same kind; that of a spread from ${whole(first.replicates)} resamples of the problems (seed ${first.seed}).`
  );
}

/** Everything that the figures about the ends draw. Shares from 0 to 1. */
export function endsCsv(views: readonly EndsView[]): string {
  const columns = ["benchmark", "policy", "quantity", "k", "estimate", "low", "high"];
  const rows = views.flatMap(({benchmark, ends, base, trained}) =>
    [...(base ? [base] : []), ...trained].flatMap(({policy, pass, gap, difference, retention}) => {
      const row = (quantity: string, k: number, {estimate, low, high}: Estimate): unknown[] => [
        benchmark.benchmark,
        policy,
        quantity,
        k,
        estimate,
        low,
        high
      ];
      return [
        row("pass@k", 1, pass.atOne),
        row("pass@k", ends.kMax, pass.atMost),
        ...(gap ? [row("gap to the base's pass@k", ends.kMax, gap)] : []),
        ...(difference
          ? [
              row("difference from the reference", 1, difference.atOne),
              row("difference from the reference", ends.kMax, difference.atMost)
            ]
          : []),
        ...(retention && retention.ofBase > 0
          ? [
              row("retention", ends.kMax, {
                ...retention,
                estimate: retention.both / retention.ofBase
              })
            ]
          : [])
      ];
    })
  );
  return toCsv(columns, rows);
}
