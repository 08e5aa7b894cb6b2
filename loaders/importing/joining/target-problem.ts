import type {RawProblem} from "../raw-row.js";
import {asObject, textOr} from "../values.js";
import {goldAnswer} from "./gold-answer.js";

/** The number that a problem of given numbers states as what is to be reached. */
const STATED = /\bnumbers\b[\s\S]{0,300}?\b(?:target|equals?|reach(?:es)?|makes?)\b[^\d-]{0,20}(-?\d+)/i;

/**
 * Whether a problem is a countdown as tools write it: its prompt gives numbers and the target, and its reference is the target
 * alone, or both. A completion is then right by its way, not by naming the target.
 */
export function isTargetProblem({prompt, gold}: Pick<RawProblem, "prompt" | "gold">): boolean {
  const both = asObject(gold);
  if (both !== null) return "numbers" in both && "target" in both;
  const target = textOr(goldAnswer(gold));
  return target !== null && prompt !== null && STATED.exec(prompt)?.[1] === target;
}
