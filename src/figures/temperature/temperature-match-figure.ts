import {html} from "htl";
import {whole} from "../../findings/shared/format.js";
import {entropyMatches, type EntropyMatch} from "../../findings/temperature/temperature-entropies.js";
import {
  entropyMatchAnswer,
  entropyRows,
  entropyText
} from "../../findings/temperature/temperature-entropy-text.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {OutputEntropy} from "../../metrics/perplexity/output-entropy.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {coverageGrid} from "../coverage/coverage-grid.js";
import {dataTable} from "../shared/page/data-table.js";

export interface EntropyFigureOptions {
  labelledBy: string;
  /** src/data/entropy-match.json */
  table: CoverageTable;
  /** src/data/output-entropy.json */
  entropies: readonly OutputEntropy[];
  study: StudySummary;
  query: string;
  foldOuts: readonly Node[];
}

/** The curves of base, RL, and RL at the base's entropy, and the entropies that were measured. */
export function entropyFigure({
  labelledBy,
  table,
  entropies,
  study,
  query,
  foldOuts
}: EntropyFigureOptions): HTMLElement {
  const matches = entropyMatches(table, entropies, study);
  const figure = coverageGrid({
    labelledBy,
    table,
    study,
    experiment: "entropy-match",
    split: "benchmark",
    query,
    ...(matches.length === 0 ? {} : {answer: entropyMatchAnswer(matches)}),
    foldOuts
  });
  return html`<div>${figure}${matches.length === 0 ? [] : entropyTable(matches)}</div>`;
}

function entropyTable(matches: readonly EntropyMatch[]): HTMLElement {
  const kMax = whole(Math.max(...matches.map(({plain}) => plain.comparison.crossing.kMax)));
  return dataTable(entropyRows(matches), [
    {label: "Benchmark", value: ({benchmark}) => benchmark},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "T", value: ({policy}) => policy.temperature},
    {label: "Entropy, nats a token", value: ({entropy}) => entropyText(entropy)},
    {label: `RL − base at k = ${kMax}, points`, value: ({difference}) => difference}
  ]);
}

/** The paper's Figure 17: what it prints of temperatures and entropies. */
export interface PublishedMatch {
  "base_entropy_T0.6": number;
  rl_temperature: number;
  "rl_entropy_T0.6"?: number;
  rl_entropy_matched?: number;
}

/** The paper's temperatures and entropies as a table; it carries the published mark. */
export function publishedMatchTable(published: Readonly<Record<string, PublishedMatch>>): HTMLElement {
  const table = dataTable(Object.entries(published), [
    {label: "Published", value: ([benchmark]) => benchmark},
    {label: "Base at T 0.6", value: ([, row]) => row["base_entropy_T0.6"].toFixed(2)},
    {label: "RL at T 0.6", value: ([, row]) => row["rl_entropy_T0.6"]?.toFixed(2) ?? null},
    {label: "Matching T of RL", value: ([, row]) => row.rl_temperature},
    {label: "RL there", value: ([, row]) => row.rl_entropy_matched?.toFixed(2) ?? null}
  ]);
  table.classList.add("published");
  return table;
}
