import {html} from "htl";
import {percent, points} from "../../findings/shared/format.js";
import type {CompareTable} from "../../metrics/compare/compare-table.js";
import {dataTable} from "../shared/page/data-table.js";

/** What changed in the inputs, or that nothing did. */
export function changeTable({changes}: CompareTable): HTMLElement {
  if (changes.length === 0)
    return html`<p class="no-changes">
      Nothing: studies, policies, settings, verifiers and files are the same.
    </p>`;
  return dataTable(changes, [
    {label: "Of", value: ({of}) => of},
    {label: "What", value: ({what}) => what},
    {label: "First", value: ({a}) => a},
    {label: "Second", value: ({b}) => b}
  ]);
}

/** Both reports and their difference at each k. */
export function differenceTable({differences: {table, study}}: CompareTable): HTMLElement {
  const rows = table.benchmarks.flatMap(({benchmark, curves, comparisons}) =>
    comparisons.flatMap(({base, rl, points: all}) =>
      all.map((point) => {
        const at = (policy: string): number =>
          curves.find((curve) => curve.policy === policy)!.points.find(({k}) => k === point.k)!.coverage;
        return {
          label: study.benchmarks.find((one) => one.benchmark === benchmark)!.label,
          ...point,
          a: at(base),
          b: at(rl)
        };
      })
    )
  );
  return dataTable(rows, [
    {label: "Benchmark and policy", value: ({label, k}) => (k === 1 ? label : "")},
    {label: "k", value: ({k}) => k},
    {label: "First", value: ({a}) => percent(a)},
    {label: "Second", value: ({b}) => percent(b)},
    {label: "Second − first, points", value: ({difference}) => points(difference)},
    {label: "Interval", value: ({low, high}) => `${points(low)} to ${points(high)}`}
  ]);
}
