import {html} from "htl";
import {beyondMeasured} from "../../findings/guess/guess-limits.js";
import {guessTable, knownComparisons, type GuessChoice} from "../../findings/guess/guess-table.js";
import {guessAnswer, guessCaption, sourcesText} from "../../findings/guess/guess-text.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import {guessSets} from "../../metrics/guess/guess-sets.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {onReturn, setSearch} from "../shared/page/page-address.js";
import {missingNotice} from "../shared/page/responsive-figure.js";
import {guessControls} from "./guess-controls.js";
import {readGuessChoice, writeGuessChoice} from "./guess-state.js";

export interface GuessReportOptions {
  labelledBy: string;
  counts: readonly BenchmarkCounts[];
  /** src/data/guess-rates.json */
  rates: readonly GuessRate[];
  study: StudySummary;
  /** src/data/guess.json: the comparisons that the page opens with, and how to make others. */
  table: CoverageTable;
  query: string;
  foldOuts: readonly Node[];
}

/** pass@k on all problems and on those that are not guessable, drawn anew from the counts at every change of the controls. */
export function guessReport(options: GuessReportOptions): HTMLElement {
  const {labelledBy, counts, rates, study, table, query, foldOuts} = options;
  const sets = guessSets(counts, rates, study);
  const notices = sets.some(({source}) => source === "direct") ? [] : [missingNotice(missingDirect)];
  if (sets.length === 0) return html`<div>${notices}</div>`;
  const slot = html`<div></div>`;
  const {level, replicates, seed} = table;
  const bootstrap = {level, replicates, seed};
  const known = knownComparisons(sets, table);
  const warning = html`<p class="choice-warning" role="status"></p>`;
  let k: number | undefined;
  const draw = (choice: GuessChoice): void => {
    const beyond = beyondMeasured(sets, choice);
    warning.textContent = beyond;
    warning.hidden = beyond === "";
    const made = guessTable(sets, study, choice, bootstrap, known);
    slot.replaceChildren(
      coverageGrid({
        labelledBy,
        table: made.table,
        study: made.study,
        experiment: "guess",
        split: "pair",
        perRow: 2,
        query,
        answer: guessAnswer(made.sets),
        caption: guessCaption(made.sets, choice, bootstrap, study),
        k,
        onRead: (budget) => {
          k = budget;
        },
        foldOuts: []
      })
    );
  };
  const controls = html`<div></div>`;
  const show = (): void => {
    const choice = readGuessChoice(location.search);
    controls.replaceChildren(
      guessControls(choice, (next) => {
        setSearch(writeGuessChoice(next, location.search), "guess");
        draw(next);
      })
    );
    draw(choice);
  };
  onReturn(show);
  show();
  return html`<div aria-label=${`Guess filter on ${sourcesText(sets)}`} role="group">
    ${controls}${warning}${slot}${notices}${foldOuts}
  </div>`;
}

const missingDirect =
  'This study has no policy that answers without reasoning. Give one a prefill, {id: base-direct, role: base, …, sampling: {prefill: "answer :"}}, ' +
  "add {id: guess, policies: [base-direct], benchmarks: [SET-direct]} under experiments, where SET-direct has the problems of SET and a verifier of answers alone, run npm run sample and npm run verify, and build again.";
