import type {GenerationRequest} from "../engines/engine.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {Problem} from "../schema/problem.js";
import {joinWords} from "./join-words.js";

/** What all requests of a problem have in common. */
export type AskedProblem = Pick<GenerationRequest, "prompt" | "messages" | "stop" | "image">;

export interface AskOptions {
  problems: readonly Problem[];
  /** What stands around each problem; null for nothing. */
  prompt?: PromptTemplate | null | undefined;
  /** Text that the engine is given after each prompt and that each completion is stored to begin with; null for none. */
  prefill?: string | null | undefined;
}

/** Rendered once a problem: a template takes longer than a completion of a small model. */
export function askedProblems({problems, prompt: template, prefill}: AskOptions): AskedProblem[] {
  return problems.map((problem) => {
    const {prompt, ...rest} = renderPrompt(template ?? null, problem);
    const {image} = problem;
    const asked = {...rest, prompt: joinWords(prompt, prefill ?? "")};
    return image === undefined ? asked : {...asked, image};
  });
}
