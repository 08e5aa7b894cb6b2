import {columnsTable, datasetConfigs} from "../../exporting/run/dataset-card.js";
import {datasetTable} from "../../exporting/run/dataset-tables.js";
import {markdownTable} from "../../exporting/run/markdown-table.js";
import {bibtex} from "./citation.js";
import type {DatasetFacts} from "./dataset-facts.js";
import {EVAL_RESULTS} from "./eval-results.js";

/** A folder or file of the data set, and what it is. */
const contents: readonly (readonly [string, string])[] = [
  ["data", "`data/BENCHMARK/POLICY.parquet`: a row a completion, with its problem and all verdicts"],
  ["problems", "`problems/BENCHMARK.parquet`: a row a problem, with its reference answer"],
  ["counts", "`counts/POLICY.csv`: n and c of each problem by each verifier"],
  ["inspect", "an Inspect log of each policy and benchmark: `inspect view --log-dir inspect`"],
  ["every-eval-ever", "records of Every Eval Ever 0.3.0: pass@k at each k, and a row a completion"],
  ["tables", "the numbers that the pages of the report show, as JSON"],
  ["workspace", "what the report is built from: study, problems, run, notes"],
  [EVAL_RESULTS, "results for the model pages of the Hugging Face Hub; see below"],
  ["manifest.json", "inputs, settings, seeds and tables with their hashes; the report's identity"],
  ["croissant.json", "this data set in Croissant 1.1 with its RAI vocabulary"],
  ["CITATION.cff", "how to cite it, for programs"],
  ["LICENSES.md", "the licence of each source"]
];

/**
 * The README.md of a published data set: front matter as the Hugging Face Hub reads it, then what people do. `isPresent` says which
 * folders and files there are.
 */
export function datasetReadme(facts: DatasetFacts, isPresent: (name: string) => boolean): string {
  const {study} = facts;
  return [
    ...frontMatter(facts),
    `# ${study.title}`,
    "",
    ...introduction(facts),
    "",
    ...markdownTable(
      ["where", "what"],
      contents.filter(([name]) => isPresent(name)).map(([name, what]) => [`\`${name}\``, what])
    ),
    "",
    "## pass@k",
    "",
    "Unbiased, the mean over the problems judged, by the benchmark's verifier. The report has the intervals.",
    "",
    ...passAtKTable(facts),
    "",
    ...(isPresent("data") ? ["## Columns of data", "", ...columnsTable(datasetTable), ""] : []),
    "## Check it",
    "",
    `With a checkout of reasoning-boundary${versionOf(facts)}:`,
    "",
    "```",
    "npm run recompute -- PLACE             # every file and number, from the completions",
    ...(isPresent("data")
      ? ["npm run recompute -- PLACE --reverify  # and judges the completions again"]
      : []),
    "```",
    "",
    `PLACE is ${facts.at.dataset ?? facts.at.site ?? "the address or the folder of this data set"}.`,
    "",
    ...evalResultsNote(isPresent(EVAL_RESULTS)),
    "## Cite it",
    "",
    "```bibtex",
    bibtex(facts),
    "```",
    ""
  ].join("\n");
}

function frontMatter({study, sources, results}: DatasetFacts): string[] {
  const total = results.reduce((sum, {completions}) => sum + completions, 0);
  const rows = total === 0 ? results.reduce((sum, {counts}) => sum + counts.length, 0) : total;
  const configs =
    total === 0
      ? ["configs:", "  - config_name: counts", "    data_files: counts/*.csv", "    default: true"]
      : datasetConfigs;
  return [
    "---",
    ...(sources.isOwn
      ? ["license: mit"]
      : ["license: other", "license_name: by-source", "license_link: LICENSES.md"]),
    `pretty_name: ${JSON.stringify(study.title)}`,
    "size_categories:",
    `  - ${sizeCategory(rows)}`,
    "tags:",
    ...["croissant", "evaluation", "pass-at-k", "reasoning", "rlvr"].map((tag) => `  - ${tag}`),
    ...configs,
    "---",
    ""
  ];
}

/** The Hub's word for a number of rows. */
export function sizeCategory(rows: number): string {
  const steps = ["1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"];
  const place = steps.findIndex((_, i) => rows < 10 ** (i + 3));
  if (place === 0) return "n<1K";
  return place < 0 ? "n>1T" : `${steps[place - 1]!}<n<${steps[place]!}`;
}

function introduction({study, manifest, results, at}: DatasetFacts): string[] {
  const {identity, report} = manifest;
  const total = results.reduce((sum, {completions}) => sum + completions, 0);
  const what =
    total === 0
      ? "Counts of correct completions"
      : `${total.toLocaleString("en-US")} completions with the verdicts on them`;
  return [
    `${what} of the study \`${study.id}\`${report.date === null ? "" : `, the newest of ${report.date}`}: the data of a report, from which all of it can be`,
    "computed again. Each problem has many completions by each policy, a policy being a model with its sampling settings.",
    "",
    `- Report: ${at.site ?? "address not stated; `../site` where both were published in one folder"}`,
    `- Identity: \`${identity}\``
  ];
}

/** Values of k that a card shows of a cell: powers of four and the greatest. */
function passAtKTable({results}: DatasetFacts): string[] {
  const most = Math.max(1, ...results.map(({ks}) => ks.at(-1) ?? 0));
  const shown: number[] = [];
  for (let k = 1; k <= most; k *= 4) shown.push(k);
  if (shown.at(-1) !== most) shown.push(most);
  return markdownTable(
    [
      "benchmark",
      "policy",
      {number: "problems"},
      {number: "completions"},
      "verifier",
      ...shown.map((k) => ({number: `pass@${k}`}))
    ],
    results.map(({benchmark, policy, counts, completions, ks, passAtK}) => [
      benchmark.id,
      policy.id,
      counts.length,
      completions === 0 ? counts.reduce((sum, {n}) => sum + n, 0) : completions,
      benchmark.verifier,
      ...shown.map((k) => passAtK[ks.indexOf(k)]?.toFixed(4) ?? "")
    ])
  );
}

function versionOf({manifest}: DatasetFacts): string {
  const {"reasoning-boundary": version, commit} = manifest.tool;
  return (version === undefined ? "" : ` ${version}`) + (commit === undefined ? "" : `, commit ${commit}`);
}

function evalResultsNote(isPresent: boolean): string[] {
  if (!isPresent) return [];
  return [
    "## Model pages",
    "",
    `\`${EVAL_RESULTS}/OWNER/MODEL/*.yaml\` are results in the Hub's format (https://huggingface.co/docs/hub/eval-results). To show one on a`,
    "model's page, open a pull request on OWNER/MODEL that puts the file into `.eval_results/`. The value is pass@1 in percent. The Hub takes",
    "results of data sets that are registered as benchmarks; whether this one is was not looked up, and `task_id` has to be the one that its",
    "`eval.yaml` names: `default` stands there.",
    ""
  ];
}
