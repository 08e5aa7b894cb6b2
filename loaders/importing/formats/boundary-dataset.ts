import {
  OWN_EXPORT,
  ownCell,
  ownCompletion,
  parsedJson,
  type OwnCell,
  type OwnCompletion
} from "../../schema/own-export.js";
import {hasParquetColumns} from "../files/parquet-columns.js";
import {isParquet} from "../files/is-parquet.js";
import {parquetNote, parquetRows} from "../files/parquet-rows.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {ownRows, rawOwn} from "./own-rows.js";
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
    const cell = ownCell(await parquetNote(file, OWN_EXPORT));
    let line = 0;
    for await (const rows of parquetRows(file)) {
      if (line === 0 && cell !== null) yield ownRows(file, textOr(rows[0]?.benchmark), cell);
      yield rows.map((row) => datasetRow(row, {file: file.name, line: ++line}, cell));
    }
  }
};

function datasetRow(row: Record<string, unknown>, place: RawPlace, cell: OwnCell | null): RawRow {
  if (typeof row.completion !== "string") return skippedRow(place, "a row without a completion");
  return rawCompletion(place, {
    benchmark: textOr(row.benchmark),
    problem: {
      id: textOr(row.problem_id),
      prompt: textOr(row.prompt),
      gold: cell?.gold === "json" ? (parsedJson(row.gold) ?? row.gold) : (row.gold ?? undefined),
      meta: asObject(parsedJson(row.meta)) ?? {}
    },
    repeat: countOr(row.sample_index),
    seed: countOr(row.seed),
    model: textOr(row.policy),
    completion: row.completion,
    reasoning: textOr(row.reasoning),
    completionTokens: countOr(row.completion_tokens),
    finishReason: textOr(row.finish_reason),
    sumLogprob: numberOr(row.sum_logprob),
    own: cell === null ? null : rawOwn(ownRow(row)),
    foreign: (listOf(row.verdicts) ?? []).flatMap(verdictOf)
  });
}

function ownRow(row: Record<string, unknown>): OwnCompletion | null {
  const verdicts = (listOf(row.verdicts) ?? []).flatMap((each) => {
    const {verifier, ...verdict} = asObject(each) ?? {};
    return typeof verifier === "string" ? [[verifier, verdict] as const] : [];
  });
  const {seed, sum_logprob, mean_entropy, engine, source} = row;
  const given = {seed, sum_logprob, mean_entropy, engine, source, meta: {}};
  return ownCompletion({...given, verdicts: Object.fromEntries(verdicts)});
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
