import type {Counts} from "../counts/counts.js";
import {solvedRarely} from "../counts/solved-rarely.js";
import type {ChainMarks} from "../pass-at-k/cot-pass-at-k.js";

/** Counts of hard problems by what reading their correct completions showed. */
export interface ChainValidity {
  /** Problems with 0 < c/n < limit. */
  hard: number;
  /** … with at least one valid chain of thought. */
  withValid: number;
  /** … all of whose correct completions were judged invalid. */
  withoutValid: number;
  /** … with no valid chain yet, and correct completions unread or unsure. */
  undecided: number;
}

/**
 * The paper's validity table: of the problems solved rarely (accuracy above 0 and below `limit`, 0.05), for how many does
 * at least one correct completion also reason correctly?
 */
export function chainValidity(problems: readonly (Counts & ChainMarks)[], limit = 0.05): ChainValidity {
  const hard = problems.filter((problem) => solvedRarely(problem, limit));
  const withValid = hard.filter(({valid}) => valid > 0).length;
  const withoutValid = hard.filter(({c, valid, invalid}) => valid === 0 && invalid >= c).length;
  return {hard: hard.length, withValid, withoutValid, undecided: hard.length - withValid - withoutValid};
}
