import {asObject, countOr, listOf, numberOr, textOr} from "../values.js";

/** What a completion that is no bare text says: an object of an answer, a message, or the messages of a conversation. */
export interface AnswerText {
  completion: string;
  reasoning: string | null;
  finishReason: string | null;
  completionTokens: number | null;
  sumLogprob: number | null;
  notes: readonly string[];
}

/** Where objects have their text, the surest first. */
const TEXT_FIELDS = [
  "text",
  "content",
  "generated_text",
  "output_text",
  "completion",
  "output",
  "response",
  "generation"
];

/** Who speaks in a conversation besides the model: a list with one of them is one completion, not several. */
const OTHERS = new Set(["system", "developer", "user", "human", "tool", "function"]);

/** Whether a list holds the turns of one conversation rather than a completion each. */
export function isConversation(values: readonly unknown[]): boolean {
  return values.some((value) => OTHERS.has(textOr(asObject(value)?.role) ?? ""));
}

/**
 * The text of an entry of vLLM's outputs, of a chat message, of the message in a choice, of a list of messages: what a program
 * writes that stores an answer as it got it. Null where there is no text in it.
 */
export function answerText(value: unknown): AnswerText | null {
  const turns = listOf(value);
  if (turns !== null) return turnsText(turns);
  const answer = asObject(value);
  if (answer === null) return null;
  const message = asObject(answer.message) ?? answer;
  const calls = (listOf(message.tool_calls) ?? []).map((call) => JSON.stringify(call));
  const content = TEXT_FIELDS.map((name) => partsText(message[name])).find((text) => text !== null);
  if (content === undefined && calls.length === 0) return null;
  return {
    completion: [content ?? "", ...calls].filter((part) => part !== "").join("\n"),
    reasoning: textOr(message.reasoning_content) ?? textOr(message.reasoning),
    finishReason: textOr(answer.finish_reason) ?? textOr(answer.stop_reason),
    completionTokens: listOf(answer.token_ids)?.length ?? countOr(answer.completion_tokens),
    sumLogprob: numberOr(answer.cumulative_logprob),
    notes: calls.length > 0 ? ["tool calls kept as text"] : []
  };
}

/** A text, or the texts of a list of parts. */
function partsText(value: unknown): string | null {
  if (typeof value === "string") return value;
  const parts = listOf(value)?.map((part) => textOr(part) ?? textOr(asObject(part)?.text));
  return parts === undefined || parts.length === 0 || parts.some((part) => part == null)
    ? null
    : parts.join("");
}

/** Several turns as one text, each under its role; the text alone of a single one. */
function turnsText(turns: readonly unknown[]): AnswerText | null {
  const answers = turns.map(answerText);
  const [only, second] = answers;
  if (only === undefined || answers.includes(null)) return null;
  if (second === undefined) return only;
  const thoughts = answers.flatMap((answer) => answer!.reasoning ?? []);
  const titled = answers.map(
    (answer, i) => `[${textOr(asObject(turns[i])?.role) ?? "message"}]\n${answer!.completion}`
  );
  return {
    completion: titled.join("\n\n"),
    reasoning: thoughts.length === 0 ? null : thoughts.join("\n\n"),
    finishReason: answers.at(-1)!.finishReason,
    completionTokens: null,
    sumLogprob: null,
    notes: [...new Set(["several turns kept as text", ...answers.flatMap((answer) => answer!.notes)])]
  };
}
