import {coverageAnswer, percentOfLevel} from "./coverage-answer.js";
import type {CoverageView} from "./coverage-view.js";
import {budget, whole} from "./format.js";

/** Comparisons beyond which the answer counts them rather than telling each. */
const FEW = 2;

/** The answer of a figure with several benchmarks or pairs: told one by one where there are few, else counted. */
export function gridAnswer(views: readonly CoverageView[]): string {
  const comparisons = views.flatMap((view) => view.coverage.comparisons);
  if (views.length === 1 && comparisons.length <= 1) return views.map(coverageAnswer).join(" ");
  if (comparisons.length <= FEW)
    return views.map((view) => `${view.benchmark.label}: ${coverageAnswer(view)}`).join(" ");
  const all = comparisons.length;
  const at = (end: 0 | -1) => comparisons.flatMap(({points}) => points.at(end) ?? []);
  const ahead = at(0).filter(({difference}) => difference > 0);
  const behind = at(-1).filter(({difference}) => difference < 0);
  const crossings = comparisons.flatMap(({crossing}) =>
    crossing.observed !== null && crossing.observed > 1 ? [crossing.observed] : []
  );
  const level = percentOfLevel(views[0]!.bootstrap.level);
  return (
    `With one completion per problem, training is ahead of its base in ${whole(ahead.length)} of ${whole(all)} comparisons ` +
    `(in ${whole(ahead.filter(({low}) => low > 0).length)} the ${level} interval excludes no difference); ` +
    `at the largest k the base is ahead in ${whole(behind.length)} (${whole(behind.filter(({high}) => high < 0).length)}). ` +
    crossingRange(crossings, all)
  );
}

function crossingRange(crossings: readonly number[], all: number): string {
  if (crossings.length === 0) return "No pair of curves crosses.";
  const [least, most] = [budget(Math.min(...crossings)), budget(Math.max(...crossings))];
  const place = least === most ? `at k* = ${least}` : `between k* = ${least} and ${most}`;
  return `${whole(crossings.length)} of ${whole(all)} pairs of curves cross, ${place}.`;
}
