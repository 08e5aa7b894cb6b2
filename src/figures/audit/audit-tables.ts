import {html} from "htl";
import {effectTitle, outcomeCrossing, outcomeEnd} from "../../findings/audit/effect-text.js";
import {repeatAlerts, repeatVerdict} from "../../findings/audit/repeat-text.js";
import {tokensText} from "../../findings/audit/request-text.js";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {distinctLabel} from "../../findings/shared/distinct-label.js";
import {percent, whole} from "../../findings/shared/format.js";
import type {AuditEffect} from "../../metrics/audit/audit-effects.js";
import type {AuditCell, AuditTable, ImportFindings} from "../../metrics/audit/audit-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** What must be known first, each in a line of its own; nothing where there is nothing. */
export function auditAlerts({cells}: AuditTable, study: StudySummary): HTMLElement | "" {
  const alerts = repeatAlerts(cells, study);
  if (alerts.length === 0) return "";
  return html`<div class="audit-alerts" role="note">
    <p><strong>Completions that were not drawn anew</strong></p>
    <ul>
      ${alerts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

/** What was found of each policy on each benchmark. */
export function auditCellTable({cells}: AuditTable, study: StudySummary): HTMLElement {
  const share = (count: (cell: AuditCell) => number, of: (cell: AuditCell) => number) => (cell: AuditCell) =>
    of(cell) === 0
      ? null
      : count(cell) === 0
        ? "0"
        : `${whole(count(cell))} (${percent(count(cell) / of(cell))})`;
  const judged = (cell: AuditCell): number => cell.judged;
  return dataTable(cells, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {label: "Problems", value: ({problems}) => problems},
    {label: "n each", value: nText},
    {label: "Cut", value: share(({cut}) => cut, judged)},
    {
      label: "End unknown",
      value: share(
        ({finishUnknown}) => finishUnknown,
        ({completions}) => completions
      )
    },
    {label: "Repeats", value: share(({repeats}) => repeats, judged)},
    {label: "No answer", value: share(({empty}) => empty, judged)},
    {label: "Disputed", value: share(({disputed}) => disputed, judged)},
    {label: "Given up", value: share(({failed}) => failed, judged)},
    {
      label: "Errors",
      value: share(
        ({errors}) => errors,
        ({completions}) => completions
      )
    }
  ]);
}

/** How often completions of a problem are the same text, and how often they should be. */
export function repeatTable({cells}: AuditTable, study: StudySummary): HTMLElement {
  return dataTable(cells, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {label: "Same text", value: repeatVerdict}
  ]);
}

/** What became of the requests to servers. */
export function requestTable({requests}: AuditTable, study: StudySummary): HTMLElement {
  return dataTable(requests, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {label: "Completions", value: ({completions}) => completions},
    {label: "Not given", value: ({missing}) => missing},
    {label: "Asked again", value: ({retried}) => retried},
    {label: "Tokens, first attempt", value: ({firstTokens}) => firstTokens?.toFixed(1) ?? null},
    {
      label: "Longer, asked again",
      value: ({longer}) =>
        longer === null
          ? null
          : `${tokensText(longer.mean)} (${tokensText(longer.low)} to ${tokensText(longer.high)})`
    },
    {
      label: "Failed attempts",
      value: ({failures}) =>
        failures.map(({reason, attempts}) => `${reason} ${whole(attempts)}`).join(", ") || "none"
    },
    {label: "Servers", value: ({servers}) => servers.join("; ")}
  ]);
}

/** What dropping, flipping, the worst and the best do to the difference of each pair and to k*. */
export function effectTable(effects: readonly AuditEffect[], study: StudySummary): HTMLElement | "" {
  const names = {asIs: "as it is", dropped: "dropped", flipped: "flipped", worst: "worst", best: "best"};
  const rows = effects.flatMap((effect) =>
    effect.outcomes === null
      ? []
      : Object.entries(names).map(([change, name]) => ({
          title: effectTitle(effect, study),
          name,
          outcome: effect.outcomes![change as keyof typeof names]
        }))
  );
  if (rows.length === 0) return "";
  return dataTable(rows, [
    {label: "Comparison and completions", value: ({title, name}) => (name === names.asIs ? title : "")},
    {label: "Counted", value: ({name}) => name},
    {label: "Problems", value: ({outcome}) => outcome.problems},
    {label: "Difference at k = 1, points", value: ({outcome}) => outcomeEnd(outcome, "first")},
    {label: "at the largest k", value: ({outcome}) => outcomeEnd(outcome, "last")},
    {label: "k*", value: ({outcome}) => outcomeCrossing(outcome)}
  ]);
}

/** What the imports left out, noted, or found to differ: a line each. */
export function importTable({imports, leftOut}: AuditTable, study: StudySummary): HTMLElement | "" {
  const rows = [
    ...imports.flatMap((found) => importLines(found).map((line) => ({...found, ...line}))),
    ...leftOut.map(({policy, name, why}) => ({
      policy,
      benchmark: "",
      what: "file left out",
      text: `${name}: ${why}`,
      rows: null
    }))
  ];
  if (rows.length === 0) return "";
  return dataTable(rows, [
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {
      label: "Benchmark",
      value: ({benchmark}) => (benchmark === "" ? null : benchmarkLabel(study, benchmark))
    },
    {label: "What", value: ({what}) => what},
    {label: "Rows", value: ({rows: count}) => count},
    {label: "Which", value: ({text}) => text}
  ]);
}

interface ImportLine {
  what: string;
  text: string;
  rows: number | null;
}

function importLines(found: ImportFindings): ImportLine[] {
  const differing = (what: string, ids: readonly string[]): ImportLine[] =>
    ids.length === 0 ? [] : [{what, text: ids.slice(0, 10).join(", "), rows: ids.length}];
  return [
    ...found.skipped.map(({reason, rows, examples}) => ({
      what: `skipped: ${reason}`,
      text: examples.join("; "),
      rows
    })),
    ...found.notes.map(({note, rows}) => ({what: "note", text: note, rows})),
    ...found.unknownFinish.map(({word, rows}) => ({what: "unknown end", text: word, rows})),
    ...differing("other prompt", found.otherPrompt),
    ...differing("other reference answer", found.otherGold)
  ];
}

/** What tools say of problems as a whole, beside our pass@1. */
export function metricTable({imports}: AuditTable, study: StudySummary): HTMLElement | "" {
  const rows = imports.flatMap(({policy, benchmark, metrics}) =>
    metrics.map((metric) => ({policy, benchmark, ...metric}))
  );
  if (rows.length === 0) return "";
  const shown = (value: number | null): string | null => (value === null ? null : value.toFixed(4));
  return dataTable(rows, [
    {label: "Policy", value: ({policy}) => distinctLabel(study.policies, policy)},
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "Metric of a problem", value: ({metric}) => metric},
    {label: "Problems", value: ({problems}) => problems},
    {label: "Its mean", value: ({mean}) => shown(mean)},
    {label: "pass@1 here", value: ({ours}) => shown(ours)}
  ]);
}

/** Where policies that are compared were given other problems. */
export function missingTable({missing}: AuditTable, study: StudySummary): HTMLElement | "" {
  if (missing.length === 0) return "";
  return dataTable(missing, [
    {label: "Benchmark", value: ({benchmark}) => benchmarkLabel(study, benchmark)},
    {label: "First", value: ({a}) => distinctLabel(study.policies, a)},
    {label: "Second", value: ({b}) => distinctLabel(study.policies, b)},
    {label: "Both", value: ({shared}) => shared},
    {label: "First alone", value: ({onlyA}) => onlyA},
    {label: "Second alone", value: ({onlyB}) => onlyB},
    {label: "Such as", value: ({examples}) => examples.join(", ")}
  ]);
}

function nText({n: {min, median, max}}: AuditCell): string {
  return min === max ? whole(min) : `${whole(min)} to ${whole(max)}, median ${median}`;
}
