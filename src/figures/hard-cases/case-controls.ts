import {html} from "htl";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {choice} from "../shared/page/choice.js";
import {caseFilters, caseOrders, type CaseFilter, type CaseOrder} from "./case-order.js";
import type {CaseChoice, CaseState} from "./case-state.js";

const filterLabels: Record<CaseFilter, string> = {
  all: "all",
  rare: "solved rarely",
  apart: "solved by one alone"
};

const orderLabels: Record<CaseOrder, string> = {reading: "read first", rate: "solved least"};

export interface CaseControlsOptions {
  chosen: CaseChoice;
  show: CaseFilter;
  /** Null where nothing is to be read. */
  order: CaseOrder | null;
  benchmarks: readonly BenchmarkCounts[];
  study: StudySummary;
  onChange: (change: Partial<CaseState>) => void;
}

/** The bar that chooses the benchmark, the two policies and which problems the list shows. */
export function caseControls(given: CaseControlsOptions): HTMLElement {
  const {chosen, show, benchmarks, study, onChange} = given;
  const {counts, policies, first, second} = chosen;
  const benchmark = select(
    "Benchmark",
    benchmarks.map(({benchmark: id}) => ({
      value: id,
      label: study.benchmarks.find((one) => one.benchmark === id)!.label
    })),
    counts.benchmark
  );
  benchmark.control.addEventListener("input", () => {
    onChange({benchmark: benchmark.control.value, problem: null, first: null, second: null});
  });
  const options = policies.map(({policy, label}) => ({value: policy, label}));
  const left = select("Policy", options, first.policy);
  left.control.addEventListener("input", () => {
    const isSwap = left.control.value === second?.policy;
    onChange({first: left.control.value, second: isSwap ? first.policy : (second?.policy ?? null)});
  });
  const right = second === null ? null : select("beside", options, second.policy);
  right?.control.addEventListener("input", () => {
    const isSwap = right.control.value === first.policy;
    onChange({second: right.control.value, first: isSwap ? (second?.policy ?? null) : first.policy});
  });
  const filters = caseFilters.filter((filter) => filter !== "apart" || second !== null);
  const filter = choice(
    "Problems",
    filters.map((value) => ({value, label: filterLabels[value]})),
    show
  );
  filter.addEventListener("input", () => {
    onChange({show: filter.value as CaseFilter});
  });
  return html`<div class="case-controls">
    ${benchmark.element}
    <span class="case-pair">${left.element} ${right?.element ?? ""}</span>
    ${filter} ${orderChoice(given)}
  </div>`;
}

function orderChoice({order, onChange}: CaseControlsOptions): HTMLElement | "" {
  if (order === null) return "";
  const control = choice(
    "Order",
    caseOrders.map((value) => ({value, label: orderLabels[value]})),
    order
  );
  control.addEventListener("input", () => {
    onChange({order: control.value as CaseOrder});
  });
  return control;
}

function select(
  label: string,
  options: readonly {value: string; label: string}[],
  value: string
): {element: HTMLElement; control: HTMLSelectElement} {
  const control = html`<select>
    ${options.map((option) => html`<option value=${option.value} selected=${option.value === value}>${option.label}</option>`)}
  </select>` as HTMLSelectElement;
  return {element: html`<label>${label} ${control}</label>`, control};
}
