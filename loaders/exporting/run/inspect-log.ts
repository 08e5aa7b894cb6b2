import {createHash} from "node:crypto";
import {join} from "node:path";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {OWN_EXPORT} from "../../schema/own-export.js";
import {packageVersion} from "../../workspace/package-folder.js";
import {cellCounts, cellRows, type ExportCell, type ExportRow} from "./export-cells.js";
import {ownCellRecord, ownCompletionRecord} from "./own-record.js";
import type {RunExport} from "./run-export.js";
import {ZipEntry} from "./zip-entry.js";
import {ZipWriter} from "./zip-writer.js";

/** Log version that every reader of `.eval` knows. */
const LOG_VERSION = 2;

/** Writes an Inspect log `DATE_BENCHMARK_POLICY.eval` for each policy and benchmark; a repeat is an epoch, each verifier a scorer. */
export async function exportInspect(given: RunExport): Promise<void> {
  const used = new Set<string>();
  for (const cell of given.cells) {
    const name = logName(given, cell, used);
    used.add(name);
    await writeLog(given, cell, join(given.folder, name));
  }
}

/** Inspect reads the task from a log's name, between the first two `_`. */
function logName({date}: RunExport, {benchmark, policy}: ExportCell, used: ReadonlySet<string>): string {
  const start = `${date}T00-00-00+00-00_${benchmark.id.replaceAll("_", "-")}_${policy.id}`;
  let name = `${start}.eval`;
  for (let again = 2; used.has(name); again++) name = `${start}_${again}.eval`;
  return name;
}

async function writeLog(given: RunExport, cell: ExportCell, path: string): Promise<void> {
  const {date, database} = given;
  const zip = await ZipWriter.create(path);
  const spec = evalSpec(given, cell);
  const plan = {name: "plan", steps: [{solver: "generate", params: {}}], config: generateConfig(cell)};
  await zip.add("_journal/start.json", JSON.stringify({version: LOG_VERSION, eval: spec, plan}));
  const summaries = new ZipEntry();
  let total = 0;
  for await (const rows of cellRows(database, cell)) {
    if (rows.length === 0) continue;
    const batch: string[] = [];
    for (const row of rows) {
      const {problem, sampleIndex} = row;
      const sample = sampleOf(row, cell);
      await zip.add(`samples/${problem.problemId}_epoch_${sampleIndex + 1}.json`, JSON.stringify(sample));
      const {id, epoch, input, target, scores} = sample;
      batch.push(JSON.stringify({id, epoch, input, target, scores, completed: true}));
    }
    await summaries.write((total === 0 ? "[" : ",") + batch.join(","));
    total += rows.length;
  }
  await summaries.write(total === 0 ? "[]" : "]");
  await zip.addPacked("summaries.json", await summaries.end());
  const results = await evalResults(given, cell, total);
  const stats = {
    started_at: `${date}T00:00:00+00:00`,
    completed_at: `${date}T00:00:00+00:00`,
    model_usage: {}
  };
  const header = {version: LOG_VERSION, status: "success", eval: spec, plan, results, stats};
  await zip.add("header.json", JSON.stringify(header));
  await zip.end();
}

function evalSpec({study, run, date}: RunExport, cell: ExportCell): object {
  const {benchmark, policy, problems, repeats, verifiers} = cell;
  const id = (kind: string): string =>
    createHash("sha256")
      .update(JSON.stringify([kind, study.id, benchmark.id, policy.id]))
      .digest("hex")
      .slice(0, 22);
  return {
    eval_id: id("eval"),
    run_id: createHash("sha256")
      .update(JSON.stringify(["run", study.id]))
      .digest("hex")
      .slice(0, 22),
    created: `${date}T00:00:00+00:00`,
    task: benchmark.id,
    task_id: id("task"),
    task_version: 0,
    task_attribs: {},
    task_args: {},
    dataset: {
      name: benchmark.label,
      samples: problems.size,
      sample_ids: [...problems.keys()].sort(),
      shuffled: false
    },
    model: `${policy.engine}/${policy.id}`,
    model_args: {},
    model_generate_config: generateConfig(cell),
    config: {epochs: repeats, epochs_reducer: ["mean"], log_samples: true},
    packages: {[OWN_EXPORT]: packageVersion()},
    scorers: verifiers.map(({id: name, version}) => ({
      name,
      options: {version},
      metrics: [{name: "accuracy", options: {}}],
      metadata: {}
    })),
    metadata: {
      study: study.id,
      title: study.title,
      policy: policy.label,
      role: policy.role,
      run: run.path.split("/").at(-1),
      [OWN_EXPORT]: ownCellRecord(cell)
    }
  };
}

function generateConfig({sampling}: ExportCell): object {
  return {temperature: sampling.temperature, top_p: sampling.topP, max_tokens: sampling.maxTokens};
}

interface Sample {
  id: string;
  epoch: number;
  input: string;
  target: string;
  scores: Record<string, object>;
  [field: string]: unknown;
}

function sampleOf(row: ExportRow, {policy}: ExportCell): Sample {
  const {problem, sampleIndex, completion, reasoning, finishReason, completionTokens} = row;
  const content =
    reasoning === null
      ? completion
      : [
          {type: "reasoning", reasoning},
          {type: "text", text: completion}
        ];
  const message = {role: "assistant", source: "generate", content, model: policy.id};
  const stopReason = {stop: "stop", length: "max_tokens"}[finishReason ?? ""] ?? "unknown";
  const tokens = completionTokens ?? null;
  return {
    id: problem.problemId,
    epoch: sampleIndex + 1,
    input: problem.prompt,
    target: typeof problem.gold === "string" ? problem.gold : JSON.stringify(problem.gold),
    messages: [{role: "user", source: "input", content: problem.prompt}, message],
    output: {
      model: policy.id,
      choices: [{message, stop_reason: stopReason}],
      completion,
      ...(tokens === null ? {} : {usage: {output_tokens: tokens, total_tokens: tokens}})
    },
    scores: scoresOf(row),
    metadata: problem.meta,
    store: {[OWN_EXPORT]: ownCompletionRecord(row)},
    model_usage: {},
    attachments: {}
  };
}

/** A verifier that failed on a completion has no score: it is not scored. */
function scoresOf({verdicts}: ExportRow): Record<string, object> {
  const scores: Record<string, object> = {};
  for (const [verifier, {verdict, extracted, reason, rule}] of verdicts)
    if (verdict !== "error")
      scores[verifier] = {
        value: verdict === "correct" ? "C" : "I",
        answer: extracted,
        explanation: rule,
        metadata: {reason}
      };
  return scores;
}

async function evalResults({database}: RunExport, cell: ExportCell, samples: number): Promise<object> {
  const scores: object[] = [];
  for (const {id} of cell.verifiers) {
    const counts = await cellCounts(database, cell, id);
    const least = Math.min(...counts.map(({n}) => n));
    if (counts.length === 0) continue;
    const ks = kGrid(least);
    const values = coverage(counts, ks);
    ks.forEach((k, i) => {
      scores.push({
        name: id,
        scorer: id,
        reducer: k === 1 ? "mean" : `pass_at_${k}`,
        scored_samples: counts.length,
        unscored_samples: cell.problems.size - counts.length,
        params: {},
        metrics: {accuracy: {name: "accuracy", value: values[i], params: {}}}
      });
    });
  }
  return {total_samples: samples, completed_samples: samples, scores};
}
