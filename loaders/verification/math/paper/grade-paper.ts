import type {Judgement} from "../../../schema/verdict.js";
import {compareAnswers} from "./answers-equal.js";
import {extractAnswer} from "./extract-answer.js";
import {keepsUnits, stripAnswer} from "./strip-answer.js";
import {SymbolicTimeout} from "./symbolic/symbolic-timeout.js";

/** Longest answer that is stripped and compared; a longer one is judged a timeout. */
export const MAX_ANSWER = 20_000;

/** A judgement with the steps to it, for people who ask why. */
export interface PaperJudgement extends Judgement {
  /** The rule that found the answer: `boxed`, `last_number`, … */
  extraction: string;
}

/**
 * The verdict of the paper's grader on a completion, its faults included: extraction, stripping and comparison as the
 * SimpleRL / Qwen2.5-Math harness has them. `gold` is the reference as `goldPaper` returns it; `benchmark` only decides
 * whether unit words stay. Pure and bounded: what SymPy would not finish in the harness's three seconds, and what is
 * larger than our caps (answers of 20,000 characters, comparisons of 3,000), is incorrect with the reason `timeout`.
 */
export function gradePaper(completion: string, gold: string, benchmark = "math"): PaperJudgement {
  const {answer, rule: extraction} = extractAnswer(completion);
  if (answer.length > MAX_ANSWER) {
    const extracted = answer.slice(0, MAX_ANSWER);
    return {verdict: "incorrect", extracted, reason: "timeout", rule: "answer_too_long", extraction};
  }
  const keepUnits = keepsUnits(benchmark);
  const extracted = stripAnswer(stripAnswer(answer, keepUnits), keepUnits);
  try {
    const {equal, rule} = compareAnswers(extracted, gold);
    if (equal) return {verdict: "correct", extracted, reason: null, rule, extraction};
    const isEmpty = extracted === "";
    return {
      verdict: "incorrect",
      extracted: isEmpty ? null : extracted,
      reason: isEmpty ? "no_answer" : "mismatch",
      rule,
      extraction
    };
  } catch (error) {
    if (!(error instanceof SymbolicTimeout)) throw error;
    return {verdict: "incorrect", extracted, reason: "timeout", rule: error.message, extraction};
  }
}
