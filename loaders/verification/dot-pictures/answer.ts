import type {Judgement} from "../../schema/verdict.js";
import {operationFault, trueNumber} from "./conclusion.js";
import {parseGold, type Gold} from "./gold.js";
import {normalStep, parseFinalNumber, parseOperation, type Operation} from "./step.js";
import {surveysOf} from "./surveys.js";

/** The last answer that a completion states. */
interface FinalAnswer {
  number: number;
  /** The whole operation, where the number is its result. */
  operation: Operation | null;
}

/**
 * Judges the answer to a question about a picture by its last number alone, whatever stands before it: the one after the
 * last `answer :` or the last `=`. A lucky guess passes; `gradePicture` judges the steps too. The answer to `make` is an
 * operation on the numbers of two groups that gives the target, since the target itself stands in the question; it is
 * checked against the picture. Gold: see `parseGold`.
 *
 * Reasons: `no_answer` (no such number, or no operation for `make`), `mismatch` (another answer).
 */
export function gradePictureAnswer(gold: unknown, completion: string): Judgement {
  const parsed = parseGold(gold);
  if (typeof parsed === "string") {
    return {verdict: "error", extracted: null, reason: "verifier_error", rule: `invalid gold: ${parsed}`};
  }
  const answer = finalAnswer(completion);
  if (answer === null) return {verdict: "incorrect", extracted: null, reason: "no_answer", rule: "no answer"};
  return judgeAnswer(parsed, answer);
}

function judgeAnswer(gold: Gold, {number, operation}: FinalAnswer): Judgement {
  const extracted = String(number);
  const truth = trueNumber(gold);
  if (truth !== null) {
    if (number === truth) return {verdict: "correct", extracted, reason: null, rule: "final_answer"};
    const rule = `the answer is ${truth}, not ${number}`;
    return {verdict: "incorrect", extracted, reason: "mismatch", rule};
  }
  if (operation === null)
    return {verdict: "incorrect", extracted, reason: "no_answer", rule: "not of the form a + b = c"};
  if (surveysOf(gold).some((survey) => operationFault(gold, survey, operation) === null))
    return {verdict: "correct", extracted, reason: null, rule: "final_answer"};
  return {verdict: "incorrect", extracted, reason: "mismatch", rule: "no two groups make the target so"};
}

function finalAnswer(completion: string): FinalAnswer | null {
  const last = completion.split(/[;\r\n]/).findLast((text) => /=|answer[ \t]*:/.test(text));
  if (last === undefined) return null;
  const step = normalStep(last);
  const number = parseFinalNumber(step);
  return number === null ? null : {number, operation: parseOperation(step)};
}
