import {html} from "htl";
import {costAnswer, coverAnswer, reliabilityAnswer} from "../../findings/beyond/beyond-text.js";
import {whole} from "../../findings/shared/format.js";
import {bandsText} from "../../findings/shared/interval-text.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import {mainPairs} from "../../metrics/counts/main-pairs.js";
import {pairSet, policySets} from "../../metrics/counts/policy-sets.js";
import type {PolicyCost} from "../../metrics/coverage/coverage-at-cost.js";
import type {CoverageTableOptions} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {budgetAxis, powerAxis, shareAxis} from "../shared/plot/panel-axes.js";
import {costCaption, costPanel} from "./beyond-cost.js";
import {exactMissText, extrapolationPanel} from "./beyond-extrapolation.js";
import {extrapolationAnswer, holdOuts} from "./beyond-hold-outs.js";
import {beyondFigure, pairsText, setsText, type BeyondPanel} from "./beyond-figure.js";
import {bandsPanel, coverBands, passHatBands} from "./beyond-measures.js";
import {coverIdentityTable, holdOutTable, reliabilityTable} from "./beyond-tables.js";

export interface BeyondOptions {
  labelledBy: string;
  counts: readonly BenchmarkCounts[];
  study: StudySummary;
  bootstrap: CoverageTableOptions;
  query: string;
  foldOuts: readonly Node[];
}

const missing =
  "This study compares no policy with its base in the experiments math, code or visual. Add {id: math, policies: [BASE, RL], benchmarks: […]} under experiments, run npm run sample and npm run verify, and build again.";

/** pass@k beyond n by beta-binomial models, with their hold-out checks: of the main pairs, or of each policy where nothing is compared. */
export function extrapolationReport({
  exact = null,
  ...options
}: BeyondOptions & {exact?: ExactTable | null}): HTMLElement {
  const {bootstrap, counts, study} = options;
  const pairs = mainPairs(counts, study);
  const sets = pairs.length > 0 ? pairs.map(pairSet) : policySets(counts, study);
  if (sets.length === 0) return missingNotice(missing);
  const checks = holdOuts(sets, bootstrap.seed);
  const continued = {checks, exact};
  const panels = sets.map((set) => extrapolationPanel(set, bootstrap, continued));
  const measured = pairs.length > 0 ? pairsText(pairs, study) : setsText(sets, study);
  const figure = beyondFigure({
    ...options,
    name: "extrapolation",
    answer: extrapolationAnswer(checks) + exactMissText(sets, continued),
    caption: `Solid: measured pass@k. Dashed: extrapolated beyond n with a beta distribution of solve rates, with or without a share of problems that are never solved, fitted to all completions by maximum likelihood, as far as the hold-out check allows; dotted: exact, from all solutions, where these are known. ${bandsText(bootstrap.level)} ${measured}`,
    panels,
    xTitle: "k",
    x: (width) => budgetAxis(xValues(panels), width),
    y: shareAxis(allCurves(panels)),
    quantity: "pass@k"
  });
  return html`<div>${figure}${holdOutTable(checks)}</div>`;
}

/** pass^k, and G-Pass@k_tau as a table. */
export function reliabilityReport(options: BeyondOptions): HTMLElement {
  return withPairs(options, (pairs) => {
    const {bootstrap, study} = options;
    const all = pairs.map((pair) => ({pair, bands: passHatBands(pair, bootstrap)}));
    const panels = all.map(({pair, bands}) => bandsPanel(pair, bands));
    const figure = beyondFigure({
      ...options,
      name: "pass-hat-k",
      answer: reliabilityAnswer(all, bootstrap.level),
      caption: `Lines: unbiased pass^k, the chance that k completions are all correct, mean over problems. ${bandsText(bootstrap.level)} ${pairsText(pairs, study)}`,
      panels,
      xTitle: "k",
      x: (width) => budgetAxis(xValues(panels), width),
      y: shareAxis(allCurves(panels)),
      quantity: "pass^k"
    });
    return html`<div>${figure}${reliabilityTable(pairs, bootstrap)}</div>`;
  });
}

/** Cover@tau, and pass@k as an integral over it as a table. */
export function coverReport(options: BeyondOptions): HTMLElement {
  return withPairs(options, (pairs) => {
    const {bootstrap, study} = options;
    const all = pairs.map((pair) => ({pair, bands: coverBands(pair, bootstrap)}));
    const panels = all.map(({pair, bands}) => bandsPanel(pair, bands));
    const figure = beyondFigure({
      ...options,
      name: "cover-at-tau",
      answer: coverAnswer(all, bootstrap.level),
      caption: `Lines: Cover@τ, the share of problems of which at least a share τ of the completions is correct, at τ = 0.05, 0.10, … 1. ${bandsText(bootstrap.level)} ${pairsText(pairs, study)}`,
      panels,
      xTitle: "reliability τ",
      x: () => ({domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: String}),
      y: shareAxis(allCurves(panels)),
      quantity: "Cover@tau"
    });
    return html`<div>${figure}${coverIdentityTable(pairs)}</div>`;
  });
}

/** Coverage against the tokens that k completions take. */
export function costReport(options: BeyondOptions & {costs: readonly PolicyCost[]}): HTMLElement {
  return withPairs(options, (pairs) => {
    const {bootstrap, costs, study} = options;
    const panels = pairs.map((pair) => costPanel(pair, costs));
    const tokens = xValues(panels);
    return beyondFigure({
      ...options,
      name: "coverage-at-cost",
      answer: costAnswer(pairs, costs),
      caption: `${costCaption(bootstrap)} ${pairsText(pairs, study)}`,
      panels,
      xTitle: "tokens per problem",
      x: (width) => powerAxis(Math.min(...tokens), Math.max(...tokens), width, whole),
      y: shareAxis(allCurves(panels)),
      quantity: "coverage at cost"
    });
  });
}

function withPairs(
  {counts, study}: BeyondOptions,
  draw: (pairs: readonly Comparison[]) => HTMLElement
): HTMLElement {
  const pairs = mainPairs(counts, study);
  return pairs.length === 0 ? missingNotice(missing) : draw(pairs);
}

function allCurves(panels: readonly BeyondPanel[]): BeyondPanel["curves"] {
  return panels.flatMap(({curves}) => curves);
}

function xValues(panels: readonly BeyondPanel[]): number[] {
  return allCurves(panels).flatMap(({points}) => points.map(({x}) => x));
}
