import {basename} from "node:path";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, at, correctOf, fields, listOf, textOr} from "../values.js";

/** What the harness writes into the name of a file, and nowhere else. */
const FILE_NAME = /^test_(?<template>.+)_-?\d+_seed(?<seed>\d+)_t(?<temperature>[\d.]+)_s-?\d+_e-?\d+\.jsonl/;

/** Folders of the paper's runs: RUN/eval_results/global_step_N/BENCHMARK. */
const RUN_FOLDERS = /(?:^|\/)(?<run>[^/]+)\/eval_results\/global_step_(?<step>\d+)\//;

/** Fields of a row that say what a problem is like. */
const metaNames = ["level", "type", "subject", "subfield", "dataset", "unit", "answer_type"];

/** Ends of whole texts. */
const WHOLE_END = /[.!?:;)\]}>$|`*"'’”。…\\-]$/;

/** What a file's name says. */
interface Stated {
  benchmark: string | null;
  model: string | null;
  step: number | null;
  seed: number | null;
  settings: Record<string, string | number>;
}

/**
 * The harness of Qwen2.5-Math, SimpleRL and the paper (math_eval.py): a line a problem, with lists of completions (`code`), of
 * extracted answers (`pred`) and of verdicts (`score`). The sample index is (seed - 1) n + j, as its pass@k.py has it. Where
 * `score` is shorter than `code`, its tool pads it with the last value; the completions without one have no verdict here. Its
 * qwen templates cut a text before `user` or `assistant` and take the word away: what is left to see is a text that stops in
 * a sentence though the model was not at its limit.
 */
export const qwenHarness: Importer = {
  id: "qwen-harness",
  what: "jsonl of the Qwen2.5-Math, SimpleRL and limit-of-RLVR harness",
  sign: "idx, question, gt and a list code in each line",
  readsNames: true,
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && "gt" in row && Array.isArray(row.code) && ("pred" in row || "gt_cot" in row);
  },
  accompanies: ({document}) => {
    const metrics = asObject(document);
    return metrics !== null && "num_samples" in metrics && "timeout_samples" in metrics;
  },
  read: (file) => {
    const stated = statedBy(file.name);
    return jsonLineRows(file, (value, place) => harnessRows(value, place, stated));
  }
};

function statedBy(name: string): Stated {
  const run = RUN_FOLDERS.exec(name)?.groups;
  const groups = FILE_NAME.exec(basename(name))?.groups;
  const stated = {model: run?.run ?? null, step: run === undefined ? null : Number(run.step)};
  if (groups === undefined) return {...stated, benchmark: null, seed: null, settings: {}};
  return {
    ...stated,
    benchmark: /([^/]+)\/[^/]*$/.exec(name)?.[1] ?? null,
    seed: Number(groups.seed),
    settings: {template: groups.template!, temperature: Number(groups.temperature)}
  };
}

function harnessRows(value: unknown, place: RawPlace, stated: Stated): readonly RawRow[] {
  const row = asObject(value);
  const completions = listOf(row?.code);
  if (row === null || completions === null) return [skippedRow(place, "no list of completions (code)")];
  const {seed} = stated;
  const first = seed === null || seed < 1 ? 0 : (seed - 1) * completions.length;
  const isScored = listOf(row.score) !== null;
  const problem = {
    id: textOr(row.idx),
    prompt: textOr(row.question),
    gold: row.gt,
    meta: fields(row, metaNames)
  };
  return completions.map((completion, j) => {
    if (typeof completion !== "string") return skippedRow(place, "a completion that is no text");
    const foreign = verdict(at(row.score, j), textOr(at(row.pred, j)));
    const finishReason = textOr(at(row.finish_reason, j));
    const notes: string[] = [];
    if (isScored && foreign.length === 0) notes.push("no score, for which the harness counts its last one");
    const isCut = isQwen(stated) && finishReason === "stop" && !WHOLE_END.test(completion.slice(-1));
    if (isCut && completion !== "") notes.push("stops in a sentence, as a stop word cuts");
    return rawCompletion(place, {
      benchmark: stated.benchmark,
      model: stated.model,
      step: stated.step,
      seed,
      settings: stated.settings,
      problem,
      repeat: first + j,
      completion,
      finishReason,
      foreign,
      notes
    });
  });
}

function isQwen({settings: {template}}: Stated): boolean {
  return typeof template === "string" && template.startsWith("qwen");
}

function verdict(score: unknown, extracted: string | null): ForeignVerdict[] {
  const correct = correctOf(score);
  return correct === null ? [] : [{metric: "score", correct, value: score, extracted, scope: "completion"}];
}
