import {quantityIn} from "./quantity.js";

/** A computation in plain text, its result, and what follows that in the sentence. */
const COMPUTATION =
  /^([^=]*(?:=[^=]*)*\d[^=]{0,80}?[-+−*×x÷/][^=]{0,60}\d[^=]{0,40})=\s*((?:\\?[$€£]\s?)?-?\d[\d,]*(?:\.\d+)?(?:\s?\\?%)?)([^=]*)$/;

/** What says more of the result than its noun and where it holds. */
const GOES_ON =
  /^\s(?:is|was|are|were|does|do|would|can)(?:\s(?:not|wrong|incorrect|impossible|too|never|also not)|n['’]t)\b|[-+*/×÷^]\s?\d|\b(?:is|are|was|were|has|have|had|equals?)\s[^,;]{0,30}\d|\b(?:so|thus|hence|therefore|but|then|which|i\.e|that is|minus|plus|times|dozen|hundred|thousand|million|billion|percent|squared|cubed|or|wrong|incorrect|too|remainder)\b|\band\s(?:that|this|it|he|she|they|we|so|then|there|\p{Lu})|[?;]/iu;

const TRIED =
  /\b(?:suppose|assume|try|trying|let(?! us (?:now )?(?:calculate|compute|find|determine))|test|if x|contradict(?:s|ion)?|wrong|incorrect|impossible)\b/i;

/**
 * The result of a computation with which a sentence states what it is of: 6 of "You save \$4 + \$2 = \$6 for 2 tubs and 4 packets", with the
 * unit behind it. Null where the sentence goes on with another statement, or ends with the result.
 */
export function computedResult(sentence: string): string | null {
  if (sentence.length > 400 || /[\\](?!\$|%)|\$[^$\d\s]/.test(sentence) || TRIED.test(sentence)) return null;
  const [, head, result, rest] = COMPUTATION.exec(sentence.trim().replace(/[.!]+$/, "")) ?? [];
  if (result === undefined || !/\p{L}/u.test(rest!) || GOES_ON.test(rest!)) return null;
  const words = /^[^\d]*/.exec(rest!)![0];
  return quantityIn(`${head!}=${result}${words}`, result);
}
