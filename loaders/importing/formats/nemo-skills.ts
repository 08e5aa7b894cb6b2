import {basename} from "node:path";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {asObject, correctOf, countOr, fields, textOr, textOrJson} from "../values.js";

/** The seed of a file's samples: `output-rs3.jsonl` is the fourth of several. */
const FILE_NAME = /^output-rs(\d+)(?!\d)/;

/** Verdicts that its evaluators write, in the order in which they came to be. */
const metricNames = ["symbolic_correct", "is_correct", "judge_correct"];

const metaNames = ["subset_for_metrics", "subject", "level", "problem_type", "reference_solution"];

/**
 * Generations of NeMo-Skills: a line a problem and a file a seed (`output-rs0.jsonl`). A judgement is a text
 * that says "Judgement: Yes" or "No".
 */
export const nemoSkills: Importer = {
  id: "nemo-skills",
  what: "output-rs*.jsonl of NeMo-Skills",
  sign: "generation and expected_answer or predicted_answer in each line",
  readsNames: true,
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return (
      row !== null &&
      typeof row.generation === "string" &&
      ("expected_answer" in row || "predicted_answer" in row)
    );
  },
  read: (file) => {
    const stated = FILE_NAME.exec(basename(file.name))?.[1];
    const seed = stated === undefined ? null : Number(stated);
    return jsonLineRows(file, (value, place) => generationRows(value, place, seed));
  }
};

function generationRows(value: unknown, place: RawPlace, seed: number | null): readonly RawRow[] {
  const row = asObject(value);
  if (typeof row?.generation !== "string") return [skippedRow(place, "no text of a completion (generation)")];
  return [
    rawCompletion(place, {
      problem: {
        id: textOr(row.id) ?? textOr(row.problem_id) ?? textOr(row.task_id),
        prompt: textOrJson(row.problem ?? row.question ?? row.prompt),
        gold: row.expected_answer,
        meta: fields(row, metaNames)
      },
      repeat: seed,
      seed,
      completion: row.generation,
      reasoning: textOr(row.reasoning_content) ?? cutReasoning(row),
      completionTokens: countOr(row.num_generated_tokens),
      finishReason: textOr(row.finish_reason),
      foreign: verdicts(row)
    })
  ];
}

/** Where the tool cut the thinking off the generation, the whole is kept: what stands before the rest, or all of it. */
function cutReasoning({generation, _full_generation: whole}: Record<string, unknown>): string | null {
  if (typeof whole !== "string" || typeof generation !== "string" || whole === generation) return null;
  const end = whole.trimEnd().length;
  const rest = generation.trim();
  return whole.trimEnd().endsWith(rest) ? whole.slice(0, end - rest.length) : null;
}

function verdicts(row: Record<string, unknown>): ForeignVerdict[] {
  const extracted = textOr(row.predicted_answer);
  const own = metricNames
    .filter((name) => row[name] !== undefined && row[name] !== null)
    .map((metric): ForeignVerdict => {
      const value = row[metric];
      return {metric, correct: correctOf(value), value, extracted, scope: "completion"};
    });
  const judged = /(?:judge?ment\W*|^\W*)(yes|no)\b/i.exec(textOr(row.judgement) ?? "")?.[1];
  if (judged === undefined) return own;
  const correct = judged.toLowerCase() === "yes";
  return [...own, {metric: "judgement", correct, value: row.judgement, extracted, scope: "completion"}];
}
