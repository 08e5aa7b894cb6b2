import {relative} from "node:path";
import type {Columns} from "../../../loaders/schema/column.js";
import {completionTable} from "../../../loaders/schema/completion.js";
import {countTable} from "../../../loaders/schema/imported-count.js";
import {chainMarkTable} from "../../../loaders/schema/rows/chain-mark.js";
import {exactTable} from "../../../loaders/schema/rows/exact-rate.js";
import {supportTable} from "../../../loaders/schema/rows/support-score.js";
import {referenceTable, scoreTable} from "../../../loaders/schema/score.js";
import {trainingLogTable} from "../../../loaders/schema/training-log.js";
import {verdictTable} from "../../../loaders/schema/verdict.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import * as arrow from "../../../loaders/tables/views/table-columns.js";

/** A kind of table files, as docs/data-model.md shows it. */
export interface StoredTable {
  /** Of a Parquet file: its path pattern. Of an Arrow table: the file in src/data. */
  file: string;
  meaning: string;
  key: readonly string[];
  columns: Columns;
}

const run = new RunFolder("RUN");
const names = ["BENCHMARK", "POLICY"] as const;
const inRun = (path: string): string => relative("RUN", path);
const verifier = {id: "VERIFIER", version: 0};

/** Folders of a run and the files beside the tables. */
export const runLayout: readonly [path: string, meaning: string][] = [
  [inRun(run.manifest), "what the run was made from; every command that adds to the run adds to it"],
  [
    `${inRun(run.manifestParts)}/*.json`,
    "what shards added to it, each named after its content; the next command without `--shard` puts them in"
  ],
  [
    `${inRun(run.completions(...names))}/*.parquet`,
    "what the models wrote; those of shards are named after a bucket of problems, the same for any number of shards"
  ],
  [
    "*/files.jsonl",
    "in each folder of Parquet files: length and SHA-256 of each as it was written; `files-WRITER.jsonl` by a shard"
  ],
  [
    `${inRun(run.completions(...names))}/requests.json`,
    "of completions from servers: what was found out about them, failed attempts by reason; `requests-WRITER.json` by a shard"
  ],
  [
    "cluster/",
    "scripts of Slurm arrays, what their tasks print, and `jobs.json`, the arrays that were submitted"
  ],
  [inRun(run.samplingIdentity(...names)), "what these completions have in common; others are refused"],
  [
    `${inRun(run.verdicts(verifier, ...names)).replace("version=0", "version=VERSION")}/*.parquet`,
    "what a verifier says of the completions: a file of the same name for each file of them"
  ],
  [
    `${inRun(run.references("BENCHMARK"))}/references.parquet`,
    "reference solutions of a benchmark, which no policy wrote"
  ],
  [
    `${inRun(run.scores("SCORER", ...names))}/*.parquet`,
    "what the model of the policy SCORER makes of the texts of POLICY: a file of the same name for each file of them"
  ],
  [
    inRun(run.scoringIdentity("SCORER", ...names)),
    "which model scored which texts; scores of another are made anew"
  ],
  [
    inRun(run.support("SCORER", ...names)),
    "what the model of SCORER and its sampler make of the distinct texts of POLICY; `support.json` beside it says of which model, settings and texts"
  ],
  [
    `${inRun(run.exact(...names))}/exact.parquet`,
    "solve rates of a policy, summed over all solutions; `exact.json` beside it says of which model"
  ],
  [
    `${inRun(run.chainMarks(...names))}/*.parquet`,
    "what a judge model says of the chains of thought of correct completions, where it was asked (`npm run judge`)"
  ],
  [
    inRun(run.judgeIdentity),
    "which judge that is, its settings, and the text that it is asked, with its SHA-256"
  ],
  [
    inRun(run.importRecord("POLICY")),
    "what an import of the policy read: files, their hashes, what was left out"
  ],
  [`${inRun(run.problems("BENCHMARK"))}/policy=POLICY.jsonl`, "problems that the imported files tell of"],
  [`${inRun(run.counts(...names))}/*.parquet`, "imported counts, where there are no completions"],
  [inRun(run.adaptive), "where n is adaptive: what was known after each look, and why sampling ended"],
  [
    `${inRun(run.partial(...names))}/KEY/*.parquet`,
    "partial counts, from which tables are made; they follow from the rest, are made where they lack, and belong to no publication"
  ]
];

const problemKey = ["problem_id", "sample_index"];

