import type {FigureAnswer} from "../shared/figure-answer.js";
import {points, tries} from "../shared/format.js";
import type {CoverageView} from "./coverage-view.js";

/** The answer with what is exactly so of its pairs, where all solutions are known: at the settings, and without truncation. */
export function withExact(answer: FigureAnswer, views: readonly CoverageView[]): FigureAnswer {
  const cases = views.flatMap(exactDifferences);
  const [first] = cases;
  if (first === undefined) return answer;
  const isNamed = views.reduce((sum, {coverage}) => sum + coverage.comparisons.length, 0) > 1;
  const isSameK = cases.every(({k}) => k === first.k);
  const texts = cases.map(
    ({title, k, settings, full}) =>
      `${points(settings)} at the settings and ${points(full)} without truncation at temperature 1${isNamed ? ` (${title}${isSameK ? "" : `, ${tries(k)}`})` : ""}`
  );
  const lead = `From all solutions, without sampling, the difference${isSameK ? ` at ${tries(first.k)}` : ""} in points is ${texts.join("; ")}.`;
  return {...answer, lead: `${answer.lead} ${lead}`};
}

/** What the marks of exact values are; empty where there are none. */
export function exactMarksNote(views: readonly CoverageView[]): string {
  return views.every(({exact = []}) => exact.length === 0)
    ? ""
    : " Crosses: exact, from all solutions; × at the settings, + at temperature 1 from all tokens.";
}

interface ExactDifference {
  title: string;
  k: number;
  settings: number;
  full: number;
}

/** RL minus base at the largest budget that was measured of both and has exact values. */
function exactDifferences({coverage, benchmark, policies, exact = []}: CoverageView): ExactDifference[] {
  return coverage.comparisons.flatMap((comparison): ExactDifference[] => {
    const at = (policy: string, k: number) => exact.find((point) => point.policy === policy && point.k === k);
    const k = comparison.points
      .map((point) => point.k)
      .findLast((each) => at(comparison.base, each) !== undefined && at(comparison.rl, each) !== undefined);
    if (k === undefined) return [];
    const [base, rl] = [at(comparison.base, k)!, at(comparison.rl, k)!];
    const label = policies.find(({policy}) => policy === comparison.rl)?.label ?? comparison.rl;
    const isOnly = coverage.comparisons.length === 1;
    return [
      {
        title: isOnly ? benchmark.label : `${label}, ${benchmark.label}`,
        k,
        settings: rl.settings - base.settings,
        full: rl.full - base.full
      }
    ];
  });
}
