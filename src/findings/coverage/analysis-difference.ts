import {budget, percent, points, whole} from "../shared/format.js";
import {budgets, policyLabel, type CoverageView} from "./coverage-view.js";

/** One number of an analysis beside that of the analysis that the page opens with. */
export interface AnalysisDifference {
  quantity: string;
  opened: string;
  changed: string;
  /** Empty where it is the same as printed, or there is nothing to subtract. */
  difference: string;
}

/**
 * What a changed analysis says otherwise: every policy's pass@k at the smallest and the largest k that both have, and every
 * pair's k*. Policies and pairs that only one of them has are left out.
 */
export function analysisDifference(opened: CoverageView, changed: CoverageView): AnalysisDifference[] {
  const common = budgets(opened).filter((k) => budgets(changed).includes(k));
  const ends = [...new Set([common[0], common.at(-1)])].filter((k) => k !== undefined);
  const curves = changed.coverage.curves.flatMap(({policy, points: row}) => {
    const before = opened.coverage.curves.find((curve) => curve.policy === policy);
    return ends.flatMap((k) => {
      const [was, is] = [before?.points, row].map((list) => list?.find((point) => point.k === k)?.coverage);
      if (was === undefined || is === undefined) return [];
      const quantity = `${policyLabel(changed, policy)}, pass@${whole(k)}`;
      return [difference(quantity, percent(was), percent(is), `${points(is - was)} points`)];
    });
  });
  const crossings = changed.coverage.comparisons.flatMap(({base, rl, crossing}) => {
    const before = opened.coverage.comparisons.find((one) => one.base === base && one.rl === rl)?.crossing;
    if (!before) return [];
    const quantity = `k* of ${policyLabel(changed, rl)} and ${policyLabel(changed, base)}`;
    const [was, is] = [before.observed, crossing.observed];
    const text = (k: number | null): string => (k === null ? "none" : budget(k));
    return [difference(quantity, text(was), text(is), "")];
  });
  return [...curves, ...crossings];
}

function difference(quantity: string, opened: string, changed: string, by: string): AnalysisDifference {
  return {quantity, opened, changed, difference: opened === changed ? "" : by};
}
