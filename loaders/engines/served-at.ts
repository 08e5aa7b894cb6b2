import {resolve} from "node:path";
import {completeModel} from "./complete-model.js";
import type {LocalModel} from "./local-model.js";
import {openai} from "./openai/definition.js";
import {parseServedName} from "./served-name.js";

/**
 * A model at a server (`http://HOST:PORT#MODEL`), for commands that take one instead of a study. Its completions tell a lower bound of the entropy of what
 * their tokens were drawn from, from as many of the likeliest tokens as servers tell.
 */
export async function openServedModel(
  text: string,
  option: string,
  say: (line: string) => void
): Promise<LocalModel> {
  const {model, place} = parseServedName(text, option);
  const settings = {model, ...place, top_logprobs: 20};
  const about = {
    policy: text,
    settings,
    prefill: null,
    resolve: (path: string) => resolve(path),
    where: () => option,
    say
  };
  const source = await openai.source({...about, sampling: {temperature: 1, topP: 1, maxTokens: 1}});
  return {
    source,
    room: () => Promise.resolve(null),
    load: async (sampling) => {
      const {OpenaiModel} = await import("./openai/served-model.js");
      return completeModel(openai.id, source, new OpenaiModel({...about, sampling}, true));
    }
  };
}
