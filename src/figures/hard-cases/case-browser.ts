import {html} from "htl";
import {asksNothing} from "../../findings/hard-cases/completion-search.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {completionSearch, type CompletionSearchView} from "../search/completion-search.js";
import {readSearch} from "../search/search-state.js";
import type {CaseShards} from "../shared/live/case-shards.js";
import {foldOut} from "../shared/page/fold-out.js";
import {onReturn} from "../shared/page/page-address.js";
import {caseControls} from "./case-controls.js";
import {caseHeads, caseList, type CaseListOptions} from "./case-list.js";
import type {CaseReader} from "./case-reader.js";
import type {CaseSelection} from "./case-selection.js";
import {caseStyles, readableBenchmarks, writeCaseState, type CaseChoice} from "./case-state.js";

export interface CaseBrowserOptions {
  selection: CaseSelection;
  reader: CaseReader;
  shards: CaseShards;
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Called when another benchmark, other policies or another filter were chosen. */
  onChoice: () => void;
}

/** Choose a problem and read it. */
export interface CaseBrowser {
  /** The bar of choices, the search, the list of problems, the problem that is read. */
  parts: HTMLElement[];
  /** Shows the problem anew. */
  showProblem(): void;
  /** Shows the list anew: its order may be another. */
  showList(): void;
}

/** Opens with what is selected. */
export function caseBrowser(options: CaseBrowserOptions): CaseBrowser {
  const {selection, reader, table, study, onChoice} = options;
  const controls = html`<div></div>`;
  const list = html`<div class="case-place"></div>`;

  function showControls(): void {
    controls.replaceChildren(
      caseControls({
        ...{chosen: selection.chosen, show: selection.state.show, study},
        order: selection.readings() === null ? null : selection.state.order,
        benchmarks: readableBenchmarks(table, study),
        onChange: (next) => {
          selection.change(next);
          if (!("show" in next || "order" in next)) showControls();
          if ("benchmark" in next) search.renew();
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
    const styles = listStyles(selection.chosen);
    list.replaceChildren(
      caseHeads(styles),
      caseList({
        rows,
        selected: selected.problemId,
        styles,
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

  function showAll(): void {
    showControls();
    showList();
    onChoice();
  }

  const search = caseSearch(options, showAll, showList);
  onReturn(() => {
    selection.restore();
    showAll();
  });
  showControls();
  showList();
  return {parts: [controls, search.element, list, reader.element], showProblem, showList};
}

/** The search over the completions of the chosen benchmark: the list shows the problems that it finds. */
function caseSearch(
  {selection, shards, study}: CaseBrowserOptions,
  onOpen: () => void,
  onFound: () => void
): CompletionSearchView {
  const search = completionSearch({
    shards,
    benchmark: () => {
      const {counts, policies} = selection.chosen;
      const {label} = study.benchmarks.find(({benchmark}) => benchmark === counts.benchmark)!;
      return {id: counts.benchmark, label, problemIds: counts.problemIds, policies};
    },
    address: ({problemId}) =>
      `${location.pathname}${writeCaseState({...selection.state, problem: problemId}, location.search)}`,
    onOpen: ({problemId, policy}) => {
      const {first, second} = selection.chosen;
      const isShown = policy === first.policy || policy === second?.policy;
      selection.change({problem: problemId, ...(isShown ? {} : {first: policy})});
      onOpen();
    },
    onFound: (found) => {
      const ids = found && new Set(found.map(({problemId}) => problemId));
      if (ids === null && selection.found === null) return;
      selection.found = ids;
      onFound();
    }
  });
  const isAsked = !asksNothing(readSearch(location.search));
  const element = foldOut("Search the completions", search.element) as HTMLDetailsElement;
  element.open = isAsked;
  return {...search, element};
}

function listStyles(chosen: CaseChoice): CaseListOptions["styles"] {
  const styles = caseStyles(chosen);
  return {
    first: styles.get(chosen.first.policy)!,
    second: chosen.second && styles.get(chosen.second.policy)!
  };
}
