import {html} from "htl";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {distinctLabel} from "../../findings/shared/distinct-label.js";
import {percent, whole} from "../../findings/shared/format.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import type {CutCount, VerdictCount, VerifierAudit} from "../../metrics/study/verifier-audit.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice} from "../shared/page/responsive-figure.js";

/** Verdicts of one verifier on one policy's completions of one benchmark. */
export interface VerdictTotals {
  verifier: string;
  benchmark: string;
  policy: string;
  completions: number;
  correct: number;
  errors: number;
  truncated: number;
  /** Reasons of the completions that are not correct, the most frequent first. */
  reasons: {reason: string; completions: number}[];
}

/** Adds up the audit's counts by verifier, benchmark and policy, in the order of their first rows. */
export function verdictTotals(counts: readonly VerdictCount[]): VerdictTotals[] {
  const keys = [...new Set(counts.map(keyOf))];
  return keys.map((key) => {
    const rows = counts.filter((row) => keyOf(row) === key);
    const {verifier, benchmark, policy} = rows[0]!;
    const sum = (kept: (row: VerdictCount) => boolean): number =>
      rows.filter(kept).reduce((total, {completions}) => total + completions, 0);
    return {
      verifier,
      benchmark,
      policy,
      completions: sum(() => true),
      correct: sum(({verdict}) => verdict === "correct"),
      errors: sum(({verdict}) => verdict === "error"),
      truncated: rows.reduce((total, {truncated}) => total + truncated, 0),
      reasons: rows
        .flatMap(({reason, completions}) => (reason === null ? [] : [{reason, completions}]))
        .sort((a, b) => b.completions - a.completions)
    };
  });
}

/** What was judged, and what could spoil it, in a sentence. */
export function auditAnswer(totals: readonly VerdictTotals[], study: StudySummary): string {
  const sum = (value: (row: VerdictTotals) => number): number =>
    totals.reduce((total, row) => total + value(row), 0);
  const all = sum(({completions}) => completions);
  if (all === 0) return "Nothing has been verified yet: run npm run verify, and build again.";
  const verifiers = [...new Set(totals.map(({verifier}) => verifier))];
  const cut = totals.some(({benchmark}) => isCutKnown(study, benchmark))
    ? `${percent(sum(({truncated}) => truncated) / all)} on completions cut at the token limit`
    : "and no word of which completions were cut at a token limit";
  return (
    `${new Intl.ListFormat("en").format(verifiers)} gave ${whole(all)} verdicts: ${percent(sum(({correct}) => correct) / all)} correct, ` +
    `${whole(sum(({errors}) => errors))} errors of the verifier itself, ${cut}.`
  );
}

/** Verdicts by verifier, benchmark and policy. A single verifier has no column. */
export function verdictTable(totals: readonly VerdictTotals[], study: StudySummary): HTMLElement {
  const several = new Set(totals.map(({verifier}) => verifier)).size > 1;
  const verifierColumn = {label: "Verifier", value: ({verifier}: VerdictTotals) => verifier};
  return dataTable(totals, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    ...(several ? [verifierColumn] : []),
    {label: "Verdicts", value: ({completions}) => completions},
    {label: "Correct", value: ({correct, completions}) => percent(correct / completions)},
    {label: "Errors", value: ({errors}) => errors},
    {label: "Cut", value: ({truncated, benchmark}) => (isCutKnown(study, benchmark) ? truncated : null)},
    {
      label: "Not correct, because",
      value: ({reasons}) =>
        reasons
          .map(({reason, completions}) => `${reason.replaceAll("_", " ")} ${whole(completions)}`)
          .join(", ")
    }
  ]);
}

/** What the rule on cut completions decides, in a sentence: at most so many verdicts would be others without it. */
export function cutAnswer(cuts: readonly CutCount[]): string {
  const sum = (value: (row: CutCount) => number): number =>
    cuts.reduce((total, row) => total + value(row), 0);
  const [cut, open] = [sum((row) => row.cut), sum(({open_thought}) => open_thought)];
  if (cut + open === 0)
    return "No completion was cut at the token limit or within a thought: the rule changes nothing here.";
  const worst = cuts.reduce((a, b) => (b.by_rule / b.completions > a.by_rule / a.completions ? b : a));
  return (
    `${whole(cut)} judged completions were cut at the token limit, ${whole(sum((row) => row.cut_without_answer))} of them before a complete answer; ` +
    `${whole(open)} end within a thought, ${whole(sum((row) => row.open_without_answer))} of them without an answer before it. ` +
    `Without the rule ${whole(sum((row) => row.by_rule))} verdicts might be others, on a benchmark at most ${percent(worst.by_rule / worst.completions)}.`
  );
}

/** What became of the completions that were cut, by verifier and benchmark. Nothing where there are none. */
export function cutTable(cuts: readonly CutCount[], study: StudySummary): HTMLElement | "" {
  if (cuts.length === 0) return "";
  return dataTable(cuts, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Verifier", value: ({verifier}) => verifier},
    {label: "Verdicts", value: ({completions}) => completions},
    {label: "Cut at the limit", value: ({cut}) => cut},
    {label: "right all the same", value: ({cut_correct}) => cut_correct},
    {label: "no answer", value: ({cut_without_answer}) => cut_without_answer},
    {label: "Within a thought", value: ({open_thought}) => open_thought},
    {label: "no answer there", value: ({open_without_answer}) => open_without_answer},
    {label: "Changed at most", value: ({by_rule, completions}) => percent(by_rule / completions)}
  ]);
}

/** How often pairs of verifiers agree, with the completions on which they do not; or how to get a second verifier's verdicts. */
export function agreementTables(audit: VerifierAudit, study: StudySummary): HTMLElement {
  if (audit.agreement.length === 0)
    return missingNotice(
      "One verifier judged these completions, so that there is nothing to compare it with. Run npm run verify -- --verifier ID with another verifier, and build again: its agreement with the first and every kind of disagreement will stand here."
    );
  const agreement = dataTable(audit.agreement, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "First verifier", value: ({verifier_a, verdict_a}) => `${verifier_a}: ${verdict_a}`},
    {label: "Second verifier", value: ({verifier_b, verdict_b}) => `${verifier_b}: ${verdict_b}`},
    {label: "Completions", value: ({completions}) => completions}
  ]);
  if (audit.disagreements.length === 0) return agreement;
  const disagreements = dataTable(audit.disagreements, [
    {label: "Problem", value: ({problem_id}) => problem_id},
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {label: "First verifier", value: ({verdict_a, extracted_a}) => verdictText(verdict_a, extracted_a)},
    {label: "Second verifier", value: ({verdict_b, extracted_b}) => verdictText(verdict_b, extracted_b)},
    {label: "End of the completion", value: ({completion_end}) => completion_end}
  ]);
  return html`<div>${agreement}${disagreements}</div>`;
}

function verdictText(verdict: string, extracted: string | null): string {
  return extracted === null ? verdict : `${verdict}: ${extracted}`;
}

/** Whether anybody says which completions of a benchmark were cut. */
function isCutKnown({benchmarks}: StudySummary, id: string): boolean {
  return benchmarks.some(({benchmark, truncated}) => benchmark === id && truncated !== null);
}

function keyOf({verifier, benchmark, policy}: VerdictCount): string {
  return JSON.stringify([verifier, benchmark, policy]);
}
