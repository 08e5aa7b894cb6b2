import {html} from "htl";
import {differenceText, envelopeAnswer, wayText} from "../../findings/audit/envelope-text.js";
import {distinctLabel} from "../../findings/shared/distinct-label.js";
import type {EnvelopeCase, EnvelopeTable} from "../../metrics/coverage/envelope.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** The comparisons of the study when doubted completions are counted in other ways, with the sentence that sums them up. */
export function envelopeView({cases}: EnvelopeTable, study: StudySummary): HTMLElement {
  const answer = html`<p class="figure-answer">${envelopeAnswer(cases)}</p>`;
  if (cases.length === 0) return html`<div>${answer}</div>`;
  const label = (benchmark: string): string =>
    study.benchmarks.find((one) => one.benchmark === benchmark)?.label ?? benchmark;
  const table = dataTable(cases, [
    {label: "Benchmark", value: ({benchmark}: EnvelopeCase) => label(benchmark)},
    {
      label: "Pair",
      value: ({base, rl}) => `${distinctLabel(study.policies, base)} → ${distinctLabel(study.policies, rl)}`
    },
    {label: "Counted", value: wayText},
    {label: "Completions", value: ({doubt, completions}) => (doubt === null ? null : completions)},
    {label: "k = 1, points", value: ({first}) => differenceText(first)},
    {label: "largest k, points", value: ({last}) => `${differenceText(last)} at ${last.k}`},
    {label: "k*", value: ({crossing}) => crossingText(crossing)}
  ]);
  return html`<div>${answer}${table}</div>`;
}

function crossingText({observed, isSame}: EnvelopeCase["crossing"]): string {
  if (isSame) return "none";
  return observed === null ? "beyond the largest" : observed.toPrecision(2);
}
