import type {FinishReason} from "../../../../schema/completion.js";
import {clean} from "../clean.js";
import {numberInWords} from "../number-words.js";
import {boldParts, formulas, isMathematical, joinedEnd, lastNumber, SENTENCE_END} from "./answer-parts.js";
import {ANSWER_PHRASE, answeredText, lastPlace} from "./answered-text.js";
import {lastBoxes} from "./boxes.js";
import {concludingAnswer} from "./concluding-answer.js";
import {isBound, isNegated, isSupposed} from "./denial.js";
import type {Extraction} from "./extraction.js";
import {withLastRows} from "./last-rows.js";
import {quantityIn} from "./quantity.js";

/** Phrases, bold text and prose are looked for in this many last characters only. */
const WINDOW = 20_000;
const SENTENCE_WINDOW = 1_000;
const WHOLE_LIMIT = 2_000;

/**
 * The final answer of a model's output, by the first rule that finds one: the last \boxed{} (several where one sentence joins
 * them); the last <answer> tag; the last `####`; the last phrase such as "the answer is" (English, Chinese, `A:` at the start of
 * a line); the whole output where it is nothing but an answer; the last bold text; the last formula; the end of the last
 * equation; the last number of a concluding sentence. Null where there is none: an empty or unclosed last box or tag takes
 * back what stands before it; prose that says that it has no answer, or breaks off, gives none; of a completion that was cut
 * (finish reason `length`) only a closed box or tag, a finished `####` line and a finished "the answer is X." count. What can
 * answer at all is the matter of `answeredText`. Linear in the length of the output.
 */
export function extractAnswer(output: string, finishReason?: FinishReason): Extraction | null {
  const text = answeredText(output);
  const cut = finishReason === "length" && text.length === output.length;
  const boxed = fromBoxes(text);
  if (boxed !== undefined) return (boxed === null ? null : laterAnswer(text)) ?? boxed;
  const tag = answerTag(text, cut);
  return tag === undefined ? (hashes(text, cut) ?? fromProse(text, cut)) : tag;
}

/** The answer that a gold text holds: what stands in its box or after `####`, else all of it. */
export function extractGold(gold: string): string {
  return (fromBoxes(gold) ?? hashes(gold, false))?.text ?? gold;
}

function found(text: string, rule: Extraction["rule"]): Extraction | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : {text: trimmed, rule};
}

function fromBoxes(text: string): Extraction | null | undefined {
  const boxes = lastBoxes(text);
  if (boxes === undefined || boxes === null) return boxes;
  const distinct = [...new Set(boxes)];
  const list = found(distinct.join(", "), "boxed");
  return list === null || distinct.length === 1 ? list : {...list, boxes: distinct};
}

const FINAL = /\bfinal answer is:?[*\s]{0,4}(?:\$([^$\n]{1,200})\$|\\\(([^\n]{1,200}?)\\\))[.\s*]/i;

