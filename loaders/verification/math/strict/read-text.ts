import {constant, negative, number, quotient} from "../algebra/expression.js";
import type {Answer} from "./answer.js";
import {plainText} from "./clean.js";
import {fractionInWords, numberInWords} from "./number-words.js";

/** Phrases that say that there is no solution. */
const NO_SOLUTION =
  /^(?:(?:there (?:is|are)|(?:the )?(?:system|equation|inequality) has) )?(?:(?:no|zero) (?:real |integer |such |possible |valid |such real |such integer |positive integer |integral |other |complex |more )?(?:solutions?|values?|roots?)(?: exists?)?|empty set|null set|none(?: exist)?|no such [a-z]{3,20} exists?)$/;

const SIGNED = /^(negative|minus) ([a-z][a-z -]*)$/;

/** `\text{A}` and `\text{A, C and D}`: letters of choices. */
function readLetters(text: string): Answer | null {
  if (!/^[A-H](?:(?:, and|,| and|;|\s?&)\s?[A-H]){0,7}$/.test(text)) return null;
  const items = text.match(/[A-H]/g)!.map((letter): Answer => ({kind: "choice", letter, value: null}));
  return items.length === 1 ? items[0]! : {kind: "collection", open: "", close: "", items};
}

/** Prose as an answer: a number in words, the empty set for "no solution", else text. */
export function readText(text: string): Answer {
  const letters = readLetters(
    text
      .replace(/^\\text\s?\{([^{}]*)\}$/, "$1")
      .replace(/\(([A-H])\)/g, "$1")
      .trim()
  );
  if (letters !== null) return letters;
  const plain = plainText(text);
  const signed = SIGNED.exec(plain);
  const dozens = /^(half )?(?:a )?dozen$/.exec(plain);
  if (dozens !== null)
    return {kind: "value", expression: number(dozens[1] === undefined ? 12n : 6n), unit: null};
  const counted = numberInWords(signed?.[2] ?? text.trim());
  if (counted !== null)
    return {kind: "value", expression: number(signed === null ? counted : -counted), unit: null};
  const infinite = /^(?:(negative|minus)|positive|plus)? ?infinity$/.exec(plain);
  if (infinite !== null) {
    const infinity = constant("infinity");
    return {kind: "value", expression: infinite[1] === undefined ? infinity : negative(infinity), unit: null};
  }
  const share = /^(\d{1,9}) (?:out of|in) (\d{1,9})$/.exec(plain);
  const fraction = share === null ? fractionInWords(text) : ([BigInt(share[1]!), BigInt(share[2]!)] as const);
  if (fraction !== null)
    return {kind: "value", expression: quotient(number(fraction[0]), number(fraction[1])), unit: null};
  return NO_SOLUTION.test(plain)
    ? {kind: "collection", open: "{", close: "}", items: []}
    : {kind: "text", text};
}
