import {parseAnswer, type Answer} from "./answer.js";
import {parseJson} from "./parse-json.js";
import {JsonReader, UnexpectedJson} from "./json-reader.js";
import {readLogprobs} from "./read-logprobs.js";
import type {DrawnWith} from "./token-totals.js";

/**
 * The answer in a body, as `parseAnswer` says of its JSON, without making the strings and numbers of each token: those of a
 * body of 50,000 tokens with alternatives take three times as long as everything else about it. What has another form than
 * servers write is parsed as a whole.
 */
export function readAnswer(bytes: Buffer, n: number, drawnWith: DrawnWith = null): Answer {
  return parseAnswer(lightJson(bytes, drawnWith) ?? parseJson(bytes), n, drawnWith);
}

/** The JSON of an answer with the sums of log-probabilities in their place; null for what has another form. */
function lightJson(bytes: Buffer, drawnWith: DrawnWith): unknown {
  try {
    const reader = new JsonReader(bytes);
    const answer: Record<string, unknown> = {};
    reader.object((key) => {
      answer[key] = key === "choices" && reader.isList ? readChoices(reader, drawnWith) : reader.value();
    });
    return reader.isOver ? answer : null;
  } catch (error) {
    // A RangeError: nested too deeply for a walk.
    if (error instanceof UnexpectedJson || error instanceof RangeError) return null;
    throw error;
  }
}

function readChoices(reader: JsonReader, drawnWith: DrawnWith): unknown[] {
  const choices: unknown[] = [];
  reader.list(() => {
    const choice: Record<string, unknown> = {};
    reader.object((key) => {
      if (key === "logprobs" && reader.isObject) choice[key] = readLogprobs(reader, drawnWith);
      else if (key === "text" && reader.isString) choice[key] = reader.string();
      // vLLM's, which nobody asked for here.
      else if (key === "token_ids" || key === "prompt_logprobs") reader.skip();
      else choice[key] = reader.value();
    });
    choices.push(choice);
  });
  return choices;
}
