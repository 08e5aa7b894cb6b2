import {html} from "htl";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {ReadingTable} from "../../metrics/reading/reading-table.js";
import type {SiteParts} from "../../metrics/study/site-parts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {annotationPanel} from "./annotation-panel.js";
import {annotationStore} from "./annotation-store.js";
import {caseBrowser} from "./case-browser.js";
import {CaseMarks} from "./case-marks.js";
import {caseReader} from "./case-reader.js";
import {policyReadings, type PolicyReadings} from "../../findings/hard-cases/case-reading.js";
import {CaseSelection} from "./case-selection.js";
import {caseShards} from "../shared/live/case-shards.js";
import {caseValidity} from "./case-validity-view.js";

export interface HardCasesOptions {
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** Marks that the report was built with, and how many of them are of no completion of the study. */
  annotations: {chains: readonly ReadChain[]; unmatched: number};
  /** What is to be read, in which order. */
  reading: ReadingTable;
  /** Text of problem-counts.sql. */
  query: string;
  /** The address of the site's root. */
  root: URL;
  /** What the site leaves out. */
  parts: SiteParts;
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
export function hardCases(options: HardCasesOptions): HardCases {
  const {table, study, annotations, reading, query, root, parts} = options;
  const selection = CaseSelection.read(table, study);
  if (selection === null) return nothingJudged();
  const shards = caseShards(root, parts);
  const store = annotationStore(
    study.study,
    () => localStorage,
    () => {
      panel.update();
      showValidity();
    }
  );
  const marks = new CaseMarks({study: study.study, shards, store, built: annotations.chains});
  const validity = caseValidity({table, study, reading, query, unmatched: annotations.unmatched});
  const readingsOf = (benchmark: string, policy: string): PolicyReadings | null =>
    policyReadings(reading, benchmark, policy, marks.all());
  selection.readings = () => readingsOf(selection.chosen.counts.benchmark, selection.chosen.first.policy);
  const showValidity = (): void => {
    validity.show(selection.chosen, marks.all());
  };
  const reader = caseReader({
    ...{study, shards, marks},
    reading: (problemId, benchmark, policy) => {
      const readings = readingsOf(benchmark, policy);
      const unit = readings?.units.find(({problem_id}) => problem_id === problemId);
      return unit === undefined ? null : {texts: unit.texts, next: readings!.nextOf(problemId)};
    }
  });
  const browser = caseBrowser({selection, reader, shards, table, study, onChoice: showValidity});
  const panel = annotationPanel(store, study.study, () => {
    browser.showProblem();
    void marks.load(table).then(showLoaded);
  });
  const showLoaded = (): void => {
    browser.showList();
    showValidity();
  };
  showValidity();
  if (store.annotations().length > 0) void marks.load(table).then(showLoaded);
  return {
    answer: validity.answer,
    reading: html`<div class="hard-cases">${browser.parts}${panel.element}</div>`,
    validity: validity.table,
    curves: validity.curves
  };
}

function nothingJudged(): HardCases {
  return {
    answer: html`<div></div>`,
    reading: missingNotice(
      "This study has no verdicts yet: run npm run sample and npm run verify, and build again."
    ),
    validity: html`<div></div>`,
    curves: html`<div></div>`
  };
}
