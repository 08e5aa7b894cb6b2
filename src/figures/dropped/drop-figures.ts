import {html} from "htl";
import type {DropStudy} from "../../findings/dropped/drop-study.js";
import {
  dropAnswer,
  dropCaption,
  dropViews,
  histogramAnswer,
  histogramCaption
} from "../../findings/dropped/drop-text.js";
import {accuracyCsv} from "../../findings/sets/accuracy-text.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {accuracyPanel, largestBins} from "../histograms/accuracy-panel.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";

const CURVES = "who-solves-more-of-your-problems-within-k-tries";
const HISTOGRAMS = "which-of-your-problems-are-always-solved-and-which-never";

/** The curves and the histograms of what a reader gave, the report's own beside them on the same axes. */
export function dropFigures(table: CoverageTable, {study, sets}: DropStudy): HTMLElement {
  const views = dropViews(table, study);
  return html`<div>
    <h2 id=${CURVES}>Who solves more of your problems within <em>k</em> tries?</h2>
    ${
      views.length === 0 || !views[0]!.benchmark.benchmark.startsWith("yours:")
        ? missingNotice(
            "The chosen policies share no problem. Choose others, or name the column of the problems’ ids above."
          )
        : coverageGrid({
            labelledBy: CURVES,
            experiment: "yours",
            table,
            study,
            query: "",
            split: "benchmark",
            perRow: views.length,
            answer: dropAnswer(views),
            caption: dropCaption(views, table),
            foldOuts: [],
            isLinked: false
          })
    }
    <h2 id=${HISTOGRAMS}>Which of your problems are always solved, and which never?</h2>
    ${histograms(sets, study)}
  </div>`;
}

/** A panel for each pair: the base upwards and the policy trained from it downwards; of policies without a base one each. */
function histograms({own, report}: DropStudy["sets"], study: DropStudy["study"]): HTMLElement {
  const panels = [...pairs(own), ...(report === null ? [] : pairs(report))].filter(({members}) =>
    members.some(({counts}) => counts.length > 0)
  );
  if (panels.length === 0) return missingNotice("The chosen policies share no problem.");
  const alone = panels.flatMap(({benchmark, members}) =>
    members.map((member): PolicySet => ({benchmark, members: [member]}))
  );
  const styles = policyStyles(study.policies);
  return responsiveFigure({
    labelledBy: HISTOGRAMS,
    name: "yours-accuracy-histograms",
    answer: histogramAnswer(own),
    caption: histogramCaption(report === null ? [own] : [own, report]),
    csv: () => accuracyCsv(alone),
    query: "",
    foldOuts: [],
    isLinked: false,
    draw: (width) =>
      panels.map((set) =>
        accuracyPanel(set, {
          title: set.benchmark.label,
          width: panelWidth(width, panels.length, panels.length === 2 ? 2 : 1),
          most: largestBins(panels.filter(({benchmark}) => benchmark === set.benchmark)),
          styles
        })
      )
  });
}

function pairs({benchmark, members}: PolicySet): PolicySet[] {
  const trained = members.filter(({policy}) => policy.base !== null);
  const base = members.find(({policy}) => trained.some((one) => one.policy.base === policy.policy));
  return base === undefined
    ? members.map((member) => ({benchmark, members: [member]}))
    : trained.map((one) => ({benchmark, members: [base, one]}));
}
