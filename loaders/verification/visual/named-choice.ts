import {clean, plainText} from "../math/strict/clean.js";
import {leadingLetter, letterInSentence, type ChosenLetter} from "./chosen-letter.js";
import {matchNumber} from "./match-number.js";
import {sameText, wordsOf} from "./match-text.js";
import {readQuantity} from "./quantity.js";
import {statedNumber} from "./stated-number.js";
import {complement, isNegated, lastClause, statedYesNo} from "./statement.js";

/** The choice that a text names, and the rule that found it. */
export interface NamedChoice {
  /** -1 where a letter stands beside the value of another choice. */
  index: number;
  rule: "letter" | "contradiction" | "same_text" | "value" | "letter_in_prose" | "opening_word" | "mention";
}

const LABEL = /^\(?[A-H]\)?$/;

/** Prose is searched for choices up to this length. */
const MAX_PROSE = 1_000;

/**
 * Which of the lettered choices an answer is: its letter (`B`, `(B)`, `[B]`, `B. 30°`, `B (30°)`), or its value, as text or as
 * mathematics. A capital counts as a letter first, so that among the choices A, B, D, F the answer `D` is the fourth. Null
 * where it is none, or equals several that differ.
 */
export function namedChoice(choices: readonly string[], text: string): NamedChoice | null {
  const cleaned = clean(text);
  const verbatim = choices.findIndex((choice) => withoutSpace(choice) === withoutSpace(cleaned));
  if (verbatim >= 0 && !LABEL.test(cleaned)) return {index: verbatim, rule: "same_text"};
  const chosen = leadingLetter(text);
  const byLetter = chosen === null || chosen.isSmall ? null : choiceOf(choices, chosen, "letter");
  if (byLetter !== null) return byLetter;
  const index = onlyEqual(choices, cleaned) ?? sameQuantity(choices, cleaned);
  if (index !== null) return {index, rule: "value"};
  return chosen?.isSmall === true && chosen.rest === "" ? choiceOf(choices, chosen, "letter") : null;
}

/** "It is Berlin, not Rome." */
const INSTEAD = /,\s(?:and\s)?(?:not|rather than|instead of)\s[^,;.]{1,80}(?=[.\s]*$)/i;

/** Which of the choices a sentence names: by a letter, a yes or no at its start, a number it states, or the only one it mentions. */
export function choiceInProse(choices: readonly string[], sentence: string): NamedChoice | null {
  if (sentence.length > MAX_PROSE) return null;
  const text = sentence.replace(INSTEAD, "");
  const words = choices.map((choice) => choice.trim().toLowerCase());
  const opening = statedYesNo(text);
  if (opening !== null && words.includes(opening))
    return {index: words.indexOf(opening), rule: "opening_word"};
  const chosen = letterInSentence(text);
  const byLetter = chosen === null ? null : choiceOf(choices, chosen, "letter_in_prose");
  return byLetter ?? named(choices, text) ?? predicated(choices, text) ?? mentioned(choices, text);
}

/** "Green, since it is higher than the red one." */
const REASONED = /^([^,]{1,60}),\s(?:since|because|as|which|with)\b/i;
/** "Not red but blue." */
const NOT_BUT = /^\W*(?:it(?: is|['’]s)\s)?not\s[^,;.]{1,60}?,?\sbut\s(?:rather\s)?([^,;.]{1,60})[.\s]*$/i;
/** "so red is the answer" */
const SUBJECT = /^([^,;.]{1,60}?)\sis\s(?:the|our|my)\s(?:correct\s|final\s|right\s)?(?:answer|choice)\b/i;

/** The choice whose words are all of what a sentence names as its answer. */
function named(choices: readonly string[], text: string): NamedChoice | null {
  const parts = [REASONED.exec(text), NOT_BUT.exec(text), SUBJECT.exec(lastClause(text))];
  const said = parts.find((part) => part !== null)?.[1];
  const index = said === undefined ? null : onlyEqual(choices, said);
  return index === null ? null : {index, rule: "value"};
}

function choiceOf(
  choices: readonly string[],
  {letter, rest}: ChosenLetter,
  rule: NamedChoice["rule"]
): NamedChoice | null {
  const index = letter.charCodeAt(0) - 65;
  if (index >= choices.length) return null;
  return contradicts(choices, index, rest) ? {index: -1, rule: "contradiction"} : {index, rule};
}

function withoutSpace(text: string): string {
  return clean(text).replace(/\s+/g, "");
}

/** The choice that equals a text; null where none does or two that differ do (5-2-3 and 5-3-2 are the same difference). */
function onlyEqual(choices: readonly string[], text: string): number | null {
  return onlyOne(choices, (choice) => sameText(text, choice).equal);
}

function onlyOne(choices: readonly string[], isEqual: (choice: string) => boolean): number | null {
  const equal = choices.flatMap((choice, index) => (isEqual(choice) ? [index] : []));
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

/** The choice that a sentence says of its subject, as words or as the number that it states. */
function predicated(choices: readonly string[], text: string): NamedChoice | null {
  if (isNegated(text)) return null;
  const said = complement(text);
  const index = (said === null ? null : onlyEqual(choices, said)) ?? stated(choices, text);
  return index === null ? null : {index, rule: "value"};
}

function stated(choices: readonly string[], text: string): number | null {
  const number = statedNumber(text);
  return number === null ? null : sameQuantity(choices, number);
}

/** The only choice that is the same quantity, in whatever unit. */
function sameQuantity(choices: readonly string[], text: string): number | null {
  const quantity = readQuantity(text);
  if (quantity === null) return null;
  return onlyOne(
    choices,
    (choice) => readQuantity(choice) !== null && matchNumber({type: "number", value: choice}, quantity).equal
  );
}

/** The only choice in words that occurs in the text, longer ones before those they contain; none in a negated sentence. */
function mentioned(choices: readonly string[], text: string): NamedChoice | null {
  const phrases = choices.map((choice) =>
    wordsOf(choice) === null && !/\p{L}{3}/u.test(choice) ? "" : spaced(choice)
  );
  // "The population decreases."
  const sentence = ` ${spaced(text)} `.replace(VERB, (form, stem: string) =>
    phrases.includes(stem) ? stem : form
  );
  const said = phrases.filter((phrase) => phrase !== "" && sentence.includes(` ${phrase} `));
  const found = said.filter((phrase) => phrase.length > 3);
  const [longest] = [...found].sort((a, b) => b.length - a.length);
  if (longest === undefined || said.some((phrase) => !` ${longest} `.includes(` ${phrase} `))) return null;
  if (isNegated(sentence.replace(` ${longest} `, " ")) || /\beither\b/.test(sentence)) return null;
  return {index: phrases.indexOf(longest), rule: "mention"};
}

const VERB = /(?<= )(\p{L}{4,20}e)[sd](?= )/gu;

/** Words in lower case with single spaces, also of names such as `PDE-Refiner`. */
function spaced(text: string): string {
  return plainText(text.replace(/(?<=\p{L})[-–](?=\p{L})/gu, " ")).toLowerCase();
}
