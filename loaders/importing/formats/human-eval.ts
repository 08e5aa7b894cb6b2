import {jsonLineRows} from "../files/json-lines.js";
import {besideFile, plainName} from "../files/raw-file.js";
import type {Importer} from "../importer.js";
import {rawCompletion, sameSamplesNotice, skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, correctOf, textOr} from "../values.js";
import {evalPlusResultsOf} from "./evalplus.js";

/** Samples of human-eval, and its results, which repeat them with a verdict (`samples.jsonl_results.jsonl`). */
export const humanEval: Importer = {
  id: "human-eval",
  what: "samples and *_results.jsonl of human-eval",
  sign: "task_id and completion in each line",
  readsNames: true,
  domain: "code",
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && typeof row.task_id === "string" && typeof row.completion === "string";
  },
  read: async function* (file, {files}) {
    const name = file.name.slice(file.name.lastIndexOf("/") + 1);
    const results =
      besideFile(file, `${name}_results.jsonl`, files) ??
      besideFile(file, `${plainName(name)}_results.jsonl`, files) ??
      evalPlusResultsOf(file, files);
    if (results !== undefined) yield [sameSamplesNotice(file.name, results.name)];
    else yield* jsonLineRows(file, sampleRows);
  }
};

function sampleRows(value: unknown, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  if (typeof row?.completion !== "string") return [skippedRow(place, "no text of a completion (completion)")];
  const correct = correctOf(row.passed);
  return [
    rawCompletion(place, {
      problem: {id: textOr(row.task_id), prompt: textOr(row.prompt)},
      completion: row.completion,
      foreign:
        correct === null
          ? []
          : [{metric: "passed", correct, value: row.result ?? row.passed, scope: "completion"}]
    })
  ];
}
