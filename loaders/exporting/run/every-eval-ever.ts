import {createHash} from "node:crypto";
import {mkdirSync} from "node:fs";
import {open} from "node:fs/promises";
import {dirname, join} from "node:path";
import {coverage} from "../../../src/metrics/pass-at-k/coverage.js";
import {kGrid} from "../../../src/metrics/pass-at-k/k-grid.js";
import {samplingStandardError} from "../../../src/metrics/pass-at-k/sampling-standard-error.js";
import {writeTextAtomically} from "../../store/write-file.js";
import {OWN_EXPORT} from "../../schema/own-export.js";
import {packageVersion} from "../../workspace/package-folder.js";
import {cellCounts, cellRows, type ExportCell, type ExportRow} from "./export-cells.js";
import {ownCellRecord, ownCompletionRecord} from "./own-record.js";
import type {RunExport} from "./run-export.js";

const SCHEMA_VERSION = "0.3.0";

/**
 * Writes `data/STUDY/STUDY/POLICY/UUID.json` and `UUID_samples.jsonl` for each policy and benchmark: pass@k for each k by the
 * benchmark's verifier, and a row a completion. A row has one verdict: those of other verifiers are not in it.
 */
export async function exportEveryEvalEver(given: RunExport): Promise<void> {
  for (const cell of given.cells) await writeEvaluation(given, cell);
}

async function writeEvaluation(given: RunExport, cell: ExportCell): Promise<void> {
  const {study, date, folder} = given;
  const {benchmark, policy} = cell;
  const names: Names = {
    evaluation: `${study.id}/${benchmark.id}/${policy.id}/${date}`,
    model: `${study.id}/${policy.id}`,
    verifier: benchmark.verifier
  };
  const path = `data/${study.id}/${study.id}/${policy.id}/${uuid([study.id, benchmark.id, policy.id])}`;
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  const samples = await writeRows(given, cell, names, join(folder, `${path}_samples.jsonl`));
  const aggregate = {
    schema_version: SCHEMA_VERSION,
    evaluation_id: names.evaluation,
    retrieved_timestamp: String(Date.parse(date) / 1000),
    source_metadata: {
      source_name: study.title,
      source_type: "evaluation_run",
      source_organization_name: study.id,
      evaluator_relationship: "other"
    },
    eval_library: {name: "reasoning-boundary", version: packageVersion()},
    model_info: modelInfo(cell, names),
    evaluation_results: await results(given, cell, names),
    detailed_evaluation_results: {
      format: "jsonl",
      file_path: `${path}_samples.jsonl`,
      hash_algorithm: "sha256",
      ...samples
    }
  };
  await writeTextAtomically(join(folder, `${path}.json`), `${JSON.stringify(aggregate, null, 2)}\n`);
}

interface Names {
  evaluation: string;
  model: string;
  verifier: string;
}

function modelInfo(cell: ExportCell, {model}: Names): object {
  const {policy} = cell;
  return {
    name: policy.label,
    id: model,
    inference_engine: {name: policy.engine},
    additional_details: {
      deployment_type: "unknown",
      model_availability: "unknown",
      role: policy.role,
      [OWN_EXPORT]: JSON.stringify(ownCellRecord(cell)),
      ...(policy.base === null ? {} : {base: policy.base})
    }
  };
}

async function results(given: RunExport, cell: ExportCell, {verifier}: Names): Promise<object[]> {
  const counts = await cellCounts(given.database, cell, verifier);
  if (counts.length === 0) return [];
  const ks = kGrid(Math.min(...counts.map(({n}) => n)));
  const scores = coverage(counts, ks);
  const {temperature, topP, maxTokens, power} = cell.sampling;
  return ks.map((k, i) => {
    const error = samplingStandardError(counts, k);
    return {
      evaluation_result_id: resultId(verifier, k),
      evaluation_name: cell.benchmark.id,
      source_data: {dataset_name: cell.benchmark.label, source_type: "other"},
      metric_config: {
        evaluation_description: `unbiased pass@${k}, the mean over the problems, by the verifier ${verifier}`,
        metric_id: "pass_at_k",
        metric_name: `pass@${k}`,
        metric_kind: "pass_rate",
        metric_parameters: {k},
        lower_is_better: false,
        score_type: "continuous",
        min_score: 0,
        max_score: 1,
        additional_details: {verifier}
      },
      score_details: {
        score: scores[i],
        uncertainty: {
          ...(Number.isFinite(error)
            ? {standard_error: {value: error, method: "sampling of completions; the problems are fixed"}}
            : {}),
          num_samples: counts.length
        }
      },
      generation_config: {
        generation_args: {temperature, top_p: topP, ...(maxTokens === null ? {} : {max_tokens: maxTokens})},
        additional_details: {
          completions_per_problem: String(cell.repeats),
          ...(power === null ? {} : {power: String(power)})
        }
      }
    };
  });
}

const resultId = (verifier: string, k: number): string => `${verifier}:pass@${k}`;

async function writeRows(
  {database}: RunExport,
  cell: ExportCell,
  names: Names,
  path: string
): Promise<{checksum: string; total_rows: number}> {
  const hash = createHash("sha256");
  const file = await open(path, "w");
  let total = 0;
  try {
    for await (const rows of cellRows(database, cell)) {
      const text = rows.map((row) => `${JSON.stringify(instanceRow(row, cell, names))}\n`).join("");
      total += rows.length;
      hash.update(text);
      await file.writeFile(text);
    }
  } finally {
    await file.close();
  }
  return {checksum: hash.digest("hex"), total_rows: total};
}

function instanceRow(row: ExportRow, {benchmark}: ExportCell, {evaluation, model, verifier}: Names): object {
  const {problem, completion, reasoning} = row;
  const verdict = row.verdicts.get(verifier);
  const isCorrect = verdict?.verdict === "correct";
  const extracted = verdict?.extracted ?? null;
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: evaluation,
    model_id: model,
    evaluation_name: benchmark.id,
    evaluation_result_id: resultId(verifier, 1),
    sample_id: problem.problemId,
    interaction_type: "single_turn",
    input: {
      raw: problem.prompt,
      reference: [typeof problem.gold === "string" ? problem.gold : JSON.stringify(problem.gold)]
    },
    output: {raw: [completion], ...(reasoning === null ? {} : {reasoning_trace: [reasoning]})},
    answer_attribution:
      extracted === null
        ? []
        : [
            {
              turn_idx: 0,
              source: "output.raw",
              extracted_value: extracted,
              extraction_method: verifier,
              is_terminal: true
            }
          ],
    evaluation: {score: isCorrect ? 1 : 0, is_correct: isCorrect},
    // The schema asks for a score all the same.
    ...(verdict === undefined ? {error: "not judged"} : {}),
    ...(verdict?.verdict === "error" ? {error: `the verifier failed: ${verdict.rule}`} : {}),
    metadata: metadataOf(row, verifier)
  };
}

/** Values are texts. */
function metadataOf(row: ExportRow, verifier: string): Record<string, string> {
  const {sampleIndex, seed, finishReason, sumLogprob, completionTokens} = row;
  const verdict = row.verdicts.get(verifier);
  const verdicts = new Map(verdict === undefined ? [] : [[verifier, verdict]]);
  const given = {
    sample_index: sampleIndex,
    seed,
    finish_reason: finishReason,
    completion_tokens: completionTokens,
    sum_logprob: sumLogprob,
    verifier,
    [OWN_EXPORT]: JSON.stringify(ownCompletionRecord({...row, verdicts}))
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  );
}

/** A version 4 UUID that is the same for the same names. */
function uuid(names: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(names)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
