import {html} from "htl";
import {
  accuracyAnswer,
  accuracyCaption,
  accuracyCsv,
  aloneAnswer,
  aloneCaption
} from "../../findings/sets/accuracy-text.js";
import {comparisonTitle, missingComparisons} from "../../findings/shared/comparison.js";
import {neverSolved, neverSolvedText} from "../../findings/sets/never-solved.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import {pairSet, policySets, type PolicySet} from "../../metrics/counts/policy-sets.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {experimentPairs} from "../shared/page/experiment-pairs.js";
import {experimentStudy} from "../shared/page/experiment-study.js";
import {pairedExperimentSwitch} from "../shared/page/experiment-switch.js";
import {missingExperimentNotice} from "../shared/page/missing-experiment.js";
import {
  missingNotice,
  missingNotices,
  responsiveFigure,
  type ResponsiveFigure
} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {accuracyPanel, largestBins} from "./accuracy-panel.js";

export interface AccuracyFigureOptions {
  labelledBy: string;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Text of accuracy-histogram.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The accuracy histograms of every policy and its base in the chosen experiment, a panel for each benchmark and pair; of each policy where none has a base. */
export function accuracyFigure(options: AccuracyFigureOptions): HTMLElement {
  return pairedExperimentSwitch(options.study, (experiment) => experimentFigure(experiment, options));
}

function experimentFigure(
  experiment: string,
  {labelledBy, table, study, query, foldOuts}: AccuracyFigureOptions
): HTMLElement {
  const found = experimentPairs(table, study, experiment);
  const own = experimentStudy(study, experiment);
  if (found.length === 0 && own.policies.every(({base}) => base === null))
    return aloneFigure(policySets(table, own), {labelledBy, study, query, foldOuts, experiment});
  const notices = missingNotices(missingComparisons(found, own));
  if (found.length === 0) return html`<div>${notices}</div>`;
  const figure = histograms({
    labelledBy,
    name: `${experiment}-accuracy-histograms`,
    answer: accuracyAnswer(found),
    caption: accuracyCaption(found, study),
    csv: () => accuracyCsv(found.map(pairSet)),
    query,
    foldOuts,
    panels: found.map((one) => ({set: pairSet(one), title: comparisonTitle(one, found)}))
  });
  return html`<div>${figure}${notices}</div>`;
}

/** A panel for each policy and benchmark: nothing is compared. */
function aloneFigure(
  sets: readonly PolicySet[],
  {experiment, study, ...options}: Omit<AccuracyFigureOptions, "table"> & {experiment: string}
): HTMLElement {
  if (sets.length === 0) return missingNotice(missingExperimentNotice(experiment));
  const alone = sets.flatMap(({benchmark, members}) =>
    members.map((member): PolicySet => ({benchmark, members: [member]}))
  );
  return histograms({
    ...options,
    name: `${experiment}-accuracy-histograms`,
    answer: aloneAnswer(alone),
    caption: aloneCaption(alone, study),
    csv: () => accuracyCsv(alone),
    panels: alone.map((set) => ({set, title: set.benchmark.label}))
  });
}

/** Histograms side by side, those of one benchmark on one axis. */
function histograms({
  panels,
  ...figure
}: Omit<ResponsiveFigure, "draw"> & {
  panels: readonly {set: PolicySet; title: string}[];
}): HTMLElement {
  const drawn = panels.filter(({set}) => !neverSolved(set));
  const ofBenchmark = ({benchmark}: PolicySet): PolicySet[] =>
    drawn.map(({set}) => set).filter((set) => set.benchmark.benchmark === benchmark.benchmark);
  const never = neverSolvedText(panels.map(({set}) => set).filter(neverSolved));
  return responsiveFigure({
    ...figure,
    draw: (width) => [
      ...drawn.map(({set, title}) =>
        accuracyPanel(set, {
          title,
          width: panelWidth(width, drawn.length, ofBenchmark(drawn[0]!.set).length),
          most: largestBins(ofBenchmark(set)),
          styles: policyStyles(set.members.map(({policy}) => policy))
        })
      ),
      ...(never === "" ? [] : [html`<p class="all-zero">${never}</p>`])
    ]
  });
}
