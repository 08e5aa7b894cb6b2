import type {FinishReason} from "../schema/completion.js";
import {gradeStrict} from "../verification/math/strict/grade-strict.js";

/** Whether math@strict finds a completion correct. The reference answer is a text. */
export function isStrictlyCorrect(
  completion: string,
  gold: string,
  finishReason: FinishReason | null
): boolean {
  return gradeStrict(completion, gold, finishReason ?? undefined).verdict === "correct";
}
