import type {FinishReason} from "../../../schema/completion.js";
import type {Judgement} from "../../../schema/verdict.js";
import {describe, type Answer} from "./answer.js";
import {clean, plainText} from "./clean.js";
import {afterArrow, chainResult} from "./comparing/chain-result.js";
import {compareAnswers} from "./comparing/compare-answers.js";
import {different, equal, type Comparison} from "./comparing/comparison.js";
import {answeredText} from "./extracting/answered-text.js";
import {labelledBoxes} from "./extracting/boxes.js";
import {extractAnswer, extractGold} from "./extracting/extract-answer.js";
import type {Extraction} from "./extracting/extraction.js";
import {otherReadings} from "./extracting/other-readings.js";
import {isPhrase, statements, winnerOf} from "./extracting/statements.js";
import {holdForOthers, withoutConditions} from "./conditions.js";
import {residues} from "./congruence.js";
import {withoutArrow, withoutLabel, withoutNoun, withoutRate} from "./label.js";
import {families, shifted} from "./integer-family.js";
import {labelledParts} from "./labelled-parts.js";
import {cardinal} from "./number-words.js";
import {readAnswer} from "./read-answer.js";

/** Stored answers are cut here. */
const MAX_STORED = 4_000;

/** How a verdict came about, for people. */
export interface StrictExplanation {
  judgement: Judgement;
  /** What was found in the output and by which rule; null where nothing was. */
  extraction: Extraction | null;
  /** Both answers as they were read. */
  output: string | null;
  gold: string;
}

/**
 * Judges an output against a gold answer (which may stand in a solution, in a box or after `####`). Correct is what a
 * careful mathematician accepts as the same answer, and nothing else; the rules are in README.md beside this file. Of an output that was cut (finish reason `length`) only an
 * explicit, finished answer counts (see `extractAnswer`). Pure
 * and bounded: no text makes it hang, throw or grow.
 */
export function gradeStrict(output: string, gold: string, finishReason?: FinishReason): Judgement {
  const extraction = extractAnswer(output, finishReason);
  const said = isExplicit(extraction)
    ? saidInBox(extraction!, gold)
    : saidInWords(output, gold, finishReason);
  if (said !== null)
    return {verdict: "correct", extracted: said.slice(0, MAX_STORED), reason: null, rule: "said_in_words"};
  if (extraction === null)
    return {verdict: "incorrect", extracted: null, reason: "no_answer", rule: "no_answer"};
  const {equal: correct, rule} =
    compareParts(output, gold) ?? compareExtraction(extraction, extractGold(gold));
  return {
    verdict: correct ? "correct" : "incorrect",
    extracted: extraction.text.slice(0, MAX_STORED),
    reason: correct ? null : "mismatch",
    rule
  };
}

/** Rules that find an answer where prose gives no sign for it. */
const IMPLICIT: ReadonlySet<string> = new Set(["bold", "math", "equation", "number", "words", "whole"]);

function isExplicit(extraction: Extraction | null): boolean {
  return extraction !== null && !IMPLICIT.has(extraction.rule);
}

/** What the last sentence says, where that is the gold's word or phrase; null where it is not, and for golds that are none. */
function saidInWords(output: string, gold: string, finishReason?: FinishReason): string | null {
  const phrase = extractGold(gold);
  if (!isPhrase(phrase)) return null;
  const said = statements(output, finishReason);
  if (said === null) return null;
  return plainText(said.sentence) === plainText(phrase)
    ? said.sentence
    : (said.parts.find((text) => isSamePhrase(text, phrase)) ?? null);
}

/** What a sentence in the box says: \boxed{\text{The series diverges}}. */
function saidInBox({text, rule}: Extraction, gold: string): string | null {
  const inner =
    rule === "boxed" && text.length < 200 ? /^\\text\s?\{([^{}]*\s[^{}]*)\}$/.exec(text)?.[1] : undefined;
  return inner === undefined || /\b(?:because|since)\b/i.test(inner) ? null : saidInWords(inner, gold);
}

function isSamePhrase(text: string, phrase: string): boolean {
  const [a, b] = [clean(text), clean(phrase)];
  return a === b || isSameWord(a, b) || compareAnswers(readAnswer(a), readAnswer(b)).equal;
}

/** 12 \cdot 8 at the end of prose for a gold that is a number: the computation, not its result. */
const SUM_TO_DO =
  /^(?=.*\d.*(?:[-+*×÷]|\\(?:cdot|times|div)).*\d)(?:[\d\s.,(){}+*/×÷-]|\\(?:d?frac|cdot|times|div|left|right)(?![a-z]))+$/;

/** Between two names of one value. */
const SAME_VALUE = /,\s(?:or|i\.e\.?,?|that is,?|which is|which equals)\s/;

