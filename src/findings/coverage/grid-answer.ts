import {oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {rangeText} from "../shared/format.js";
import {countedComparisons} from "./counted-comparisons.js";
import {benchmarkCases, coverageAnswer} from "./coverage-answer.js";
import type {CoverageView} from "./coverage-view.js";

/** The answer of a figure with several benchmarks or pairs: counted, with the numbers of each case. */
export function gridAnswer(views: readonly CoverageView[]): FigureAnswer {
  const [first, ...others] = views;
  const comparisons = views.flatMap((view) => view.coverage.comparisons);
  if (!first) return oneAnswer("Nothing is measured yet.");
  if (others.length === 0) return coverageAnswer(first);
  const cases = views.flatMap(benchmarkCases);
  const compared = views.filter((view) => view.coverage.comparisons.length > 0);
  if (compared.length === 0) return {lead: curvesRange(views), cases};
  if (comparisons.length === 1) {
    const {lead, note} = coverageAnswer(compared[0]!);
    return {lead: `${compared[0]!.benchmark.label}: ${lead}`, cases, ...(note === undefined ? {} : {note})};
  }
  return {
    ...countedComparisons(comparisons, comparisons.length === compared.length ? "tasks" : "comparisons"),
    // In one table all have the same columns.
    cases: cases.some(({cells}) => cells === undefined)
      ? cases.map(({title, text}) => ({title, text}))
      : cases
  };
}

/** What the curves of benchmarks without a comparison reach at both ends. */
function curvesRange(views: readonly CoverageView[]): string {
  const curves = views.flatMap(({coverage}) => coverage.curves).filter(({points}) => points.length > 0);
  const reached = (end: 0 | -1): string => rangeText(curves.map(({points}) => points.at(end)!.coverage));
  return `The policies solve ${reached(0)} of the problems with the fewest tries, and ${reached(-1)} with the most.`;
}
