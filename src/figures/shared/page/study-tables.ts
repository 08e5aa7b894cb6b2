import {html} from "htl";
import {distinctLabel} from "../../../findings/shared/distinct-label.js";
import {isImported} from "../../../findings/shared/origin-text.js";
import {percent} from "../../../findings/shared/format.js";
import type {StudySummary} from "../../../metrics/study/study-summary.js";
import {policyStyles} from "../../../findings/shared/policy-style.js";
import {swatch} from "../plot/swatch.js";
import {dataTable} from "./data-table.js";

const HASH_LETTERS = 12;

/** The study's policies: which model, sampled how, and how many completions there are. */
export function policyTable({policies}: StudySummary): HTMLElement {
  const styles = policyStyles(policies);
  const table = dataTable(policies, [
    {label: "Policy", value: ({policy}) => distinctLabel(policies, policy)},
    {label: "Role", value: ({role}) => role},
    {label: "Engine", value: ({engine}) => engine},
    {label: "Model", value: ({source}) => shortSource(source)},
    {label: "T", value: ({temperature}) => temperature},
    {label: "top-p", value: ({top_p}) => top_p},
    {label: "Token limit", value: ({max_tokens}) => max_tokens},
    {label: "Completions", value: ({completions}) => completions}
  ]);
  for (const [i, row] of [...table.querySelectorAll("tbody tr")].entries())
    row.querySelector("td")!.prepend(swatch(styles.get(policies[i]!.policy)!));
  return table;
}

/** The study's benchmarks, with what could spoil their numbers. */
export function benchmarkTable({benchmarks}: StudySummary): HTMLElement {
  return dataTable(benchmarks, [
    {label: "Benchmark", value: ({label}) => label},
    {label: "Problems", value: ({problems}) => problems},
    {label: "Verifier", value: ({verifier}) => verifier},
    {label: "Cut at the limit", value: ({truncated}) => (truncated === null ? null : percent(truncated))},
    {label: "Verifier errors", value: ({errors}) => errors}
  ]);
}

/** Where everything came from: inputs and versions by name. */
export function provenanceList({provenance, study, seed, date, policies}: StudySummary): HTMLElement {
  const entries: [string, string][] = [
    ["study", study],
    ["seed", String(seed)],
    isImported(policies) ? ["imported", date ?? "nothing yet"] : ["drawn", date ?? "nothing drawn yet"],
    ...Object.entries(provenance)
  ];
  return html`<dl class="provenance">
    ${entries.map(([name, value]) => html.fragment`<dt>${name}</dt><dd>${value}</dd>`)}
  </dl>`;
}

/** A weights' hash shortened for reading; the whole of it stands in the provenance. */
function shortSource(source: string): string {
  return /^(sha256:)?[0-9a-f]{64}$/.test(source)
    ? source.replace("sha256:", "").slice(0, HASH_LETTERS)
    : source;
}
