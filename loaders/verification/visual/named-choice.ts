import {clean, plainText} from "../math/strict/clean.js";
import {readAnswer} from "../math/strict/read-answer.js";
import {sameText, wordsOf} from "./match-text.js";

/** The choice that a text names, and the rule that found it. */
export interface NamedChoice {
  /** -1 where a letter stands beside the value of another choice. */
  index: number;
  rule: "letter" | "contradiction" | "same_text" | "value" | "letter_in_prose" | "mention";
}

const LABEL = /^\(?[A-H]\)?$/;
const LETTER_IN_PROSE = /\(([A-H])\)|\b(?:option|choice|answer)\s+(?:is\s+)?\(?([A-H])\)?(?![\w'])/g;
const NEGATION = /\b(?:not|isn t|aren t|doesn t|don t|cannot|neither|nor|never)\b/;

/** Prose is searched for choices up to this length. */
const MAX_PROSE = 1_000;

/**
 * Which of the lettered choices an answer is: its letter (`B`, `(B)`, `B. 30°`), or its value, as text or as mathematics. A
 * capital counts as a letter first, so that among the choices A, B, D, F the answer `D` is the fourth. Null where it is
 * none, or equals several that differ.
 */
export function namedChoice(choices: readonly string[], text: string): NamedChoice | null {
  const cleaned = clean(text);
  const verbatim = choices.findIndex((choice) => withoutSpace(choice) === withoutSpace(cleaned));
  if (verbatim >= 0 && !LABEL.test(cleaned)) return {index: verbatim, rule: "same_text"};
  const read = readAnswer(cleaned);
  const letter = read.kind === "choice" ? indexOf(read.letter) : choices.length;
  if (letter < choices.length) {
    const rest = cleaned.replace(/^.*?[A-H]\W*/i, "");
    if (contradicts(choices, letter, rest)) return {index: -1, rule: "contradiction"};
    return {index: letter, rule: "letter"};
  }
  const index = onlyEqual(choices, cleaned);
  if (index !== null) return {index, rule: "value"};
  const isSmall = /^[a-h]$/.test(cleaned) && indexOf(cleaned) < choices.length;
  return isSmall ? {index: indexOf(cleaned), rule: "letter"} : null;
}

/** Which of the choices a sentence names: `option (B)`, or the only choice in words that occurs in it. */
export function choiceInProse(choices: readonly string[], text: string): NamedChoice | null {
  if (text.length > MAX_PROSE) return null;
  return letterInProse(choices, text) ?? mentioned(choices, text);
}

function withoutSpace(text: string): string {
  return clean(text).replace(/\s+/g, "");
}

function indexOf(letter: string): number {
  return letter.toUpperCase().charCodeAt(0) - 65;
}

/** The choice that equals a text; null where none does or two that differ do (5-2-3 and 5-3-2 are the same difference). */
function onlyEqual(choices: readonly string[], text: string): number | null {
  const equal = choices.flatMap((choice, index) => (sameText(text, choice).equal ? [index] : []));
  const [first] = equal;
  if (first === undefined) return null;
  return equal.every((index) => withoutSpace(choices[index]!) === withoutSpace(choices[first]!))
    ? first
    : null;
}

function contradicts(choices: readonly string[], letter: number, rest: string): boolean {
  if (rest === "" || sameText(rest, choices[letter]!).equal) return false;
  return choices.some((choice) => sameText(rest, choice).equal);
}

function letterInProse(choices: readonly string[], text: string): NamedChoice | null {
  const letters = [...text.matchAll(LETTER_IN_PROSE)].map((match) => indexOf(match[1] ?? match[2]!));
  const index = letters[0];
  const isOne = index !== undefined && index < choices.length && letters.every((other) => other === index);
  return isOne ? {index, rule: "letter_in_prose"} : null;
}

/** The only choice in words that occurs in the text, longer ones before those they contain; none in a negated sentence. */
function mentioned(choices: readonly string[], text: string): NamedChoice | null {
  const sentence = ` ${plainText(text).toLowerCase()} `;
  const phrases = choices.map((choice) => wordsOf(choice) ?? "");
  const found = phrases.filter((phrase) => phrase !== "" && sentence.includes(` ${phrase} `));
  const [longest] = [...found].sort((a, b) => b.length - a.length);
  if (longest === undefined || found.some((phrase) => !` ${longest} `.includes(` ${phrase} `))) return null;
  if (NEGATION.test(sentence.replace(` ${longest} `, " "))) return null;
  return {index: phrases.indexOf(longest), rule: "mention"};
}
