import {clean, plainText} from "../math/strict/clean.js";
import {different, equal, type Comparison} from "../math/strict/comparison.js";
import {compareTexts} from "../math/strict/grade-strict.js";

/** Letters, spaces and sentence punctuation, at least two letters: nothing that could be a formula. */
const WORDS = /^(?=.*\p{L}[^\p{L}]*\p{L})[\p{L}\s'’.,;:!?]+$/u;

/** The words of a prose text, without case, articles, punctuation and LaTeX; null where it may be a formula. */
export function wordsOf(text: string): string | null {
  const prose = clean(text.normalize("NFKC")).replace(
    /\\(?:text|textbf|textit|mathrm|mbox)\s?\{([^{}]*)\}/g,
    "$1"
  );
  return WORDS.test(prose) ? plainText(prose).toLowerCase() : null;
}

/** Whether two texts say the same: the same words, else the same mathematics. */
export function sameText(answer: string, reference: string): Comparison {
  const words = wordsOf(reference);
  return words !== null && words === wordsOf(answer) ? equal("same_words") : compareTexts(answer, reference);
}

/**
 * Compares words: the same but for case, punctuation and articles. For a yes or no, a sentence that opens with it and does
 * not hold the other counts too: `Yes, they are equal`.
 */
export function matchText(gold: string, answer: string): Comparison {
  const comparison = sameText(answer, gold);
  const reference = wordsOf(gold);
  if (comparison.equal || (reference !== "yes" && reference !== "no")) return comparison;
  const words = plainText(answer).toLowerCase().split(" ");
  const both = words.includes("yes") && words.includes("no");
  return words[0] === reference && !both ? equal("opening_word") : different("opening_word");
}
