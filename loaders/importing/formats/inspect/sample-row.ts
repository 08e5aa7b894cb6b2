import {OWN_EXPORT, ownCompletion, type OwnCompletion} from "../../../schema/own-export.js";
import {rawOwn} from "../own-rows.js";
import {rawCompletion, skippedRow, type RawPlace, type RawProblem, type RawRow} from "../../raw-row.js";
import {asObject, at, countOr, field, listOf, numberOr, textOr} from "../../values.js";
import {attachmentsOf, type Resolve} from "./attachments.js";
import type {InspectLog} from "./log-header.js";
import {messageText, turnsText, type MessageText} from "./message-text.js";
import {scoreVerdicts} from "./scores.js";

/** More of a sample's metadata is the tool's business. */
const MOST_META = 2_000;

/** A sample of a log as a row. */
export function sampleRow(value: unknown, log: InspectLog, place: RawPlace): RawRow {
  const sample = asObject(value);
  if (sample === null) return skippedRow(place, "a sample that is no object");
  const name = `${textOr(sample.id) ?? ""} epoch ${textOr(sample.epoch) ?? ""}`;
  const error = asObject(sample.error);
  if (error !== null)
    return skippedRow(place, "a sample that ended in an error", `${name}: ${textOr(error.message) ?? ""}`);
  if (asObject(sample.invalidation) !== null) return skippedRow(place, "a sample that was invalidated", name);
  const resolve = attachmentsOf(sample.attachments);
  const output = asObject(sample.output) ?? {};
  const choice = asObject(at(output.choices, 0));
  const turns = modelTurns(sample, choice?.message);
  const isSingle = turns.length <= 1 && listOf(asObject(turns[0])?.tool_calls) === null;
  const said = isSingle ? singleText(turns[0], output, resolve) : turnsText(turns, resolve);
  if (said === null) return skippedRow(place, "a sample without a completion", name);
  const epoch = countOr(sample.epoch);
  const limit = asObject(sample.limit);
  const own = log.own === null ? null : ownCompletion(field(sample.store, OWN_EXPORT));
  return rawCompletion(place, {
    benchmark: log.task,
    problem: own === null ? problemOf(sample, resolve) : ownProblem(sample, own),
    repeat: epoch === null || epoch < 1 ? null : epoch - 1,
    seed: own === null ? log.seed : own.seed,
    model: log.model,
    completion: said.text,
    reasoning: said.reasoning,
    completionTokens: isSingle ? countOr(asObject(output.usage)?.output_tokens) : null,
    finishReason: choice?.stop_reason === "unknown" ? null : textOr(choice?.stop_reason),
    sumLogprob: own?.sum_logprob ?? (isSingle ? logprobSum(choice?.logprobs) : null),
    settings: log.settings,
    own: rawOwn(own),
    foreign: scoreVerdicts(sample),
    notes: [
      ...log.notes,
      ...said.notes,
      ...(limit === null ? [] : [`ended at a limit: ${textOr(limit.type) ?? "unknown"}`]),
      ...((listOf(output.choices)?.length ?? 0) > 1 ? ["further choices left out"] : [])
    ]
  });
}

function singleText(turn: unknown, output: Record<string, unknown>, resolve: Resolve): MessageText | null {
  if (turn !== undefined) return messageText(turn, resolve);
  return typeof output.completion === "string" && output.completion !== ""
    ? messageText({content: output.completion}, resolve)
    : null;
}

/**
 * What came of the model and its tools: the messages from its first one on, the output last. Assistant messages of the input
 * are examples.
 */
function modelTurns(sample: Record<string, unknown>, output: unknown): unknown[] {
  const messages = listOf(sample.messages) ?? [];
  const given = listOf(sample.input)?.length ?? 1;
  const isAssistant = (message: unknown): boolean => asObject(message)?.role === "assistant";
  const generated = messages.findIndex(
    (message) => isAssistant(message) && asObject(message)?.source === "generate"
  );
  const later = messages.findIndex((message, i) => i >= given && isAssistant(message));
  const start = generated >= 0 ? generated : later;
  const turns = start < 0 ? [] : messages.slice(start);
  if (asObject(output) === null) return turns;
  // A conversation that ends with the output holds it already; its copy in `output` is the one that is scored.
  if (isAssistant(turns.at(-1))) return [...turns.slice(0, -1), output];
  return turns.length === 1 ? [output] : [...turns, output];
}

function problemOf(sample: Record<string, unknown>, resolve: Resolve): RawProblem {
  const meta = {...asObject(sample.metadata)};
  if (listOf(sample.choices) !== null) meta.choices = sample.choices;
  const isSmall = Object.keys(meta).length > 0 && JSON.stringify(meta).length <= MOST_META;
  const {target} = sample;
  return {
    id: textOr(sample.id),
    prompt: promptOf(sample.input, resolve),
    gold: typeof target === "string" ? resolve(target) : target,
    ...(isSmall ? {meta} : {})
  };
}

function ownProblem({id, input, target}: Record<string, unknown>, own: OwnCompletion): RawProblem {
  return {id: textOr(id), prompt: textOr(input), gold: own.gold ?? target, meta: own.meta};
}

/** Messages without their ids, which are drawn anew for each run. */
function promptOf(input: unknown, resolve: Resolve): string | null {
  if (typeof input === "string") return resolve(input);
  const messages = listOf(input);
  if (messages === null) return null;
  const told = messages.map((message) => ({
    role: textOr(asObject(message)?.role),
    content: messageText(message, resolve).text
  }));
  return told.length === 1 && told[0]!.role === "user" ? told[0]!.content : JSON.stringify(told);
}

function logprobSum(logprobs: unknown): number | null {
  const tokens = listOf(asObject(logprobs)?.content);
  if (tokens === null || tokens.length === 0) return null;
  let sum = 0;
  for (const token of tokens) {
    const logprob = numberOr(asObject(token)?.logprob);
    if (logprob === null) return null;
    sum += logprob;
  }
  return sum;
}
