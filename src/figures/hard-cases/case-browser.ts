import {html} from "htl";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {caseControls} from "./case-controls.js";
import {caseList, type CaseListOptions} from "./case-list.js";
import type {CaseReader} from "./case-reader.js";
import type {CaseSelection} from "./case-selection.js";
import {caseStyles, readableBenchmarks, type CaseChoice} from "./case-state.js";

export interface CaseBrowserOptions {
  selection: CaseSelection;
  reader: CaseReader;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Called when another benchmark, other policies or another filter were chosen. */
  onChoice: () => void;
}

/** Choose a problem and read it. */
export interface CaseBrowser {
  /** The bar of choices, the list of problems, the problem that is read. */
  parts: HTMLElement[];
  /** Shows the problem anew. */
  showProblem(): void;
}

/** Opens with what is selected. */
export function caseBrowser({selection, reader, table, study, onChoice}: CaseBrowserOptions): CaseBrowser {
  const controls = html`<div></div>`;
  const list = html`<div class="case-place"></div>`;

  function showControls(): void {
    controls.replaceChildren(
      caseControls({
        ...{chosen: selection.chosen, show: selection.state.show, study},
        benchmarks: readableBenchmarks(table, study),
        onChange: (next) => {
          selection.change(next);
          if (!("show" in next)) showControls();
          showList();
          onChoice();
        }
      })
    );
  }

  function showList(): void {
    const {rows, selected} = selection.listed();
    if (selected === undefined) {
      list.replaceChildren(html`<p class="case-none">No problem of this kind.</p>`);
      reader.element.replaceChildren();
      return;
    }
    list.replaceChildren(
      caseList({
        rows,
        selected: selected.problemId,
        styles: listStyles(selection.chosen),
        onSelect: (problem) => {
          selection.change({problem});
          showProblem();
        }
      })
    );
    void reader.show(selection.chosen, selected);
  }

  function showProblem(): void {
    const row = selection.opened();
    if (row) void reader.show(selection.chosen, row);
  }

  showControls();
  showList();
  return {parts: [controls, list, reader.element], showProblem};
}

function listStyles(chosen: CaseChoice): CaseListOptions["styles"] {
  const styles = caseStyles(chosen);
  return {
    first: styles.get(chosen.first.policy)!,
    second: chosen.second && styles.get(chosen.second.policy)!
  };
}
