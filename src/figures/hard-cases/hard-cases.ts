import {html} from "htl";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {annotationPanel} from "./annotation-panel.js";
import {annotationStore} from "./annotation-store.js";
import {caseControls} from "./case-controls.js";
import {caseList} from "./case-list.js";
import {CaseMarks} from "./case-marks.js";
import {caseRows, filterCases, hardestSolved} from "./case-order.js";
import {caseReader} from "./case-reader.js";
import {caseShards} from "./case-shards.js";
import {
  caseStyles,
  chooseCases,
  readableBenchmarks,
  readCaseState,
  writeCaseState,
  type CaseState
} from "./case-state.js";
import {caseValidity} from "./case-validity-view.js";

export interface HardCasesOptions {
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Marks that the report was built with, and how many of them are of no completion of the study. */
  annotations: {chains: readonly ReadChain[]; unmatched: number};
  /** Text of problem-counts.sql. */
  query: string;
  /** The address of the site's root. */
  root: URL;
}

/** The parts of the page, for places under its headings; they follow one another. */
export interface HardCases {
  /** What is known of the validity of rare correct answers, in a few sentences. */
  answer: HTMLElement;
  /** Choose a problem, read it, mark its chains. */
  reading: HTMLElement;
  /** The validity table. */
  validity: HTMLElement;
  /** pass@k beside CoT-pass@k of the policies in view. */
  curves: HTMLElement;
}

/** The page of hard cases: what is chosen stands in the URL, marks in the browser's storage. */
export function hardCases({table, study, annotations, query, root}: HardCasesOptions): HardCases {
  let state = readCaseState(location.search);
  const first = chooseCases(state, table, study);
  if (first === null) {
    const notice = missingNotice(
      "This study has no verdicts yet: run npm run sample and npm run verify, and build again."
    );
    return {
      answer: html`<div></div>`,
      reading: notice,
      validity: html`<div></div>`,
      curves: html`<div></div>`
    };
  }
  let chosen = first;
  const shards = caseShards(root);
  const store = annotationStore(
    study.study,
    () => localStorage,
    () => {
      panel.update();
      showValidity();
    }
  );
  const panel = annotationPanel(store, study.study, () => {
    showProblem();
    void marks.load(table).then(showValidity);
  });
  const marks = new CaseMarks({study: study.study, shards, store, built: annotations.chains});
  const reader = caseReader({study, shards, marks});
  const validity = caseValidity({table, study, query, unmatched: annotations.unmatched});
  const controls = html`<div></div>`;
  const place = html`<div class="case-place"></div>`;

  function rows(): ReturnType<typeof caseRows> {
    return caseRows(chosen.counts, chosen.first.policy, chosen.second?.policy ?? null);
  }

  function change(next: Partial<CaseState>): void {
    state = {...state, ...next};
    chosen = chooseCases(state, table, study)!;
    history.replaceState(
      history.state,
      "",
      `${location.pathname}${writeCaseState(state, location.search)}${location.hash}`
    );
  }

  function showChoice(): void {
    const benchmarks = readableBenchmarks(table, study);
    controls.replaceChildren(
      caseControls({
        ...{chosen, benchmarks, study, show: state.show},
        onChange: (next) => {
          change(next);
          if (!("show" in next)) showChoice();
          showList();
          showValidity();
        }
      })
    );
  }

  function showList(): void {
    const shown = filterCases(rows(), state.show);
    const selected = shown.find(({problemId}) => problemId === state.problem) ?? hardestSolved(shown);
    if (selected === undefined) {
      place.replaceChildren(html`<p class="case-none">No problem of this kind.</p>`);
      reader.element.replaceChildren();
      return;
    }
    const styles = caseStyles(chosen);
    place.replaceChildren(
      caseList({
        rows: shown,
        selected: selected.problemId,
        styles: {
          first: styles.get(chosen.first.policy)!,
          second: chosen.second && styles.get(chosen.second.policy)!
        },
        onSelect: (problem) => {
          change({problem});
          showProblem();
        }
      })
    );
    void reader.show(chosen, selected);
  }

  function showProblem(): void {
    const all = rows();
    const selected =
      all.find(({problemId}) => problemId === state.problem) ?? hardestSolved(filterCases(all, state.show));
    if (selected) void reader.show(chosen, selected);
  }

  function showValidity(): void {
    validity.show(chosen, marks.all());
  }

  showChoice();
  showList();
  showValidity();
  void marks.load(table).then(showValidity);
  return {
    answer: validity.answer,
    reading: html`<div class="hard-cases">${controls}${place}${reader.element}${panel.element}</div>`,
    validity: validity.table,
    curves: validity.curves
  };
}