/** A gold of labelled parts against the boxes behind the same labels, wherever they stand; null where that is not equal or not so. */
function compareParts(output: string, gold: string): Comparison | null {
  if (labelledParts(clean(gold)) === null) return null;
  const parts = labelledBoxes(answeredText(output));
  const comparison = parts === null ? null : compareTexts(parts, gold);
  return comparison?.equal === true ? comparison : null;
}

/** Several boxes are a list; where they all say the same as the gold, one answer. */
function compareExtraction(extraction: Extraction, gold: string): Comparison {
  const {text, rule, boxes} = extraction;
  if ((rule === "math" || rule === "equation") && SUM_TO_DO.test(text) && /^-?\d[\d.,]*$/.test(gold))
    return different("unevaluated");
  const comparison = compareTexts(text, gold);
  const result = comparison.equal ? null : resultOf(extraction, gold);
  if (result !== null && compareTexts(result, gold).equal) return equal("result_of_equations");
  // "The answer is 10!"
  if (!comparison.equal && rule === "phrase" && /^[\d.,]+!$/.test(text))
    return compareTexts(text.slice(0, -1), gold);
  // "3 hours 24 minutes, or 204 minutes"
  const names = !comparison.equal && text.length < 200 ? text.split(SAME_VALUE) : [];
  if (names.length === 2 && names.every((name) => compareTexts(name, gold).equal)) return equal("every_name");
  if (comparison.equal || boxes === undefined) return comparison;
  return boxes.every((box) => compareTexts(box, gold).equal) ? equal("every_box") : comparison;
}

/** 5 of $f(2) = 2 + 3 = 5$; null where the extracted answer states no result, and for golds that are equations. */
function resultOf({text, rule, isNamed}: Extraction, gold: string): string | null {
  if (
    text.length > MAX_STORED / 2 ||
    /[=<>]/.test(gold) ||
    !/=|\\(?:equiv|approx|simeq)(?![a-z])|[≈≡⇒]|arrow/.test(text)
  )
    return null;
  const formula = text.replace(/^\s*(?:\$\$?|\\[[(])|(?:\$\$?|\\[\])])[\s.]*$/g, "");
  const standing =
    isNamed === true ? "named" : IMPLICIT.has(rule) || rule === "phrase" ? "stated" : "explicit";
  const last = afterArrow(formula);
  return chainResult(formula, standing) ?? (last === formula || rule === "boxed" ? null : last);
}

/** The same verdict with what led to it. */
export function explainStrict(output: string, gold: string, finishReason?: FinishReason): StrictExplanation {
  const extraction = extractAnswer(output, finishReason);
  return {
    judgement: gradeStrict(output, gold, finishReason),
    extraction,
    output: extraction === null ? null : describe(readAnswer(extraction.text)),
    gold: describe(readAnswer(extractGold(gold)))
  };
}

/** Compares two answer texts: as text, as plain numbers of any length, then as structure in every way that they can be read. */
export function compareTexts(output: string, gold: string): Comparison {
  const a = clean(output);
  const b = clean(gold);
  if (a === b) return a === "" ? different("empty") : equal("same_text");
  const [number, other] = [plainNumber(withoutSeparators(a)), plainNumber(withoutSeparators(b))];
  if (number !== null && other !== null) {
    return number === other ? equal("exact_number") : different("exact_number");
  }
  const read = {output: readAnswer(a), gold: readAnswer(b)};
  const usual = compareAnswers(read.output, read.gold);
  if (usual.equal) return usual;
  if (isSameWord(a, b)) return equal("same_words");
  for (const [left, right] of otherReadings(a, b, read)) {
    const comparison = compareAnswers(left, right);
    if (comparison.equal) return {equal: true, rule: `${comparison.rule} (other reading)`};
  }
  if (compareLabelled(a, b, read)) return equal("same_parts");
  for (const [rule, left, right] of rewritten(a, b)) {
    const comparison = compareTexts(left, right);
    if (comparison.equal) return {equal: true, rule: `${comparison.rule} (${rule})`};
  }
  return usual;
}

/** `(a) 3 (b) 4` part by part, against the same or a list in that order. */
function compareLabelled(output: string, gold: string, read: {output: Answer; gold: Answer}): boolean {
  const [a, b] = [labelledParts(output), labelledParts(gold)];
  if (a === null && b === null) return false;
  const left = a?.map((part) => readAnswer(part)) ?? itemsOf(read.output);
  const right = b?.map((part) => readAnswer(part)) ?? itemsOf(read.gold);
  return left.length === right.length && left.every((part, i) => compareAnswers(part, right[i]!).equal);
}

function itemsOf(answer: Answer): readonly Answer[] {
  return answer.kind === "collection" && answer.open === "" ? answer.items : [];
}

