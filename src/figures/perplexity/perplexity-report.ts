import {html} from "htl";
import {namedPair, pairTitle} from "../../findings/perplexity/perplexity-conditions.js";
import {
  perplexityAnswer,
  perplexityCaption,
  perplexityCsv
} from "../../findings/perplexity/perplexity-text.js";
import type {PerplexityReport} from "../../metrics/perplexity/perplexity-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {foldOut} from "../shared/page/fold-out.js";
import {missingNotices, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {perplexityPanel} from "./perplexity-panel.js";
import {conditionTable} from "./perplexity-tables.js";

export interface PerplexityReportOptions {
  labelledBy: string;
  table: PerplexityReport;
  study: StudySummary;
  /** Text of perplexity.sql. */
  query: string;
  foldOuts: readonly Node[];
}

/** The distributions of the paper's four conditions, a panel for each pair and benchmark, and all numbers in a table. */
export function perplexityReport({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: PerplexityReportOptions): HTMLElement {
  const notices = missingNotices(missingScores(table, study));
  const pairs = table.pairs.filter(({shift}) => shift !== null);
  if (pairs.length === 0) return html`<div>${notices}</div>`;
  const measured = {...table, pairs};
  const styles = policyStyles(study.policies);
  const figure = responsiveFigure({
    labelledBy,
    name: "perplexity",
    answer: perplexityAnswer(measured, study),
    caption: perplexityCaption(measured, study),
    csv: () => perplexityCsv(measured),
    query,
    draw: (width) =>
      pairs.map((pair) => {
        const named = namedPair(pair, study);
        return perplexityPanel(pair, named, {
          title: pairTitle(named, pairs),
          width: panelWidth(width, pairs.length),
          bins: table.bins,
          styles
        });
      }),
    foldOuts: [
      ...foldOuts,
      foldOut("All six conditions in numbers, by verdict", conditionTable(pairs, study))
    ]
  });
  return html`<div>${figure}${notices}</div>`;
}

/** What a study lacks for this page, and how to change that; empty when it lacks nothing. */
export function missingScores({pairs}: PerplexityReport, study: StudySummary): string {
  if (!study.experiments.some(({experiment}) => experiment === "perplexity"))
    return "This study has no perplexity experiment: add {id: perplexity, policies: […], benchmarks: […], n: 32} to its experiments, with a base and a policy trained from it, and run npm start.";
  if (pairs.length === 0)
    return "The perplexity experiment of this study names no policy together with its base: name both, and give the policy `base: ID`.";
  const missing = pairs.filter(({shift}) => shift === null);
  if (missing.length === 0) return "";
  const names = missing.map((pair) => pairTitle(namedPair(pair, study), pairs)).join("; ");
  return `No scores yet on: ${names}. Run npm run sample and npm run score, and build again.`;
}
