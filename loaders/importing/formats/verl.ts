import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, correctOf, countOr, numberOr, textOr} from "../values.js";

/**
 * Rollout and validation dumps of verl (ray_trainer.py): a line a completion, with neither an id of its problem nor a repeat:
 * completions of one problem have the same input and gold. A score is a reward of any size: `acc` says what is correct, where
 * it is there, else a score of at least 1. A folder of dumps has a file a step, STEP.jsonl: each is another model, which is
 * told of a policy that has several.
 */
export const verl: Importer = {
  id: "verl",
  what: "rollout and validation dumps of verl",
  sign: "input, output, score and step in each line",
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return (
      row !== null &&
      typeof row.input === "string" &&
      typeof row.output === "string" &&
      "score" in row &&
      "step" in row
    );
  },
  read: (file) => jsonLineRows(file, dumpRows)
};

function dumpRows(value: unknown, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  if (typeof row?.output !== "string") return [skippedRow(place, "no text of a completion (output)")];
  return [
    rawCompletion(place, {
      problem: {id: null, prompt: textOr(row.input), gold: row.gts},
      step: countOr(row.step),
      completion: row.output,
      foreign: verdict(row)
    })
  ];
}

function verdict(row: Record<string, unknown>): ForeignVerdict[] {
  const extracted = textOr(row.pred);
  const accuracy = "acc" in row ? correctOf(row.acc) : null;
  if (accuracy !== null)
    return [{metric: "acc", correct: accuracy, value: row.acc, extracted, scope: "completion"}];
  const score = numberOr(row.score);
  if (score === null) return [];
  return [{metric: "score", correct: score >= 1, value: score, extracted, scope: "completion"}];
}
