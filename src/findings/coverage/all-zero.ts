import {completionsText} from "../shared/counted.js";
import {listText, rangeText, whole} from "../shared/format.js";
import type {CoverageView} from "./coverage-view.js";

/** Whether no completion of any curve was correct: there is nothing to draw. */
export function isAllZero({coverage}: Pick<CoverageView, "coverage">): boolean {
  return coverage.curves.every(({points}) => points.every(({coverage: share}) => share === 0));
}

/** What stands in the place of panels that are zero throughout, a sentence for each benchmark; empty where there are none. */
export function allZeroText(views: readonly CoverageView[]): string {
  const benchmarks = [...new Set(views.map(({benchmark}) => benchmark.benchmark))];
  return benchmarks
    .map((id) => {
      const own = views.filter(({benchmark}) => benchmark.benchmark === id);
      const {benchmark, coverage} = own[0]!;
      const labels = [...new Set(own.flatMap(({policies}) => policies.map(({label}) => label)))];
      const ns = own.flatMap((view) => view.coverage.curves.map(({n}) => n));
      const who = labels.length > 4 ? `the ${whole(labels.length)} policies` : listText(labels);
      return `${benchmark.label}: none of ${who} solved any of the ${whole(coverage.problems)} problems, with ${completionsText(rangeText(ns, whole))} of each.`;
    })
    .join(" ");
}
