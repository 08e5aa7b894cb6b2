import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, correctOf, countOr, field, textOr, textOrJson} from "../values.js";

/** results.jsonl of NeMo Evaluator: a line a problem and repeat. A reward between 0 and 1 is a part of the points. */
export const nemoEvaluator: Importer = {
  id: "nemo-evaluator",
  what: "results.jsonl of NeMo Evaluator",
  sign: "problem_idx and reward in each line",
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && "problem_idx" in row && "reward" in row;
  },
  read: (file) => jsonLineRows(file, resultRows)
};

function resultRows(value: unknown, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  const id = textOr(row?.problem_idx);
  if (row === null || id === null) return [skippedRow(place, "no problem (problem_idx)")];
  if (typeof row.model_response !== "string")
    return [skippedRow(place, "no text of a completion (model_response)", `problem ${id}`)];
  const category = field(row.metadata, "category") ?? field(row.scoring_details, "category");
  const verdict: ForeignVerdict = {
    metric: "reward",
    correct: correctOf(row.reward),
    value: row.reward,
    extracted: textOr(row.extracted_answer),
    scope: "completion"
  };
  return [
    rawCompletion(place, {
      problem: {
        id,
        prompt: textOrJson(row.prompt),
        gold: row.expected_answer,
        meta: category === undefined ? {} : {category}
      },
      repeat: countOr(row.repeat),
      completion: row.model_response,
      foreign: row.reward === undefined ? [] : [verdict]
    })
  ];
}