/** The Parquet files of a folder of the layout. */
function parquetOf(folder: string): string {
  return runLayout.find(([path]) => path.startsWith(`${folder}/`) && path.endsWith(".parquet"))![0];
}

/** Every kind of Parquet file. */
export const parquetTables: readonly StoredTable[] = [
  {
    file: parquetOf("completions"),
    meaning:
      "One row for each completion. A request that failed is no completion. A file holds one chunk of the sampling; names order the files and mean nothing else.",
    key: ["benchmark", "policy", ...problemKey],
    columns: completionTable
  },
  {
    file: `${inRun(run.counts(...names))}/*.parquet`,
    meaning: "One row for each problem and metric of an imported file that holds counts alone.",
    key: ["benchmark", "policy", "problem_id", "verifier"],
    columns: countTable
  },
  {
    file: parquetOf("verdicts"),
    meaning:
      "One row for each completion that the verifier, in this version, has judged. Several verifiers can judge the same completions; verdicts of an older version stay and are not read.",
    key: ["verifier", "version", "benchmark", "policy", ...problemKey],
    columns: verdictTable
  },
  {
    file: parquetOf("references"),
    meaning: "One row for each reference solution of each problem.",
    key: ["benchmark", ...problemKey],
    columns: referenceTable
  },
  {
    file: parquetOf("scores"),
    meaning:
      "One row for each text that was scored: a completion of the policy, or, where the policy is `_reference`, a reference solution.",
    key: ["scored_by", "benchmark", "policy", ...problemKey],
    columns: scoreTable
  },
  {
    file: inRun(run.support("SCORER", ...names)),
    meaning:
      "One row for each distinct text of a policy, or, where the policy is `_reference`, of the reference solutions, that a model of a pair has read: correct ones, and the first 16 incorrect ones of a problem.",
    key: ["scored_by", "benchmark", "policy", ...problemKey],
    columns: supportTable
  },
  {
    file: `${inRun(run.exact(...names))}/exact.parquet`,
    meaning: "One row for each problem of a benchmark whose solutions can be enumerated.",
    key: ["benchmark", "policy", "problem_id"],
    columns: exactTable
  },
  {
    file: `${inRun(run.chainMarks(...names))}/*.parquet`,
    meaning:
      "One row for each distinct correct text that a judge model has read: the first of a problem in the order of reading. A request that failed is no mark.",
    key: ["benchmark", "policy", ...problemKey],
    columns: chainMarkTable
  },
  {
    file: "data/models/MODEL/training-log.parquet",
    meaning:
      "One row for each training step of a micro model. It lies beside the weights, not in a run. Logs of models that were trained before `clip_fraction` was recorded lack that column.",
    key: ["step"],
    columns: trainingLogTable
  }
];

/** Every Arrow table of src/data, named as in SQL. */
export const arrowTables: Readonly<Record<string, StoredTable>> = {
  completions: {
    file: "completions.arrow",
    meaning:
      "The study's completions without their texts, with the verdict of each benchmark's own verifier.",
    key: ["benchmark", "policy", ...problemKey],
    columns: arrow.completionsColumns
  },
  problems: {
    file: "problems.arrow",
    meaning: "Every problem of the study's benchmarks.",
    key: ["benchmark", "problem_id"],
    columns: arrow.problemsColumns
  },
  problem_counts: {
    file: "problem-counts.arrow",
    meaning: "n and c of each problem under each policy, as the benchmark's own verifier sees them.",
    key: ["benchmark", "policy", "problem_id"],
    columns: arrow.problemCountsColumns
  },
  tallies: {
    file: "tallies.arrow",
    meaning: "Completions counted by everything that a re-analysis chooses among.",
    key: ["benchmark", "policy", "problem_id", "verifier", "verdict", "finish_reason", "smallest_n"],
    columns: arrow.talliesColumns
  },
  experiment_cells: {
    file: "experiment-cells.arrow",
    meaning: "Which policies are compared on which benchmarks, and with how many completions.",
    key: ["experiment", "benchmark", "policy"],
    columns: arrow.experimentCellsColumns
  },
  scores: {
    file: "scores.arrow",
    meaning:
      "What the models of the perplexity experiment make of each other's texts, of their own and of the references.",
    key: ["scored_by", "benchmark", "policy", ...problemKey],
    columns: arrow.scoresColumns
  },
  training_logs: {
    file: "training-logs.arrow",
    meaning: "Every step of the training logs of the study's RL policies.",
    key: ["policy", "step"],
    columns: arrow.trainingLogsColumns
  }
};
