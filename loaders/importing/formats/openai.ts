import {jsonRecordRows} from "../files/json-records.js";
import type {Importer} from "../importer.js";
import {rawCompletion, skippedRow, type RawPlace, type RawRow} from "../raw-row.js";
import {
  asObject,
  countOr,
  field,
  fields,
  listOf,
  numberOr,
  settingsOf,
  textOr,
  textOrJson
} from "../values.js";

const settingNames = ["temperature", "top_p", "top_k", "min_p", "max_tokens", "max_completion_tokens"];
const idNames = ["problem_id", "custom_id", "task_id", "question_id", "idx"];
const goldNames = ["gold", "answer", "expected_answer", "target"];

/**
 * Raw answers of /v1/completions and /v1/chat/completions, one a line or in a list: alone, with their request, or as a batch
 * returns them. An answer has a choice a completion. A problem may be asked in several requests: choices are no repeats.
 */
export const openAi: Importer = {
  id: "openai",
  what: "raw answers of /v1/completions and /v1/chat/completions",
  sign: "choices, in the line or in its response",
  detects: ({firstRow, document}) =>
    isAnswer(firstRow) || isAnswer(document) || listOf(document)?.some(isAnswer) === true,
  read: (file) => jsonRecordRows(file, answerRows)
};

/** The answer in a row: itself, its `response`, or the body of that. */
function answerIn(row: unknown): Record<string, unknown> | null {
  const response = field(row, "response");
  return (
    [row, response, field(response, "body")].map(asObject).find((each) => listOf(each?.choices) !== null) ??
    null
  );
}

function isAnswer(row: unknown): boolean {
  const choices = listOf(answerIn(row)?.choices) ?? [];
  return choices.some(
    (choice) => field(choice, "text") !== undefined || asObject(field(choice, "message")) !== null
  );
}

function answerRows(value: unknown, place: RawPlace): readonly RawRow[] {
  const row = asObject(value);
  const answer = answerIn(row);
  if (row === null || answer === null) return [skippedRow(place, "no answer with choices", failure(row))];
  const request = field(row, "request") ?? field(row, "body");
  const choices = [...listOf(answer.choices)!].sort((a, b) => choiceIndex(a) - choiceIndex(b));
  const tokens = choices.length === 1 ? countOr(field(answer.usage, "completion_tokens")) : null;
  const prompt = textOrJson(
    field(request, "prompt") ?? field(request, "messages") ?? row.prompt ?? row.messages
  );
  const stated = {
    problem: {
      id: textOr(Object.values(fields(row, idNames))[0]),
      prompt,
      gold: Object.values(fields(row, goldNames))[0]
    },
    seed: countOr(field(request, "seed")),
    model: textOr(answer.model) ?? textOr(field(request, "model")),
    settings: settingsOf(request, settingNames)
  };
  return choices.map((choice) => {
    const text = choiceText(choice);
    if (text === null) return skippedRow(place, "a choice without text");
    const logprobs = tokenLogprobs(field(choice, "logprobs"));
    return rawCompletion(place, {
      ...stated,
      ...text,
      completionTokens: tokens ?? logprobs?.length ?? null,
      finishReason: textOr(field(choice, "finish_reason")),
      sumLogprob: logprobs === null ? null : logprobs.reduce((sum, each) => sum + each, 0)
    });
  });
}

function choiceIndex(choice: unknown): number {
  return numberOr(field(choice, "index")) ?? 0;
}

function failure(row: Record<string, unknown> | null): string | null {
  const error =
    field(row, "error") ??
    field(field(row, "response"), "error") ??
    field(field(field(row, "response"), "body"), "error");
  return textOr(field(error, "message")) ?? textOr(error);
}

/** The text of a choice: of a message its content, with what it calls. Null where it has none. */
function choiceText(choice: unknown): {completion: string; reasoning: string | null; notes: string[]} | null {
  const message = asObject(field(choice, "message"));
  if (message === null) {
    const completion = textOr(field(choice, "text"));
    return completion === null
      ? null
      : {completion, reasoning: textOr(field(choice, "reasoning")), notes: []};
  }
  const parts = listOf(message.content)?.map((part) => textOr(field(part, "text")) ?? JSON.stringify(part));
  const content = parts?.join("") ?? textOr(message.content) ?? textOr(message.refusal);
  const reasoning = textOr(message.reasoning_content) ?? textOr(message.reasoning);
  const calls = listOf(message.tool_calls) ?? [];
  if (content === null && reasoning === null && calls.length === 0) return null;
  const notes = [
    ...(calls.length > 0 ? ["tool calls kept as text"] : []),
    ...(textOr(message.content) === null && textOr(message.refusal) !== null
      ? ["a refusal kept as text"]
      : []),
    ...(content === null && calls.length === 0 ? ["reasoning alone, no answer"] : [])
  ];
  const completion = [content ?? "", ...calls.map((call) => JSON.stringify(call))]
    .filter((part) => part !== "")
    .join("\n");
  return {completion, reasoning, notes};
}

/** Of each token its log-probability; null where the answer has none, or not of every token. */
function tokenLogprobs(logprobs: unknown): number[] | null {
  const content = listOf(field(logprobs, "content"))?.map((token) => numberOr(field(token, "logprob")));
  const list = content ?? listOf(field(logprobs, "token_logprobs"))?.map((each) => numberOr(each));
  return list !== undefined && list.length > 0 && list.every((each) => each !== null) ? list : null;
}
