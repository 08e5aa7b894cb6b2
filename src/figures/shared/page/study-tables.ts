import {html} from "htl";
import {benchmarkLabel} from "../../../findings/shared/benchmark-label.js";
import {distinctLabel} from "../../../findings/shared/distinct-label.js";
import {isImported} from "../../../findings/shared/origin-text.js";
import {percent} from "../../../findings/shared/format.js";
import type {PromptSummary, StudySummary} from "../../../metrics/study/study-summary.js";
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
    ...(policies.some(({power}) => power) ? [{label: "Power", value: raised}] : []),
    {label: "Token limit", value: ({max_tokens}) => max_tokens},
    {label: "Completions", value: ({completions}) => completions}
  ]);
  for (const [i, row] of [...table.querySelectorAll("tbody tr")].entries())
    row.querySelector("td")!.prepend(swatch(styles.get(policies[i]!.policy)!));
  return table;
}

function raised({power}: StudySummary["policies"][number]): number | null {
  return power ?? null;
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

/** The prompt templates, whole, each with its source and who was asked in it; nothing where problems were asked as they stand. */
export function promptList({prompts = [], policies, benchmarks}: StudySummary): HTMLElement | "" {
  if (prompts.length === 0) return "";
  return html`<div class="prompts">
    <p>
      The same words stand around a problem for every policy that is compared on it, unless it says otherwise
      below.
    </p>
    ${prompts.map((template) => {
      const asked = askedText(template, policies, benchmarks);
      return html.fragment`<details>
        <summary>${template.title}: ${asked}</summary>
        <p>
          <a href=${template.source}>Source of the template ${template.prompt}</a>.
          ${template.checked ? "" : "Its wording could not be compared with what the paper used."} ${template.notes ?? ""}
        </p>
        ${promptTexts(template).map(([name, text]) => html.fragment`<p>${name}</p><pre>${text}</pre>`)}
      </details>`;
    })}
  </div>`;
}

/** The texts of a template by what they are for. */
function promptTexts({text, with_starter_code, messages, stop}: PromptSummary): [string, string][] {
  const texts: [string, string | null][] = [
    ["Text, {problem} being the problem", text],
    ["Where the problem brings code to start from", with_starter_code],
    ...(messages ?? []).map(({role, content}): [string, string] => [`Message of the ${role}`, content]),
    ...stop.map((end): [string, string] => ["A completion ends at", JSON.stringify(end)])
  ];
  return texts.filter((pair): pair is [string, string] => pair[1] !== null);
}

function askedText(
  {asked}: PromptSummary,
  policies: StudySummary["policies"],
  benchmarks: StudySummary["benchmarks"]
): string {
  const sets = [...new Set(asked.map(({benchmark}) => benchmark))];
  const names = [...new Set(asked.map(({policy}) => policy))].map((id) => distinctLabel(policies, id));
  const list = new Intl.ListFormat("en");
  const labels = sets.map((id) => benchmarkLabel({benchmarks}, id));
  return `${list.format(names)} on ${list.format(labels)}`;
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
