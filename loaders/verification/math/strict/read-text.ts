import {number, quotient} from "../algebra/expression.js";
import type {Answer} from "./answer.js";
import {plainText} from "./clean.js";
import {fractionInWords, numberInWords} from "./number-words.js";

/** Phrases that say that there is no solution. */
const NO_SOLUTION =
  /^(?:there (?:is|are) )?(?:(?:no|zero) (?:real |integer |such |possible |valid )?(?:solutions?|values?|roots?)(?: exists?)?|empty set|none exist)$/;

/** Prose as an answer: a number in words, the empty set for "no solution", else text. */
export function readText(text: string): Answer {
  const plain = plainText(text);
  const counted = numberInWords(text.trim());
  if (counted !== null) return {kind: "value", expression: number(counted), unit: null};
  const fraction = fractionInWords(text);
  if (fraction !== null)
    return {kind: "value", expression: quotient(number(fraction[0]), number(fraction[1])), unit: null};
  return NO_SOLUTION.test(plain)
    ? {kind: "collection", open: "{", close: "}", items: []}
    : {kind: "text", text};
}
