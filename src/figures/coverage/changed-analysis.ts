import {html} from "htl";
import {analysisDifference} from "../../findings/coverage/analysis-difference.js";
import type {CoverageView} from "../../findings/coverage/coverage-view.js";
import {whole} from "../../findings/shared/format.js";
import {analysisWords} from "../shared/live/analysis-words.js";
import type {AnalysisState} from "../shared/live/view-state.js";
import {dataTable} from "../shared/page/data-table.js";
import {foldOut} from "../shared/page/fold-out.js";

/** The mark of a figure whose analysis the reader changed. */
export interface ChangedAnalysis {
  element: HTMLElement;
  /** Shows what is changed, and what comes of it; hides where nothing is. A view of null cannot be compared. */
  show(state: AnalysisState, views: {opened: CoverageView | null; changed: CoverageView | null}): void;
}

/** Says what is changed, with a way back and the difference to what the page opened with. */
export function changedAnalysis(onReset: () => void): ChangedAnalysis {
  const element = html`<div class="changed-analysis" hidden></div>`;
  const reset = html`<button type="button">Reset</button>`;
  reset.addEventListener("click", onReset);
  let isOpen = false;
  return {
    element,
    show(state, {opened, changed}) {
      const words = analysisWords(state);
      element.hidden = words.length === 0;
      const all = opened && changed ? analysisDifference(opened, changed) : [];
      const rows = all.filter((row) => row.opened !== row.changed);
      const same = all.length - rows.length;
      const fold = foldOut(
        "Difference to the analysis that the page opens with",
        html`<p>
          ${whole(rows.length)} of ${whole(all.length)} numbers at the ends of the curves and where they cross
          are different${same === 0 ? "" : "; the others are the same as printed"}.
        </p>`,
        rows.length === 0
          ? ""
          : dataTable(rows, [
              {label: "Quantity", value: ({quantity}) => quantity},
              {label: "Opened with", value: (row) => row.opened},
              {label: "Changed", value: (row) => row.changed},
              {label: "Difference", value: (row) => (row.difference === "" ? null : row.difference)}
            ])
      ) as HTMLDetailsElement;
      fold.open = isOpen;
      fold.addEventListener("toggle", () => {
        isOpen = fold.open;
      });
      element.replaceChildren(
        html`<p><strong>Changed analysis:</strong> ${words.join(", ")}. ${reset}</p>`,
        ...(all.length === 0 ? [] : [fold])
      );
    }
  };
}
