import {constant, negative, number, quotient} from "../algebra/expression.js";
import type {Answer} from "./answer.js";
import {plainText} from "./clean.js";
import {fractionInWords, numberInWords} from "./number-words.js";

/** Phrases that say that there is no solution. */
const NO_SOLUTION =
  /^(?:there (?:is|are) )?(?:(?:no|zero) (?:real |integer |such |possible |valid )?(?:solutions?|values?|roots?)(?: exists?)?|empty set|none exist)$/;

const SIGNED = /^(negative|minus) ([a-z][a-z -]*)$/;

/** Prose as an answer: a number in words, the empty set for "no solution", else text. */
export function readText(text: string): Answer {
  const plain = plainText(text);
  const signed = SIGNED.exec(plain);
  const counted = numberInWords(signed?.[2] ?? text.trim());
  if (counted !== null)
    return {kind: "value", expression: number(signed === null ? counted : -counted), unit: null};
  const infinite = /^(?:(negative|minus)|positive|plus)? ?infinity$/.exec(plain);
  if (infinite !== null) {
    const infinity = constant("infinity");
    return {kind: "value", expression: infinite[1] === undefined ? infinity : negative(infinity), unit: null};
  }
  const fraction = fractionInWords(text);
  if (fraction !== null)
    return {kind: "value", expression: quotient(number(fraction[0]), number(fraction[1])), unit: null};
  return NO_SOLUTION.test(plain)
    ? {kind: "collection", open: "{", close: "}", items: []}
    : {kind: "text", text};
}
