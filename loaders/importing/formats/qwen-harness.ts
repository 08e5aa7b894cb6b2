import {basename} from "node:path";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, at, listOf, textOr} from "../values.js";

/** What the harness writes into the name of a file, and nowhere else. */
const FILE_NAME = /^test_(?<template>.+)_-?\d+_seed(?<seed>\d+)_t(?<temperature>[\d.]+)_s-?\d+_e-?\d+\.jsonl/;

/** Fields of a row that say what a problem is like. */
const metaNames = ["level", "type", "subject", "subfield", "dataset", "unit", "answer_type"];

/**
 * The harness of Qwen2.5-Math, SimpleRL and the paper (math_eval.py): a line a problem, with lists of completions (`code`), of
 * extracted answers (`pred`) and of verdicts (`score`). The sample index is (seed - 1) n + j, as its pass@k.py has it. Where
 * `score` is shorter than `code`, its tool pads it with the last value; the completions without one have no verdict here.
 */
export const qwenHarness: Importer = {
  id: "qwen-harness",
  what: "jsonl of the Qwen2.5-Math, SimpleRL and limit-of-RLVR harness",
  sign: "idx, question, gt and a list code in each line",
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && "gt" in row && Array.isArray(row.code) && ("pred" in row || "score" in row);
  },
  accompanies: ({file, text}) => file.name.endsWith("_metrics.json") && text.includes('"num_samples"'),
  read: (file) => {
    const stated = FILE_NAME.exec(basename(file.name))?.groups;
    return jsonLineRows(file, (value, place) => harnessRows(value, place, stated));
  }
};

function harnessRows(
  value: unknown,
  place: RawPlace,
  stated: Record<string, string> | undefined
): readonly RawRow[] {
  const row = asObject(value);
  const completions = listOf(row?.code);
  if (row === null || completions === null) return [skippedRow(place, "no list of completions (code)")];
  const seed = stated === undefined ? null : Number(stated.seed);
  const first = seed === null || seed < 1 ? 0 : (seed - 1) * completions.length;
  const problem = {
    id: textOr(row.idx),
    prompt: textOr(row.question),
    gold: row.gt,
    meta: Object.fromEntries(metaNames.filter((name) => name in row).map((name) => [name, row[name]]))
  };
  return completions.map((completion, j) => {
    if (typeof completion !== "string") return skippedRow(place, "a completion that is no text");
    const score = at(row.score, j);
    return rawCompletion(place, {
      problem,
      repeat: first + j,
      seed,
      completion,
      finishReason: textOr(at(row.finish_reason, j)),
      settings:
        stated === undefined
          ? {}
          : {temperature: Number(stated.temperature), template: stated.template!, seed: Number(stated.seed)},
      foreign:
        typeof score === "boolean"
          ? [
              {
                metric: "score",
                correct: score,
                value: score,
                extracted: textOr(at(row.pred, j)),
                scope: "completion"
              }
            ]
          : []
    });
  });
}
