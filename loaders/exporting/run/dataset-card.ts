import type {Columns} from "../../schema/column.js";
import {datasetTable} from "./dataset-tables.js";
import {cellCounts} from "./export-cells.js";
import {markdownTable} from "./markdown-table.js";
import type {RunExport} from "./run-export.js";

/** The README.md of an exported data set: what the Hub reads, then what people do. */
export async function datasetCard({study, date, database, cells}: RunExport): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const cell of cells) {
    const {benchmark, policy, completions} = cell;
    const counts = await cellCounts(database, cell, benchmark.verifier);
    const first =
      counts.length === 0 ? "" : (counts.reduce((sum, {n, c}) => sum + c / n, 0) / counts.length).toFixed(4);
    rows.push([benchmark.id, policy.id, completions, counts.length, benchmark.verifier, first]);
  }
  return [
    "---",
    `pretty_name: ${JSON.stringify(study.title)}`,
    ...datasetConfigs,
    "---",
    "",
    `# ${study.title}`,
    "",
    `Completions of the study \`${study.id}\`, the newest of ${date}, with the verdicts on them. Sampled for pass@k: each problem has`,
    "many completions by each policy.",
    "",
    ...markdownTable(
      [
        "benchmark",
        "policy",
        {number: "completions"},
        {number: "problems judged"},
        "verifier",
        {number: "pass@1"}
      ],
      rows
    ),
    "",
    "A row of `data/BENCHMARK/POLICY.parquet` is a completion:",
    "",
    ...columnsTable(datasetTable),
    "",
    "`problems/BENCHMARK.parquet` holds each problem once. Problems and completions are under the terms of their benchmarks and",
    "models, which this file does not know.",
    ""
  ].join("\n");
}

/** The part of a card's front matter that tells the Hub which files are which. */
export const datasetConfigs: readonly string[] = [
  "configs:",
  "  - config_name: completions",
  "    data_files: data/*/*.parquet",
  "    default: true",
  "  - config_name: problems",
  "    data_files: problems/*.parquet"
];

/** The columns of a table with their meanings, as lines of Markdown. */
export function columnsTable(columns: Columns): string[] {
  return markdownTable(
    ["column", "meaning"],
    Object.entries(columns).map(([name, {meaning, unit, nullWhen}]) => [
      `\`${name}\``,
      meaning +
        (unit === undefined ? "" : ` (${unit})`) +
        (nullWhen === undefined ? "" : `; null: ${nullWhen}`)
    ])
  );
}
