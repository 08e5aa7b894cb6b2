import {html} from "htl";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {firstOfMoreText} from "../../findings/shared/first-of-more.js";
import {sentences} from "../../findings/shared/sentences.js";
import {gapText, whole} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {recipeName, recipesAnswer, runsCsv, runsRows} from "../../findings/runs/runs-text.js";
import type {RecipeComparison} from "../../metrics/runs/recipe-comparison.js";
import type {RunFamily} from "../../metrics/runs/run-family.js";
import type {RunsTable} from "../../metrics/runs/runs-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {intervalDomain, intervalPanel} from "../ablations/interval-panel.js";
import {withSmallIntervals} from "../shared/ends/ends-tables.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";

export interface RunsReportOptions {
  labelledBy: string;
  /** src/data/runs.json */
  table: RunsTable;
  study: StudySummary;
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** A recipe with its gap to the base and the gaps of its runs, k_max being the family's. */
interface Gaps {
  family: RunFamily;
  gap: NonNullable<RunFamily["gap"]>;
  dots: number[];
}

/** The sampling-efficiency gap of each algorithm as the mean of its training runs, and of every run by itself. */
export function runsReport({labelledBy, table, study, query, foldOuts}: RunsReportOptions): HTMLElement {
  if (table.families.length === 0)
    return missingNotice(
      "No recipe was trained more than once. Write seed_of: ID at a policy that is another training run of the policy ID, sample and verify it, and build again."
    );
  const compared = table.comparisons
    .map((one) => ({one, gaps: gapsOf(one, table.families)}))
    .filter(({gaps}) => gaps.length > 1);
  const figure = responsiveFigure({
    labelledBy,
    name: "training-runs",
    answer: recipesAnswer(table, study),
    caption: sentences(
      `Sampling-efficiency gap: the base’s pass@k at the largest k minus pass@1, in points. Small marks: single training runs; filled marks: their mean with its ${percentOfLevel(table.level)} interval over problems and runs. ` +
        `Grey band: one standard deviation between runs of one algorithm, around the mean of all algorithms. ` +
        compared
          .map(
            ({one}) =>
              `${benchmarkLabel(study, one.benchmark)}: ${whole(one.problems)} problems, ${whole(one.runs.reduce((a, b) => a + b, 0))} runs`
          )
          .join("; ") +
        ".",
      runsOfMore(table, study)
    ),
    csv: () => runsCsv(table),
    query,
    draw: (width) =>
      compared.map(({one, gaps}) =>
        gapsPanel(one, gaps, {study, width: panelWidth(width, Math.min(2, compared.length))})
      ),
    foldOuts
  });
  return html`<div>${figure}${runsTableElement(table, study)}</div>`;
}

function runsOfMore({families}: RunsTable, study: StudySummary): string {
  const cells = families.flatMap(({benchmark, runs, kMax}) =>
    runs.map(({policy}) => ({policy, benchmark, n: kMax}))
  );
  return firstOfMoreText(study, cells);
}

function gapsOf({benchmark, recipes}: RecipeComparison, families: readonly RunFamily[]): Gaps[] {
  return families.flatMap((family): Gaps[] => {
    const {gap, curve, runs} = family;
    if (family.benchmark !== benchmark || !recipes.includes(family.recipe) || !gap) return [];
    // A run's own gap: what the base reaches is the same for all.
    const base = gap.estimate + curve[0]!.estimate;
    return [{family, gap, dots: runs.map(({coverage}) => base - coverage[0]!)}];
  });
}

function gapsPanel(
  {benchmark, atOne}: RecipeComparison,
  gaps: readonly Gaps[],
  {study, width}: {study: StudySummary; width: number}
): SVGSVGElement {
  const styles = policyStyles(study.policies);
  const centre = gaps.reduce((sum, {gap}) => sum + gap.estimate, 0) / gaps.length;
  return intervalPanel({
    title: [benchmarkLabel(study, benchmark), "gap to the base, points"],
    rows: gaps.map(({family, gap, dots}) => ({
      label: recipeName(
        family.recipe,
        gaps.map((one) => one.family),
        study
      ),
      ...gap,
      dots,
      style: styles.get(family.recipe)!
    })),
    reference: {
      label: "mean of all",
      estimate: centre,
      low: centre - atOne.runs,
      high: centre + atOne.runs,
      color: "var(--ink-faint)"
    },
    domain: intervalDomain(
      gaps.map(({gap}) => gap),
      0.05
    ),
    format: gapText,
    width
  });
}

function runsTableElement(table: RunsTable, study: StudySummary): HTMLElement {
  return withSmallIntervals(
    dataTable(runsRows(table, study), [
      {label: "Benchmark", value: ({benchmark}) => benchmark},
      {label: "Recipe", value: ({recipe}) => recipe},
      {label: "Runs", value: ({runs}) => runs},
      {label: "pass@1", value: ({atOne}) => atOne},
      {label: "pass@k at the largest k", value: ({atMost}) => atMost},
      {label: "Minus the base’s", value: ({difference}) => difference},
      {label: "k*", value: ({crossing}) => crossing},
      {label: "k* of single runs", value: ({single}) => single}
    ])
  );
}
