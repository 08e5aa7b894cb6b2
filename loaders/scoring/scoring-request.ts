import type {ScoringRequest} from "../engines/engine.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {FinishReason} from "../schema/completion.js";
import type {Problem} from "../schema/problem.js";

/** A stored text after its problem in the template that stood around it when it was written. */
export function scoringRequest(
  template: PromptTemplate | null,
  problem: Problem,
  {completion, finish_reason: finishReason}: {completion: string; finish_reason: FinishReason | null}
): ScoringRequest {
  const {image} = problem;
  return {
    ...renderPrompt(template, problem),
    completion,
    finishReason,
    ...(image === undefined ? {} : {image})
  };
}
