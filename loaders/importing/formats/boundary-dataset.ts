import {hasParquetColumns} from "../files/parquet-columns.js";
import {isParquet, parquetRows} from "../files/parquet-rows.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, countOr, listOf, numberOr, textOr} from "../values.js";

const SIGN = ["problem_id", "sample_index", "completion", "policy", "verdicts", "rule"];

/** The Parquet files of a data set that `npm run export` wrote: a completion a row, with the verdicts of every verifier. */
export const boundaryDataset: Importer = {
  id: "boundary-dataset",
  what: "data/BENCHMARK/POLICY.parquet of a data set that this tool exported",
  sign: `Parquet with the columns ${SIGN.slice(0, -1).join(", ")}`,
  detects: ({bytes, end}) => isParquet(bytes) && hasParquetColumns(end, SIGN),
  accompanies: ({bytes, end}) =>
    isParquet(bytes) &&
    hasParquetColumns(end, ["problem_id", "domain", "prompt", "gold", "meta"]) &&
    !hasParquetColumns(end, ["completion"]),
  read: async function* (file) {
    let line = 0;
    for await (const rows of parquetRows(file))
      yield rows.map((row) => datasetRow(row, {file: file.name, line: ++line}));
  }
};

function datasetRow(row: Record<string, unknown>, place: RawPlace): RawRow {
  if (typeof row.completion !== "string") return skippedRow(place, "a row without a completion");
  return rawCompletion(place, {
    benchmark: textOr(row.benchmark),
    problem: {id: textOr(row.problem_id), prompt: textOr(row.prompt), gold: row.gold ?? undefined},
    repeat: countOr(row.sample_index),
    seed: countOr(row.seed),
    model: textOr(row.policy),
    completion: row.completion,
    reasoning: textOr(row.reasoning),
    completionTokens: countOr(row.completion_tokens),
    finishReason: textOr(row.finish_reason),
    sumLogprob: numberOr(row.sum_logprob),
    foreign: (listOf(row.verdicts) ?? []).flatMap(verdictOf)
  });
}

/** What a verifier failed on is no verdict. */
function verdictOf(given: unknown): ForeignVerdict[] {
  const {verifier, verdict, extracted} = asObject(given) ?? {};
  if (typeof verifier !== "string" || (verdict !== "correct" && verdict !== "incorrect")) return [];
  return [
    {
      metric: verifier,
      correct: verdict === "correct",
      value: verdict,
      extracted: textOr(extracted),
      scope: "completion"
    }
  ];
}