/** "Correction: the answer is 40.", "Wait, this is wrong. It should be $40$": what takes a box back, and what it says in its place. */
const TAKEN_BACK =
  /(?:\b(?:correction|oops|sorry|apologi[sz]e|(?<!no )mistake|incorrect|wrong|no, )[^]{0,200}?\b(?:answer\s(?:is|(?:should|must|would) be)|(?:it|that|this|result|value)\s(?:should|must) be|it is|it['’]s|i (?:meant|mean))|\b(?:correct|right|actual|real|true) answer\s(?:is|(?:should|must) be))(?:\s(?:actually|really|rather))?[:\s*]{1,4}(?:\$([^$\n]{1,200})\$|\\\(([^\n]{1,200}?)\\\)|(-?\\?\$?\d[\d.,/]{0,30}))(?=[.!*\s]|$)/i;

/** The formula that "the final answer is" introduces after the last box, or that takes the box back. */
function laterAnswer(text: string): Extraction | null {
  const after = text.slice(text.lastIndexOf("\\boxed")).slice(0, WINDOW);
  return laterFormula(FINAL.exec(after)) ?? laterFormula(TAKEN_BACK.exec(after));
}

function laterFormula(match: RegExpExecArray | null): Extraction | null {
  const formula = match?.[1] ?? match?.[2] ?? match?.[3]?.replace(/[.,]+$/, "");
  return formula !== undefined && !formula.includes("boxed") && isMathematical(formula)
    ? found(formula, "phrase")
    : null;
}

/** Undefined where there is no tag. */
function answerTag(text: string, cut: boolean): Extraction | null | undefined {
  const start = lastPlace(text, "<answer>");
  if (start < 0) return undefined;
  const end = text.indexOf("</answer>", start);
  if (end < 0 && cut) return null;
  const content = text.slice(start + "<answer>".length, end < 0 ? undefined : end);
  return content.length > WINDOW ? null : (answerIn(content, "answer_tag") ?? found(content, "answer_tag"));
}

/** What follows the last `####` of a line; a heading (`#### Conclusion`) with text after it is no answer. */
function hashes(text: string, cut: boolean): Extraction | null {
  const at = lastPlace(text, "####");
  if (at < 0) return null;
  const end = text.indexOf("\n", at + 4);
  if (end < 0) return cut ? null : found(text.slice(at + 4), "hashes");
  const line = text.slice(at + 4, end);
  return /\d/.test(line) || text.slice(end).trim() === "" || isMathematical(line)
    ? found(line, "hashes")
    : null;
}

function fromProse(output: string, cut: boolean): Extraction | null {
  // What stands further before cannot answer.
  const text = withLastRows(output.slice(-2 * WINDOW));
  const window = text.slice(-WINDOW);
  const phrases = [...window.matchAll(ANSWER_PHRASE)];
  // A later phrase may introduce nothing ("the answer is as follows"): the one before it counts then.
  for (const phrase of phrases.slice(-3).reverse()) {
    const clause = window.slice(phrase.index + phrase[0].length);
    if (isSupposed(window.slice(0, phrase.index))) {
      if (phrase === phrases.at(-1) && isLastSentence(clause)) return null;
      continue;
    }
    if (cut && !isFinished(clause)) continue;
    const corrected = cut ? null : laterFormula(TAKEN_BACK.exec(clause.slice(0, SENTENCE_WINDOW)));
    if (corrected !== null) return corrected;
    const answer = answerIn(clause, "phrase");
    if (answer !== null) return answer;
  }
  return cut ? null : (whole(output.length > WINDOW ? output : text) ?? concludingAnswer(window));
}

/** Whether nothing follows the sentence at the start of a clause. */
function isLastSentence(clause: string): boolean {
  const end = clause.search(SENTENCE_END);
  return end < 0 || clause.slice(end + 1).trim() === "";
}

/** Whether the sentence or the line at the start of a clause ends. */
function isFinished(clause: string): boolean {
  return SENTENCE_END.test(clause.trimStart());
}

const REASON =
  /,?\s(?:because|since|which|where|so|as|when|for|after|given|with|by)\b|,\s(?:and|we|it|the)\b|\s\(/;
const INSTEAD = /,?\s(?:(?:and|but)\s)?(?:not|rather than|instead of)\s(?=[-$\\\d(*]|[A-H]\b)/;
/** "not $18$ but $20$" */
const NOT_BUT = /^\s*not\s[^]{1,80}?,?\sbut\s(?:rather\s)?([^]{1,120})$/i;
const COPULA = /\b(?:is|are|equals|was|were)\b(?:\s+(?:exactly|about|approximately|just))?|[=:]/;

/** The answer at the start of a clause that an answer phrase introduces; null where the clause holds none. */
function answerIn(clause: string, rule: Extraction["rule"]): Extraction | null {
  const start = balanced(clause.slice(0, SENTENCE_WINDOW).trimStart());
  const display = /^(?:\\\[([^]{1,600}?)\\\]|\$\$([^]{1,600}?)\$\$)/.exec(start);
  if (display !== null) return found(display[1] ?? display[2]!, rule);
  const sentence = start.split(SENTENCE_END, 1)[0]!;
  // A question states nothing.
  if (start[sentence.length] === "?") return null;
  const line = start.split("\n", 1)[0]!;
  for (const candidate of candidates(line, sentence))
    if (candidate.trim() !== "" && isMathematical(candidate)) return found(candidate, rule);
  const number = lastNumber(withoutGround(sentence));
  if (number !== null) return isNegated(sentence) || isBound(sentence, number) ? null : found(number, rule);
  const words = sentence.split(REASON, 1)[0]!.trim();
  return words.split(/\s+/).length <= 6 ? found(words, rule) : null;
}

/** "Friday, since 17 = 14 + 3": without the reason. */
function withoutGround(sentence: string): string {
  return sentence.split(/,?\s(?:because|since|as)\b/, 1)[0]!;
}

/** A clause that begins inside of bold text: its end is no part of the answer. */
function balanced(clause: string): string {
  const line = clause.split("\n", 1)[0]!;
  return line.split("**").length % 2 === 0 ? clause.replace("**", "") : clause;
}

function* candidates(line: string, sentence: string): Generator<string> {
  // "12, not 13"
  const instead = NOT_BUT.exec(sentence)?.[1];
  if (instead !== undefined) yield instead;
  const [head, other] = sentence.split(INSTEAD, 2);
  if (other !== undefined) yield head!;
  // "40. In other words, the": the line goes on.
  if (!/^.\s+\p{L}+(?:\s\p{L}+)+/u.test(line.slice(sentence.length))) yield line;
  if (sentence !== line) yield sentence;
  yield sentence.split(REASON, 1)[0]!;
  // "The largest $n$ is 34": the value, not the name.
  if (COPULA.test(sentence) && !isNegated(sentence)) yield withoutGround(sentence).split(COPULA).at(-1)!;
  yield formulas(sentence)[0] ?? "";
  yield joinedEnd(sentence, boldParts(sentence)) ?? "";
}

/** The whole output, where it is one line that reads as an answer, one formula, or has at most three words. */
function whole(text: string): Extraction | null {
  const trimmed = text.trim().replace(/^```[a-z]{0,10}\n([^`]{1,200})\n```$/, "$1");
  if (/^[-+]?[\d.,]+$/.test(trimmed)) return found(trimmed, "whole");
  const restated = /^([-+]?\d[\d.,]*) \(([a-z -]{3,60})\)\.?$/i.exec(trimmed);
  if (restated !== null && numberInWords(restated[2]!) !== null) return found(restated[1]!, "whole");
  if (trimmed.length > WHOLE_LIMIT || trimmed === "" || trimmed.includes("\n\n")) return null;
  // "1 h 30 min", "2 out of 5"
  if (/^\d[\w.,]* [\w.,/° ]{1,40}\.?$/.test(trimmed) && isQuantity(trimmed.replace(/\.$/, "")))
    return found(trimmed, "whole");
  if (isOneFormula(trimmed)) return found(trimmed, "whole");
  const isAnswer = isMathematical(trimmed)
    ? !hasProse(trimmed) && !isSentence(trimmed)
    : trimmed.split(/\s+/).length <= 3 && !/[$*\d]|\\[([]/.test(trimmed);
  return isAnswer ? found(trimmed, "whole") : null;
}

function isQuantity(text: string): boolean {
  if (/^\d+ (?:out of|in) \d+$/.test(text)) return true;
  const last = lastNumber(text);
  return last !== null && quantityIn(text, last) === text;
}

function isOneFormula(text: string): boolean {
  const inner = /^(?:\$\$([^$]+)\$\$|\$([^$]+)\$|\\\(([^]+)\\\)|\\\[([^]+)\\\])[.\s]*$/.exec(text);
  const content = inner?.slice(1).find(Boolean);
  return content !== undefined && !/\\[()[\]]/.test(content) && clean(content) !== "";
}

const SENTENCE =
  /\b(?:we|is|are|was|the|let|try|trying|if|that|this|so|then|when|since|suppose|assume|because|thus|hence|but|check|note)\b|[a-z]{3}[.!]\s+[A-Z]/i;

/** Whether letters outside of formulas are words of a sentence, not variables: "Let x = 17". */
function isSentence(text: string): boolean {
  return SENTENCE.test(text.replace(/\\text\s?\{[^{}]*\}/g, ""));
}

/** Whether words stand before a formula: `So, the sum \(a+b = 34\)`. */
function hasProse(text: string): boolean {
  const formula = text.search(/\$[^$]+\$|\\[([]/);
  return formula > 0 && /[A-Za-z]{2,}/.test(text.slice(0, formula).replace(/\b(?:and|or)\b/g, ""));
}