/** Both texts without what only stands beside the value: words before it, conditions after it, the ending of an ordinal. */
function* rewritten(output: string, gold: string): Generator<[rule: string, output: string, gold: string]> {
  const sets = families(output, gold);
  if (sets === "different") return;
  if (sets !== null) {
    yield* forAllIntegers("sets of a formula", sets);
    return;
  }
  if (holdForOthers(output, gold)) return;
  const inverse = withoutInverse(gold);
  // f(x) = … is another function than its inverse.
  if (inverse !== gold && /^[fgh]\s?\(/.test(output)) return;
  if (inverse !== gold) yield ["inverse", withoutInverse(output), inverse];
  const value = withoutLabel(output);
  if (value !== null) yield ["words before it", value, gold];
  const conditions = withoutConditions(output, gold);
  if (conditions !== null) yield* forAllIntegers("without a condition", conditions);
  const classes = residues(output, gold);
  if (classes !== null) yield ["residues", ...classes];
  const winner = /^\p{Lu}\p{L}*$/u.test(unframed(gold)) ? winnerOf(unframed(output)) : null;
  if (winner !== null) yield ["who wins", winner, unframed(gold)];
  const price = withoutRate(output, gold);
  if (price !== output) yield ["a price", price, gold];
  const [p, q] = [withoutNoun(output), withoutNoun(gold)];
  if (p !== output || q !== gold) yield ["noun before it", p, q];
  const ordinal = cardinal(gold);
  if (ordinal !== null) yield ["ordinal", cardinal(output) ?? output, ordinal];
  else if (/^\d{1,9}$/.test(gold)) {
    const place = cardinal(output);
    if (place !== null) yield ["ordinal", place, gold];
  }
  if (/^\\text\s?\{\s?[a-z]\s?\}$/.test(output)) yield ["a letter", unframed(output), gold];
  const based = withBase(output, gold);
  if (based !== null) yield ["the gold's base", based, gold];
  const rounded = approximation(output);
  if (rounded !== null && gold.includes(".")) yield ["its decimal", rounded, gold];
  const [f, g] = [withoutArrow(output), withoutArrow(gold)];
  if (f !== output || g !== gold) yield ["mapping", f, g];
}

/** Two formulas, and the output's with -k, k + 1, … in the place of a letter that runs through all integers. */
function* forAllIntegers(
  rule: string,
  [output, gold, letter]: readonly [output: string, gold: string, letter?: string]
): Generator<[rule: string, output: string, gold: string]> {
  yield [rule, output, gold];
  if (letter === undefined) return;
  for (const other of shifted(output, letter)) yield ["a shifted integer", other, gold];
}

/** 1011 for a gold in a stated base: the question names the base; null for other texts. */
function withBase(output: string, gold: string): string | null {
  const base = /^[\dA-Fa-f ]+_\s?\{?\s?(\d{1,2})\s?\}?$/.exec(gold)?.[1];
  return base !== undefined && /^(?=[\dA-F]*\d)(?:[\dA-F]{1,64}|[\da-f]{1,64})$/.test(output)
    ? `${output}_{${base}}`
    : null;
}

/** 0.42 of `\frac{5}{12} \approx 0.42` where that is no wrong approximation; null for other texts. */
function approximation(output: string): string | null {
  const decimal = /(?:\\approx(?![a-z])|≈)\s*(-?\d{1,20}\.\d{1,40})$/.exec(output)?.[1];
  return decimal === undefined || readAnswer(output).kind === "text" ? null : decimal;
}

/** `f^{-1}(x) = ` as `f(x) = `. */
function withoutInverse(text: string): string {
  return text.replace(/^([fgh])\s?\^\s?(?:\{\s?-1\s?\}|-1)\s?(?=\([a-z]\)\s*=)/, "$1");
}

function unframed(text: string): string {
  return text.replace(/^\\text\s?\{([^{}]*)\}$/, "$1").trim();
}

/** `Yes` and `odd`: short words that could also be read as products of variables, small or with a capital, in \text or not. */
function isSameWord(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) =>
    /^(?:\\(?:text|textbf|textit|textrm|mathbf|mathrm|mathit|mbox|emph)\{\s?)?([A-Z]?[a-z]{2,20}|[Nn]o|[A-Z]{1,5})\s?\}?$/
      .exec(text)?.[1]
      ?.toLowerCase()
  );
  return left !== undefined && left === right;
}

/** A number too long for the parser without its thousands separators; other texts unchanged. */
function withoutSeparators(text: string): string {
  return text.length > MAX_STORED && /^[-+]?\d{1,3}(?:,|\{,\}|,\\!|\\,)\d{3}/.test(text)
    ? ["{,}", ",\\!", "\\,", ","].reduce((rest, separator) => rest.replaceAll(separator, ""), text)
    : text;
}

/** A decimal without its leading and trailing zeros, as text: equal numbers of any length give equal texts. Null for anything else. */
function plainNumber(text: string): string | null {
  const match = /^([-+]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) return null;
  const whole = match[2]!.replace(/^0+(?=\d)/, "");
  const fraction = trimZeros(match[3] ?? "");
  const sign = match[1] === "-" && !(whole === "0" && fraction === "") ? "-" : "";
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}
