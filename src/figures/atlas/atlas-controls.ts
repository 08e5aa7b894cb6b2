import {html} from "htl";
import {domainNames, trainingNames} from "../../findings/atlas/atlas-columns.js";
import {offered, type AtlasState} from "../../findings/atlas/atlas-state.js";
import {whole} from "../../findings/shared/format.js";
import type {AtlasTable} from "../../metrics/atlas/atlas-row.js";
import {atlasBudgets} from "../../metrics/atlas/report-effects.js";

interface Control {
  element: HTMLElement;
  show: (state: AtlasState) => void;
}

/** The bar of filters, of the budget and of words. `onChange`: with what changed, and the control’s name. */
export function atlasControls(
  table: AtlasTable,
  onChange: (change: Partial<AtlasState>, control: string) => void
): {element: HTMLElement; show: (state: AtlasState, shown: number) => void} {
  const filter = (name: "domain" | "role" | "source", label: string, shown: (value: string) => string) => {
    const values = offered(table.rows, name);
    return values.length < 2
      ? []
      : [
          select(label, [["", "all"], ...values.map((value): [string, string] => [value, shown(value)])], {
            value: (state) => state[name] ?? "",
            change: (value) => {
              onChange({[name]: value === "" ? null : value}, name);
            }
          })
        ];
  };
  const controls = [
    ...filter("domain", "Domain", (value) => domainNames[value as keyof typeof domainNames]),
    ...filter("role", "Training", (value) => trainingNames[value as keyof typeof trainingNames]),
    ...filter("source", "Source", (value) => value),
    words(onChange),
    select(
      "Tries k",
      [
        ["", "the largest that most reports have"],
        ...atlasBudgets(table.rows).map((k): [string, string] => [String(k), whole(k)])
      ],
      {
        value: ({k}) => (k === null ? "" : String(k)),
        change: (value) => {
          onChange({k: value === "" ? null : Number(value)}, "k");
        }
      }
    )
  ];
  const status = html`<span class="atlas-count" role="status"></span>`;
  const all = html`<button type="button" class="link-button">Show all</button>`;
  all.addEventListener("click", () => {
    onChange({domain: null, role: null, source: null, text: ""}, "all");
  });
  return {
    element: html`<div class="reanalysis atlas-controls">
      ${controls.map(({element}) => element)}${status} ${all}
    </div>`,
    show(state, shown) {
      for (const control of controls) control.show(state);
      status.textContent = `${whole(shown)} of ${whole(table.rows.length)} pairs and benchmarks`;
      all.hidden = shown === table.rows.length;
    }
  };
}

function select(
  label: string,
  options: readonly (readonly [string, string])[],
  {value, change}: {value: (state: AtlasState) => string; change: (value: string) => void}
): Control {
  const control = html`<select>
    ${options.map(([name, text]) => html`<option value=${name}>${text}</option>`)}
  </select>` as HTMLSelectElement;
  control.addEventListener("change", () => {
    change(control.value);
  });
  return {
    element: html`<label>${label} ${control}</label>`,
    show: (state) => {
      control.value = value(state);
    }
  };
}

function words(onChange: (change: Partial<AtlasState>, control: string) => void): Control {
  const control = html`<input type="search" size="16" />` as HTMLInputElement;
  control.addEventListener("input", () => {
    onChange({text: control.value}, "text");
  });
  return {
    element: html`<label>Words ${control}</label>`,
    show: ({text}) => {
      if (control.value !== text) control.value = text;
    }
  };
}
