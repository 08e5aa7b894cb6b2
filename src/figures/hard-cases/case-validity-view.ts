import {html} from "htl";
import {caseAnswer, cotAnswer, cotCaption, cotCsv} from "../../findings/hard-cases/case-text.js";
import {studyValidity, type PolicyValidity} from "../../findings/hard-cases/case-validity.js";
import {cotPoints} from "../../findings/hard-cases/cot-points.js";
import {readingEstimates} from "../../findings/hard-cases/reading-points.js";
import {agreementNote, agreements, readingProgress} from "../../findings/hard-cases/reading-text.js";
import {whole} from "../../findings/shared/format.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {ReadingTable} from "../../metrics/reading/reading-table.js";
import {hasJudge} from "../../metrics/reading/reading-unit.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import type {CaseChoice} from "./case-state.js";
import {agreementTable, validityTable} from "./case-tables.js";
import {policyReadings, type PolicyReadings} from "../../findings/hard-cases/case-reading.js";
import {cotPanel} from "./cot-panel.js";

export interface CaseValidityOptions {
  table: readonly BenchmarkCounts[];
  study: StudySummary;
  /** What is to be read, in which order. */
  reading: ReadingTable;
  /** Marks of the study that are of none of its completions. */
  unmatched: number;
  /** Text of problem-counts.sql, from which the curves follow. */
  query: string;
}

/** What the marks say: the answer, the validity table and CoT-pass@k, redrawn whenever the choice or the marks change. */
export function caseValidity({table, study, reading, unmatched, query}: CaseValidityOptions): {
  answer: HTMLElement;
  table: HTMLElement;
  curves: HTMLElement;
  show(chosen: CaseChoice, chains: readonly ReadChain[]): void;
} {
  const answer = html`<div class="figure-answer" role="status"></div>`;
  const tableElement = html`<div></div>`;
  const curves = html`<div></div>`;
  const left =
    unmatched === 0
      ? []
      : [
          missingNotice(
            `${whole(unmatched)} marks in data/annotations are of completions that this report does not hold, or not with the text that was read. They count nowhere.`
          )
        ];
  return {
    answer,
    table: tableElement,
    curves,
    show(chosen, chains) {
      const rows = studyValidity(table, study, chains);
      const inView = rows.filter(
        ({benchmark, policy}) =>
          benchmark.benchmark === chosen.counts.benchmark &&
          (policy === chosen.first || policy === chosen.second)
      );
      const readings = (policy: PolicySummary): PolicyReadings | null =>
        policyReadings(reading, chosen.counts.benchmark, policy.policy, chains);
      const first = readings(chosen.first);
      const progress =
        first === null
          ? []
          : [readingProgress(chosen.first.label, Math.min(...first.units.map(({n}) => n)), first)];
      answer.replaceChildren(
        html`<p>${caseAnswer(inView)}</p>`,
        ...progress.map((text) => html`<p class="case-progress">${text}</p>`)
      );
      const agreed = agreements(reading, chains);
      tableElement.replaceChildren(
        validityTable([...inView, ...rows.filter((row) => !inView.includes(row))]),
        ...left,
        ...(agreed.length === 0
          ? []
          : [html`<p class="case-note">${agreementNote}</p>`, agreementTable(agreed)])
      );
      curves.replaceChildren(cotFigure(inView, study, query, readings));
    }
  };
}

function cotFigure(
  inView: readonly PolicyValidity[],
  study: StudySummary,
  query: string,
  readings: (policy: PolicySummary) => PolicyReadings | null
): HTMLElement {
  const read = inView.filter(({by}) => by === "readers");
  const {benchmark} = inView[0]!;
  if (read.length === 0)
    return missingNotice(
      `On ${benchmark.label}, CoT-pass@k is pass@k: ${benchmark.verifier} accepts a completion only if every step is right. Choose a benchmark whose verifier looks at the answer alone to see the two apart.`
    );
  const series = read.map(({policy, problems}) => {
    const points = cotPoints(problems);
    const found = readings(policy);
    return {
      policy,
      style: policyStyles([policy]).get(policy.policy)!,
      points,
      estimates: found && readingEstimates(problems, points, found),
      hasJudge: found !== null && hasJudge(found.units)
    };
  });
  const most = Math.max(0.05, ...series.flatMap(({points}) => points.map(({pass}) => pass))) * 1.05;
  return responsiveFigure({
    labelledBy: "how-much-of-pass-k-is-valid-reasoning",
    name: "cot-pass-at-k",
    answer: cotAnswer(series, benchmark),
    caption: cotCaption(read, study),
    csv: () => cotCsv(series, benchmark),
    query,
    draw: (width) =>
      series.map(({points, style, estimates}) =>
        cotPanel(points, {
          estimates: estimates?.curve ?? null,
          width: panelWidth(width, series.length),
          style,
          most: Math.min(1, most)
        })
      ),
    foldOuts: []
  });
}
