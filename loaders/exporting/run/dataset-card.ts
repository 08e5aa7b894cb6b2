import {completionTable} from "../../schema/completion.js";
import {cellCounts} from "./export-cells.js";
import type {RunExport} from "./run-export.js";

const added: Record<string, string> = {
  benchmark: "id of the benchmark",
  policy: "id of the policy: a model with its sampling settings",
  prompt: "what the model reads, before any template",
  gold: "reference answer; JSON where it is no text",
  meta: "JSON of what else is known of the problem",
  verdict: "of the benchmark's verifier: `correct`, `incorrect`, `error`, or null where it has not judged",
  verdicts: "of every verifier: `verifier`, `version`, `verdict`, `extracted`, `reason`, `rule`"
};

/** The README.md of an exported data set: what the Hub reads, then what people do. */
export async function datasetCard({study, date, database, cells}: RunExport): Promise<string> {
  const lines: string[] = [];
  for (const cell of cells) {
    const {benchmark, policy, completions} = cell;
    const counts = await cellCounts(database, cell, benchmark.verifier);
    const first =
      counts.length === 0 ? "" : (counts.reduce((sum, {n, c}) => sum + c / n, 0) / counts.length).toFixed(4);
    lines.push(
      `| ${[benchmark.id, policy.id, completions, counts.length, benchmark.verifier, first].join(" | ")} |`
    );
  }
  const meanings = {
    ...added,
    ...Object.fromEntries(Object.entries(completionTable).map(([name, {meaning}]) => [name, meaning]))
  };
  return [
    "---",
    `pretty_name: ${JSON.stringify(study.title)}`,
    "configs:",
    "  - config_name: completions",
    "    data_files: data/*/*.parquet",
    "    default: true",
    "  - config_name: problems",
    "    data_files: problems/*.parquet",
    "---",
    "",
    `# ${study.title}`,
    "",
    `Completions of the study \`${study.id}\`, the newest of ${date}, with the verdicts on them. Sampled for pass@k: each problem has`,
    "many completions by each policy.",
    "",
    "| benchmark | policy | completions | problems judged | verifier | pass@1 |",
    "|---|---|---:|---:|---|---:|",
    ...lines,
    "",
    "A row of `data/BENCHMARK/POLICY.parquet` is a completion:",
    "",
    "| column | meaning |",
    "|---|---|",
    ...Object.entries(meanings).map(
      ([name, meaning]) => `| \`${name}\` | ${meaning.replaceAll("|", "\\|")} |`
    ),
    "",
    "`problems/BENCHMARK.parquet` holds each problem once. Problems and completions are under the terms of their benchmarks and",
    "models, which this file does not know.",
    ""
  ].join("\n");
}
