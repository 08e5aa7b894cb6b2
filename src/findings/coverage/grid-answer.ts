import {oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {rangeText} from "../shared/format.js";
import {benchmarkCases, countedComparisons, coverageAnswer} from "./coverage-answer.js";
import type {CoverageView} from "./coverage-view.js";

/** Comparisons beyond which the answer counts them rather than telling each. */
const FEW = 2;

/** The answer of a figure with several benchmarks or pairs: counted, with a case for each where there are few. */
export function gridAnswer(views: readonly CoverageView[]): FigureAnswer {
  const [first, ...others] = views;
  const comparisons = views.flatMap((view) => view.coverage.comparisons);
  if (!first) return oneAnswer("Nothing is measured yet.");
  if (comparisons.length > FEW) return oneAnswer(countedComparisons(comparisons));
  if (others.length === 0) return coverageAnswer(first);
  const compared = views.find((view) => view.coverage.comparisons.length > 0);
  if (!compared) return {lead: curvesRange(views), cases: views.flatMap(benchmarkCases)};
  if (comparisons.length === 1)
    return {
      lead: `${compared.benchmark.label}: ${coverageAnswer(compared).lead}`,
      cases: views.filter((view) => view !== compared).flatMap(benchmarkCases)
    };
  return {
    lead: countedComparisons(comparisons),
    cases: views.flatMap(benchmarkCases)
  };
}

/** What the curves of benchmarks without a comparison reach at both ends. */
function curvesRange(views: readonly CoverageView[]): string {
  const curves = views.flatMap(({coverage}) => coverage.curves).filter(({points}) => points.length > 0);
  const reached = (end: 0 | -1): string => rangeText(curves.map(({points}) => points.at(end)!.coverage));
  return `The policies solve ${reached(0)} of the problems with the fewest completions, and ${reached(-1)} with the most.`;
}
