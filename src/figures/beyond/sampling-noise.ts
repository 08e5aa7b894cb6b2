import {html} from "htl";
import {interval, percent, unbroken} from "../../findings/shared/format.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {mainPairs} from "../../metrics/counts/main-pairs.js";
import {leastN, pairSet, policySets} from "../../metrics/counts/policy-sets.js";
import {passAtK} from "../../metrics/pass-at-k/pass-at-k.js";
import {samplingStandardError} from "../../metrics/pass-at-k/sampling-standard-error.js";
import {mean} from "../../metrics/statistics/mean.js";
import {standardError} from "../../metrics/statistics/standard-error.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** The two standard errors of one policy's coverage on one benchmark. Shares, 0 to 1. */
export interface NoiseRow {
  benchmark: BenchmarkSummary;
  policy: PolicySummary;
  k: number;
  coverage: number;
  /** Over problems: what other problems of the same kind would change, with the noise of sampling in it. */
  total: number;
  /** Of sampling alone: what other seeds would change on these problems. */
  sampling: number;
  /** Part of the variance that is sampling; null where nothing varies. */
  part: number | null;
}

const MIDDLE = 16;

/**
 * Standard errors of the main pairs, or of each policy where nothing is compared, at k = 1, 16 and the largest power of two up to n/2, beyond which the noise of sampling
 * has no unbiased estimate. What has n below 2 has no row.
 */
export function noiseRows(counts: readonly BenchmarkCounts[], study: StudySummary): NoiseRow[] {
  const pairs = mainPairs(counts, study);
  const sets = pairs.length > 0 ? pairs.map(pairSet) : policySets(counts, study);
  return sets.flatMap((set) => {
    const most = 2 ** Math.floor(Math.log2(leastN(set) / 2));
    if (most < 1) return [];
    const ks = [1, MIDDLE, most].filter((k, i, all) => k <= most && all.indexOf(k) === i);
    return set.members.flatMap(({policy, counts}) =>
      ks.map((k) => ({benchmark: set.benchmark, policy, k, ...noiseAt(counts, k)}))
    );
  });
}

function noiseAt(problems: readonly Counts[], k: number): Omit<NoiseRow, "benchmark" | "policy" | "k"> {
  const values = Float64Array.from(problems, ({n, c}) => passAtK(n, c, k));
  const [total, sampling] = [standardError(values), samplingStandardError(problems, k)];
  return {coverage: mean(values), total, sampling, part: total > 0 ? (sampling / total) ** 2 : null};
}

/** Whether more problems or more completions would narrow the bands. */
export function noiseAnswer(rows: readonly NoiseRow[]): string {
  const parts = rows.flatMap(({k, part}) => (part === null ? [] : [{k, part}]));
  if (parts.length === 0) return "Too few completions, or nothing that varies: the two cannot be told apart.";
  const range = (of: readonly {part: number}[]): string => {
    const all = of.map(({part}) => part);
    return interval(Math.min(...all), Math.max(...all), percent);
  };
  const first = parts.filter(({k}) => k === 1);
  const later = parts.filter(({k}) => k > 1);
  const above = later.length === 0 ? "" : ` and ${range(later)} above`;
  const most = parts.filter(({part}) => part > 0.5).length;
  const advice =
    most === 0
      ? "more problems would narrow the bands, more completions hardly"
      : most === parts.length
        ? "more completions would narrow the bands, more problems hardly"
        : "more problems and more completions would both narrow the bands";
  return `Sampling makes up ${range(first)} of the variance of coverage at k = 1${above}: ${advice}.`;
}

/** The answer and both standard errors as a table; a text where the study has nothing to compare. */
export function noiseReport(counts: readonly BenchmarkCounts[], study: StudySummary): HTMLElement {
  const rows = noiseRows(counts, study);
  const answer = html`<p class="figure-answer">${unbroken(noiseAnswer(rows))}</p>`;
  if (rows.length === 0) return html`<div>${answer}</div>`;
  const table = dataTable(rows, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "k", value: ({k}) => k},
    {label: "pass@k", value: ({coverage}) => percent(coverage)},
    {label: "Error over problems, points", value: ({total}) => errorText(total)},
    {label: "of sampling, points", value: ({sampling}) => errorText(sampling)},
    {label: "Sampling’s part", value: ({part}) => (part === null ? null : percent(part))}
  ]);
  return html`<div>${answer}${table}</div>`;
}

function errorText(share: number): string {
  return (share * 100).toFixed(2);
}
