import {html} from "htl";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {SiteParts} from "../../metrics/study/site-parts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {readableBenchmarks} from "../hard-cases/case-state.js";
import {completionSearch} from "../search/completion-search.js";
import {caseShards} from "../shared/live/case-shards.js";
import {onReturn, setSearch} from "../shared/page/page-address.js";

const PARAMETER = "benchmark";

export interface TextSearchOptions {
  counts: readonly BenchmarkCounts[];
  study: StudySummary;
  /** The address of the site's root. */
  root: URL;
  /** What the site leaves out. */
  parts: SiteParts;
}

/** A search over the completions of one benchmark, whose finds lead to the page of hard cases. */
export function textSearch({counts, study, root, parts}: TextSearchOptions): HTMLElement {
  const benchmarks = readableBenchmarks(counts, study);
  const label = (id: string): string => benchmarkLabel(study, id);
  const asked = (): BenchmarkCounts => {
    const id = new URLSearchParams(location.search).get(PARAMETER);
    return benchmarks.find(({benchmark}) => benchmark === id) ?? benchmarks[0]!;
  };
  const control = html`<select>
    ${benchmarks.map(({benchmark}) => html`<option value=${benchmark}>${label(benchmark)}</option>`)}
  </select>` as HTMLSelectElement;
  const show = (): void => {
    control.value = asked().benchmark;
  };
  show();
  const search = completionSearch({
    shards: caseShards(root, parts),
    benchmark: () => {
      const {benchmark: id, problemIds, policies} = asked();
      const ids = new Set(policies.map(({policy}) => policy));
      return {
        ...{id, label: label(id), problemIds},
        policies: study.policies.filter(({policy}) => ids.has(policy))
      };
    },
    address: ({problemId, policy}) => {
      const parameters = {[PARAMETER]: asked().benchmark, problem: problemId, first: policy};
      return `./hard-cases?${new URLSearchParams(parameters).toString()}`;
    }
  });
  control.addEventListener("change", () => {
    const parameters = new URLSearchParams(location.search);
    parameters.set(PARAMETER, control.value);
    setSearch(`?${parameters.toString()}`, PARAMETER);
    search.renew();
  });
  onReturn(show);
  return html`<div class="reanalysis"><label>Benchmark ${control}</label></div>
    ${search.element}`;
}
