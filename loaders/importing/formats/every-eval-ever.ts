import {basename} from "node:path";
import {OWN_EXPORT, ownCell, ownCompletion} from "../../schema/own-export.js";
import {companionJson} from "../files/companion.js";
import {jsonLineRows} from "../files/json-lines.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type ForeignVerdict, type RawPlace, type RawRow} from "../raw-row.js";
import {ownRows, rawOwn} from "./own-rows.js";
import {asObject, at, correctOf, countOr, field, listOf, numberOr, textOr} from "../values.js";

/**
 * Instance files of Every Eval Ever, `UUID_samples.jsonl`, 0.2 and 0.3. A row has one verdict and a list of outputs: with
 * several of them it says nothing of one. `metadata.sample_index`, where there is one, is the repeat.
 */
export const everyEvalEver: Importer = {
  id: "every-eval-ever",
  what: "*_samples.jsonl of Every Eval Ever",
  sign: "evaluation_id, sample_id, interaction_type and evaluation in each line",
  readsNames: true,
  detects: ({firstRow}) => {
    const row = asObject(firstRow);
    return row !== null && "evaluation_id" in row && "sample_id" in row && "interaction_type" in row;
  },
  accompanies: ({document}) => {
    const aggregate = asObject(document);
    return aggregate !== null && "evaluation_id" in aggregate && "source_metadata" in aggregate;
  },
  read: async function* (file, {files}) {
    const aggregate = await companionJson(
      file,
      basename(file.name).replace(/_samples\.jsonl.*$/, ".json"),
      files
    );
    const cell = ownCell(field(field(field(aggregate, "model_info"), "additional_details"), OWN_EXPORT));
    if (cell !== null)
      yield ownRows(
        file,
        textOr(field(at(field(aggregate, "evaluation_results"), 0), "evaluation_name")),
        cell
      );
    yield* jsonLineRows(file, (value, place) => instanceRows(value, place, cell !== null));
  }
};

function instanceRows(value: unknown, place: RawPlace, isOwn: boolean): readonly RawRow[] {
  const row = asObject(value);
  if (row === null) return [skippedRow(place, "a line that is no object")];
  const input = asObject(row.input) ?? {};
  const references = listOf(input.reference) ?? (input.reference === undefined ? [] : [input.reference]);
  const metadata = asObject(row.metadata) ?? {};
  const own = isOwn ? ownCompletion(metadata[OWN_EXPORT]) : null;
  const problem = {
    id: textOr(row.sample_id),
    prompt: textOr(input.raw),
    gold: own?.gold ?? (references.length > 1 ? references : references[0]),
    ...(isChoice(input.choices, references) ? {meta: {choices: input.choices}} : {}),
    ...(own === null ? {} : {meta: own.meta})
  };
  const outputs = outputTexts(row);
  if (outputs.texts.length === 0) return [skippedRow(place, "no output", textOr(row.sample_id))];
  const foreign = instanceVerdicts(row, outputs.texts.length);
  const repeat = indexOf(metadata.sample_index) ?? indexOf(metadata.epoch, 1);
  return outputs.texts.map((completion, j) =>
    rawCompletion(place, {
      benchmark: benchmarkOf(row),
      model: textOr(row.model_id),
      problem,
      repeat: outputs.texts.length > 1 ? j : repeat,
      seed: indexOf(metadata.seed),
      own: rawOwn(own),
      completion,
      reasoning: outputs.reasoning[j] ?? null,
      completionTokens:
        outputs.texts.length > 1
          ? null
          : (countOr(field(row.token_usage, "output_tokens")) ?? indexOf(metadata.completion_tokens)),
      finishReason: textOr(metadata.finish_reason) ?? textOr(metadata.stop_reason),
      sumLogprob: decimalOf(metadata.sum_logprob),
      foreign,
      notes: [...outputs.notes, ...(typeof row.error === "string" ? ["with an error"] : [])]
    })
  );
}

/** Some converters give the references of an open question as its choices. */
function isChoice(choices: unknown, references: readonly unknown[]): boolean {
  return listOf(choices) !== null && JSON.stringify(choices) !== JSON.stringify(references);
}

/** An evaluation may be named by its benchmark and its metric. */
function benchmarkOf(row: Record<string, unknown>): string | null {
  return textOr(field(row.metadata, "benchmark")) ?? textOr(row.evaluation_name);
}

function outputTexts(row: Record<string, unknown>): {
  texts: readonly string[];
  reasoning: readonly string[];
  notes: readonly string[];
} {
  const messages = listOf(row.messages);
  if (messages !== null)
    return {texts: [turnsText(messages)], reasoning: [], notes: ["several turns kept as text"]};
  const output = asObject(row.output);
  const texts = (value: unknown): string[] =>
    (listOf(value) ?? [value]).filter((text): text is string => typeof text === "string");
  const reasoning = texts(output?.reasoning_trace);
  return {texts: texts(output?.raw), reasoning, notes: reasoning.length > 0 ? ["reasoning kept apart"] : []};
}

/** The turns of a conversation as one text, from the model's first one on. */
function turnsText(messages: readonly unknown[]): string {
  const first = messages.findIndex((message) => field(message, "role") === "assistant");
  return messages
    .slice(Math.max(0, first))
    .map((message) => {
      const {role, content, tool_calls} = asObject(message) ?? {};
      const calls = (listOf(tool_calls) ?? []).map(
        (call) =>
          `[call ${textOr(field(call, "name")) ?? ""} ${JSON.stringify(field(call, "arguments") ?? {})}]`
      );
      return [`[${textOr(role) ?? "message"}]`, textOr(content) ?? "", ...calls]
        .filter((line) => line !== "")
        .join("\n");
    })
    .join("\n\n");
}

function instanceVerdicts(row: Record<string, unknown>, outputs: number): ForeignVerdict[] {
  const evaluation = asObject(row.evaluation);
  // An evaluation that failed has a score all the same: the schema asks for one.
  if (evaluation === null || typeof row.error === "string") return [];
  const {is_correct: isCorrect, score} = evaluation;
  const answer = (listOf(row.answer_attribution) ?? []).find((part) => field(part, "is_terminal") !== false);
  const isOne = outputs === 1;
  return [
    {
      metric: textOr(field(row.metadata, "verifier")) ?? textOr(row.evaluation_result_id) ?? "is_correct",
      correct: isOne ? (correctOf(isCorrect) ?? correctOf(score)) : null,
      value: numberOr(score) ?? isCorrect,
      extracted: textOr(field(answer, "extracted_value")),
      scope: isOne ? "completion" : "problem"
    }
  ];
}

/** Metadata holds texts: a whole number of at least `first`, counted from 0; null for anything else. */
function indexOf(value: unknown, first = 0): number | null {
  const number = countOr(decimalOf(value));
  return number === null || number < first ? null : number - first;
}

function decimalOf(value: unknown): number | null {
  return numberOr(typeof value === "string" && value.trim() !== "" ? Number(value) : value);
}
