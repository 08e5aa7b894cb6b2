import {coverageView, type CoverageView} from "../../findings/coverage/coverage-view.js";
import {guessCurve, type GuessCurve} from "../../findings/coverage/guess-curve.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {familyMembers, policyFamilies, type PolicyFamily} from "../shared/plot/policy-family.js";

/** How the curves of a benchmark are spread over panels: all in one, one panel a base with all that was trained from it, or one a pair. */
export type GridSplit = "benchmark" | "family" | "pair";

/** One of the small multiples. */
export interface GridPanel {
  /** The benchmark and, where it has several panels, whose curves these are. */
  title: string[];
  benchmark: string;
  view: CoverageView;
  styles: ReadonlyMap<string, PolicyStyle>;
}

/** The views of an experiment's benchmarks that have verdicts, in the experiment's order; with what guessing alone would solve where `guessRates` say. */
export function experimentViews(
  table: CoverageTable,
  study: StudySummary,
  kMax: number | null = null,
  guessRates: readonly GuessRate[] = [],
  exact: ExactTable | null = null
): CoverageView[] {
  return table.benchmarks.flatMap(({benchmark}) => {
    const guess = (ks: readonly number[]): GuessCurve | null =>
      guessCurve(guessRates, benchmark, ks, {rate: null, mostGuessable: null});
    return coverageView(table, study, benchmark, {kMax}, {guess, exact}) ?? [];
  });
}

/** Panels of some views, benchmark by benchmark. Each family keeps its styles on every benchmark. */
export function gridPanels(views: readonly CoverageView[], split: GridSplit): GridPanel[] {
  const all = [...new Map(views.flatMap(({policies}) => policies.map((one) => [one.policy, one]))).values()];
  const groups = split === "benchmark" ? [all] : policyFamilies(all).flatMap((one) => members(one, split));
  // In one panel the families must differ in shade; in panels of their own each has the full colours.
  const styles = policyStyles(all);
  const controls = new Set(
    policyFamilies(all).flatMap((one) => (one.base ? one.controls.map(({policy}) => policy) : []))
  );
  return views.flatMap((view) =>
    groups.flatMap((group): GridPanel[] => {
      const policies = group.filter(({policy}) => view.policies.some((other) => other.policy === policy));
      // A family that is not on this benchmark has no panel for the controls alone.
      if (policies.every(({policy}) => groups.length > 1 && controls.has(policy))) return [];
      const name = groups.length > 1 ? [groupName(group)] : [];
      return [
        {
          title: [view.benchmark.label, ...name],
          benchmark: view.benchmark.benchmark,
          view: only(view, policies),
          styles: styles
        }
      ];
    })
  );
}

function members(family: PolicyFamily, split: "family" | "pair"): CoverageView["policies"][] {
  if (split === "family" || family.trained.length === 0) return [familyMembers(family)];
  return family.trained.map((one) => familyMembers({...family, trained: [one]}));
}

function groupName(group: CoverageView["policies"]): string {
  const [family] = policyFamilies(group);
  if (!family?.base) return group.map(({label}) => label).join(", ");
  const [only, ...others] = family.trained;
  return only && others.length === 0 ? `${family.base.label} → ${only.label}` : `from ${family.base.label}`;
}

function only(view: CoverageView, policies: CoverageView["policies"]): CoverageView {
  const shown = new Set(policies.map(({policy}) => policy));
  const {coverage} = view;
  return {
    ...view,
    policies,
    ...(view.exact === undefined ? {} : {exact: view.exact.filter(({policy}) => shown.has(policy))}),
    coverage: {
      ...coverage,
      curves: coverage.curves.filter(({policy}) => shown.has(policy)),
      comparisons: coverage.comparisons.filter(({base, rl}) => shown.has(base) && shown.has(rl))
    }
  };
}
