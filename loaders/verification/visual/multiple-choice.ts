import type {Problem} from "../../schema/problem.js";
import {parseVisualGold} from "./gold.js";
import {type} from "arktype";

/** Whether a problem offers choices to pick from. */
export function isMultipleChoice({gold}: Problem): boolean {
  const parsed = parseVisualGold(gold);
  return !(parsed instanceof type.errors) && parsed.type === "choice";
}

/** The open problems: the paper removes multiple choice, where guessing alone reaches high pass@k. */
export function withoutMultipleChoice(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem) => !isMultipleChoice(problem));
}
