import {html} from "htl";
import {pairTitle} from "../../findings/perplexity/perplexity-conditions.js";
import {toCsv} from "../../findings/shared/csv.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {supportGroups, groupTitle} from "../../findings/support/support-groups.js";
import {supportAnswer, supportCaption, supportRows} from "../../findings/support/support-text.js";
import type {SupportTable} from "../../metrics/support/support-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {foldOut} from "../shared/page/fold-out.js";
import {responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {certificateTable, classTable, sourceTable} from "./support-tables.js";
import {triesPanel} from "./tries-panel.js";

export interface SupportReportOptions {
  labelledBy: string;
  /** src/data/support.json */
  support: SupportTable;
  study: StudySummary;
  foldOuts: readonly Node[];
}

/** What the page asks, and then the control. */
const order = ["lost", "gained", "both"];

/** Tries that each problem takes, problem by problem, in both directions, with the control, and the certificates as tables. */
export function supportReport({labelledBy, support, study, foldOuts}: SupportReportOptions): HTMLElement {
  const groups = supportGroups(support, study);
  groups.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const shown = groups.filter(({problems}) => problems.length > 0);
  const styles = policyStyles(study.policies);
  const figure = responsiveFigure({
    labelledBy,
    name: "support",
    answer: supportAnswer(support, study),
    caption: supportCaption(support, study),
    csv: () => {
      const {columns, rows} = supportRows(support);
      return toCsv(columns, rows);
    },
    // What it rests on is not among the tables of the site.
    query: "",
    draw: (width) =>
      shown.map((group) =>
        triesPanel(group, {
          title: pairTitle(group.named, support.pairs),
          width: panelWidth(width, shown.length),
          styles
        })
      ),
    foldOuts
  });
  const lists = shown
    .filter(({kind}) => kind !== "both")
    .map((group) =>
      foldOut(
        `Certificates: ${pairTitle(group.named, support.pairs)}, ${groupTitle(group)}`,
        certificateTable(group)
      )
    );
  return html`<div>
    ${figure}${classTable(groups, support)}${lists}${foldOut("The bound by who wrote the texts", sourceTable(shown, support))}
  </div>`;
}
