import {html} from "htl";
import {judgedBenchmarks, judgedPolicies, type DropChoice} from "../../findings/dropped/drop-choice.js";
import type {ReportSet} from "../../findings/dropped/report-sets.js";
import type {DropResult} from "../../metrics/dropped/drop-result.js";

/** What a reader may choose of what was read. */
export function dropChoices(
  result: DropResult,
  choice: DropChoice,
  sets: readonly ReportSet[],
  onChange: (choice: DropChoice) => void
): HTMLElement {
  const policies = judgedPolicies(result, choice.benchmark);
  const verifiers = [...new Set(policies.flatMap(({found}) => found.verdicts.map(({verifier}) => verifier)))];
  const form = html`<form class="reanalysis drop-choices" autocomplete="off">
    <label>Benchmark ${select("benchmark", judgedBenchmarks(result).map(same), choice.benchmark)}</label>
    <label
      >Verdicts of
      ${select("verifier", [["", "what import would use"], ...verifiers.sort().map(same)], choice.verifier ?? "")}</label
    >
    <label
      >Base
      ${select("base", [["", "none"], ...policies.map(({policy}) => same(policy))], choice.base ?? "")}</label
    >
    <label
      >Beside them
      ${select("beside", [["", "nothing"], ...sets.map(({id, label}) => [id, `report, ${label}`] as const)], choice.beside ?? "")}</label
    >
    ${policyBoxes(
      policies.map(({policy}) => policy),
      choice
    )}
  </form>` as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  form.addEventListener("change", () => {
    onChange(
      readChoice(
        new FormData(form),
        policies.map(({policy}) => policy)
      )
    );
  });
  return form;
}

function policyBoxes(policies: readonly string[], {hidden}: DropChoice): HTMLElement | string {
  if (policies.length < 2) return "";
  return html`<fieldset>
    <legend>Policies</legend>
    ${policies.map(
      (policy) =>
        html`<label
          ><input type="checkbox" name="shown" value=${policy} checked=${!hidden.includes(policy)} />
          ${policy}</label
        >`
    )}
  </fieldset>`;
}

/** What the controls say. */
function readChoice(data: FormData, policies: readonly string[]): DropChoice {
  const value = (name: string): string => data.getAll(name).map(String).join();
  const shown = data.getAll("shown").map(String);
  return {
    benchmark: value("benchmark"),
    verifier: value("verifier") || null,
    base: value("base") || null,
    hidden: policies.length < 2 ? [] : policies.filter((policy) => !shown.includes(policy)),
    beside: value("beside") || null
  };
}

function same(value: string): readonly [string, string] {
  return [value, value];
}

function select(name: string, options: readonly (readonly [string, string])[], value: string): HTMLElement {
  return html`<select name=${name}>
    ${options.map(([id, label]) => html`<option value=${id} selected=${id === value}>${label}</option>`)}
  </select>`;
}
