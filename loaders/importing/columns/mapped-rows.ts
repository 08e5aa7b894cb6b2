import {
  EMPTY_LIST,
  rawCompletion,
  skippedRow,
  type ForeignVerdict,
  type RawPlace,
  type RawRow
} from "../raw-row.js";
import {asObject, correctOf, field, settingsOf, textOr, textOrJson} from "../values.js";
import {answerText, isConversation} from "./answer-object.js";
import type {ColumnMap, ColumnName, FoundColumn} from "./column-map.js";

const settingNames = ["temperature", "top_p", "top_k", "max_tokens"];

/** The completion's place in the list of a row. */
interface ListPlace {
  at: number;
  count: number;
}

/**
 * The completions of a row of the user's columns. A list of completions has lists of as many, or one value for all, in its
 * other columns; a verdict that is one value for all says nothing of each.
 */
export function mappedRows(value: unknown, map: ColumnMap, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  if (row === null) return [skippedRow(place, "no object")];
  const found = map.find(row, "completion");
  if (found === null)
    return [skippedRow(place, "no completion", `it has ${Object.keys(row).slice(0, 12).join(", ")}`)];
  if (!Array.isArray(found.value) || isConversation(found.value))
    return [mappedRow(row, found.value, map, place, null)];
  const completions = found.value as readonly unknown[];
  if (completions.length === 0) return [skippedRow(place, EMPTY_LIST)];
  return completions.map((completion, at) =>
    mappedRow(row, completion, map, place, {at, count: completions.length})
  );
}

function mappedRow(
  row: Record<string, unknown>,
  given: unknown,
  map: ColumnMap,
  place: RawPlace,
  list: ListPlace | null
): RawRow {
  const answer = typeof given === "string" ? null : answerText(given);
  const completion = answer === null ? given : answer.completion;
  if (typeof completion !== "string") return skippedRow(place, "a completion that is no text", shown(given));
  const notes: string[] = [...(answer?.notes ?? [])];
  const own = (name: ColumnName): unknown => {
    const found = map.find(row, name);
    return found === null ? undefined : ownValue(found, list, notes);
  };
  const count = (name: ColumnName): number | null => {
    const value = own(name);
    const parsed = numberIn(value);
    if (parsed !== null && Number.isSafeInteger(parsed) && parsed >= 0) return parsed;
    if (value !== undefined && value !== null && value !== "") notes.push(`${name} is no whole number`);
    return null;
  };
  return rawCompletion(place, {
    benchmark: textOr(map.find(row, "benchmark")?.value),
    problem: {
      id: textOrJson(map.find(row, "problem_id")?.value),
      prompt: textOrJson(map.find(row, "prompt")?.value),
      gold: map.find(row, "gold")?.value
    },
    repeat: count("repeat"),
    seed: count("seed"),
    model: textOr(map.find(row, "model")?.value),
    step: count("step"),
    completion,
    reasoning: answer?.reasoning ?? textOrJson(own("reasoning")),
    completionTokens: answer?.completionTokens ?? count("completion_tokens"),
    finishReason: answer?.finishReason ?? finishOf(row, own("finish_reason")),
    sumLogprob: answer?.sumLogprob ?? numberIn(own("sum_logprob")),
    settings: settingsOf(row, settingNames),
    foreign: verdict(map.find(row, "verdict"), list, notes),
    notes
  });
}

/** Why a completion ended; SGLang says it as `meta_info: {finish_reason: {type: "stop"}}`. */
function finishOf(row: Record<string, unknown>, stated: unknown): string | null {
  const reason = stated ?? field(row.meta_info, "finish_reason");
  return textOr(reason) ?? textOr(field(reason, "type"));
}

/** A number, also as text, as CSV has it. */
export function numberIn(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** The completion's own entry of a list of as many; undefined in a list of another length; any other value as it is. */
function ownValue({column, value}: FoundColumn, list: ListPlace | null, notes: string[]): unknown {
  if (list === null || !Array.isArray(value)) return value;
  if (value.length === list.count) return value[list.at] as unknown;
  notes.push(`${column} has not as many entries as there are completions`);
  return undefined;
}

function verdict(found: FoundColumn | null, list: ListPlace | null, notes: string[]): ForeignVerdict[] {
  if (found === null) return [];
  const isOwn = list === null || list.count === 1 || Array.isArray(found.value);
  const value = isOwn ? ownValue(found, list, notes) : found.value;
  if (!["number", "boolean", "string"].includes(typeof value)) return [];
  const correct = correctOf(value);
  if (correct === null && typeof value === "string" && numberIn(value) === null && value.trim() !== "")
    notes.push(`${found.column} says neither right nor wrong: use true and false, or 1 and 0`);
  return [
    {
      metric: lastName(found.column),
      correct,
      value,
      scope: isOwn ? "completion" : "problem"
    }
  ];
}

/** `system.is_correct` is the metric `is_correct` of one system: those of several are compared. */
function lastName(column: string): string {
  return column.slice(column.lastIndexOf(".") + 1);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? "nothing" : text.slice(0, 60);
}
