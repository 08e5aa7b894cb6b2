import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import type {PromptRoom} from "./engine-definition.js";

/** A token limit and what it is the limit of, for messages. */
export interface TokenLimit {
  maxTokens: number;
  /** Place and name of the limit: `study.yaml:12: max_tokens`. */
  where: string;
  /** How to set another one. */
  set: (maxTokens: number) => string;
  model: string;
  benchmark: string;
}

/**
 * Checks that completions of the problems are cut by a token limit and never by the model's context. `room`: what the context
 * leaves after their prompts. Returns the tokens that are left to every prompt alike; null where that is not known, or differs
 * from prompt to prompt. Throws a UserError that names both limits, the longest prompt and the largest value that fits.
 */
export function checkTokenRoom(
  problems: readonly Problem[],
  room: PromptRoom | null,
  {maxTokens, where, set, model, benchmark}: TokenLimit
): number | null {
  if (room === null || problems.length === 0) return null;
  const {context, taken} = room;
  const most = Math.max(...taken);
  const left = context - most;
  if (maxTokens > left) {
    const longest = problems[taken.indexOf(most)]!.problemId;
    const remedy = left < 1 ? "use a larger context or shorter prompts" : `set ${set(left)}, or less`;
    throw new UserError(
      `${where} ${maxTokens} is more than the context of ${model} leaves: of its ${context} places the longest prompt of ` +
        `${benchmark} (problem ${longest}) takes ${most}: ${remedy}`
    );
  }
  return Math.min(...taken) === most ? left : null;
}
