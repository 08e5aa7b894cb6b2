import {clean} from "./clean.js";
import {readTime} from "./literal.js";
import {readAnswer} from "./read-answer.js";

/** What was found in an output, and by which rule. */
export interface Extraction {
  text: string;
  rule: "boxed" | "answer_tag" | "hashes" | "phrase" | "whole" | "bold" | "math" | "equation" | "number";
}

/** Phrases, bold text and prose are looked for in this many last characters only. */
const WINDOW = 20_000;
const SENTENCE_WINDOW = 1_000;
const WHOLE_LIMIT = 2_000;

/**
 * The final answer of a model's output, by the first rule that finds one: the last \boxed{}; the last <answer> tag; the last
 * `####`; the last phrase such as "the answer is" (English, Chinese, `A:` at the start of a line); the whole output where it is
 * nothing but an answer; the last bold text; the last formula; the end of the last equation; the last number. Only what
 * follows a closing </think> counts. Null where there is none. Linear in the length of the output.
 */
export function extractAnswer(output: string): Extraction | null {
  const thought = output.lastIndexOf("</think>");
  const text = thought < 0 ? output : output.slice(thought + "</think>".length);
  return lastBoxes(text) ?? answerTag(text) ?? hashes(text) ?? fromProse(text);
}

/** The answer that a gold text holds: what stands in its box or after `####`, else all of it. */
export function extractGold(gold: string): string {
  return (lastBoxes(gold) ?? hashes(gold))?.text ?? gold;
}

function found(text: string, rule: Extraction["rule"]): Extraction | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : {text: trimmed, rule};
}

const BOX = /\\(?:boxed|fbox)\s{0,4}/g;
const JOINT = /^[\s$,;\\()]*(?:and|or|\\text\{\s?(?:and|or)\s?\}|,)?[\s$,;\\()]*$/;

/** The content of the last box; boxes joined by nothing but `and`, `or` or a comma are one list. */
function lastBoxes(text: string): Extraction | null {
  let start = lastBox(text, text.length);
  // An unclosed last box is a truncated one: the one before it may have been answered.
  let content = start < 0 ? null : boxContent(text, start);
  for (let tries = 0; start >= 0 && content === null && tries < 3; tries++) {
    start = lastBox(text, start);
    content = start < 0 ? null : boxContent(text, start);
  }
  if (content === null) return null;
  const parts = [content.text];
  for (let tries = 0; tries < 20; tries++) {
    const before = lastBox(text, start);
    const earlier = before < 0 ? null : boxContent(text, before);
    if (
      earlier === null ||
      earlier.end > start ||
      start - earlier.end > 30 ||
      !JOINT.test(text.slice(earlier.end, start))
    )
      break;
    parts.unshift(earlier.text);
    start = before;
  }
  return found(parts.join(", "), "boxed");
}

function lastBox(text: string, before: number): number {
  return before <= 0
    ? -1
    : Math.max(text.lastIndexOf("\\boxed", before - 1), text.lastIndexOf("\\fbox", before - 1));
}

function boxContent(text: string, at: number): {text: string; end: number} | null {
  BOX.lastIndex = at;
  const start = at + (BOX.exec(text)?.[0].length ?? 0);
  if (text[start] !== "{") {
    const end = start + (/^[^\s$.,]{0,40}/.exec(text.slice(start, start + 40))?.[0].length ?? 0);
    return end > start ? {text: text.slice(start, end), end} : null;
  }
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return {text: text.slice(start + 1, i), end: i + 1};
  }
  return null;
}

function answerTag(text: string): Extraction | null {
  const start = text.lastIndexOf("<answer>");
  if (start < 0) return null;
  const end = text.indexOf("</answer>", start);
  const content = text.slice(start + "<answer>".length, end < 0 ? undefined : end);
  return content.length > WINDOW ? null : (answerIn(content, "answer_tag") ?? found(content, "answer_tag"));
}

function hashes(text: string): Extraction | null {
  const at = text.lastIndexOf("####");
  if (at < 0) return null;
  const end = text.indexOf("\n", at + 4);
  return found(text.slice(at + 4, end < 0 ? undefined : end), "hashes");
}

const PHRASE =
  /(?:\banswer\b[^.\n:=$]{0,60}?(?:\b(?:is|are|equals)\b|[:=：])|(?:^|\n)[ \t]{0,4}A(?:nswer)?[ \t]?:|答案(?:应该|應該)?(?:是|为|為|：|:|=)|(?:结果|結果)(?:是|为|為|：|:))[*_:：\s]{0,8}/gi;

function fromProse(text: string): Extraction | null {
  const window = text.slice(-WINDOW);
  const phrases = [...window.matchAll(PHRASE)];
  // A later phrase may introduce nothing ("the answer is as follows"): the one before it counts then.
  for (const phrase of phrases.slice(-3).reverse()) {
    const answer = answerIn(window.slice(phrase.index + phrase[0].length), "phrase");
    if (answer !== null) return answer;
  }
  return whole(text) ?? bold(window) ?? lastSentence(window);
}

/** Whether text reads as mathematics, a choice or a time, not as prose. */
function isMathematical(text: string): boolean {
  return readAnswer(text).kind !== "text" || readTime(clean(text)) !== null;
}

const SENTENCE_END = /[.!?。！？](?=\s|$)|\n|。/;
const REASON =
  /,?\s(?:because|since|which|where|so|as|when|for|after|given|with|by)\b|,\s(?:and|we|it|the)\b|\s\(/;

/** The answer at the start of a clause that an answer phrase introduces; null where the clause holds none. */
function answerIn(clause: string, rule: Extraction["rule"]): Extraction | null {
  const start = clause.slice(0, SENTENCE_WINDOW).trimStart();
  const display = /^(?:\\\[([^]{1,600}?)\\\]|\$\$([^]{1,600}?)\$\$)/.exec(start);
  if (display !== null) return found(display[1] ?? display[2]!, rule);
  const sentence = start.split(SENTENCE_END, 1)[0]!;
  const line = start.split("\n", 1)[0]!;
  const candidates = [
    line,
    sentence,
    sentence.split(REASON, 1)[0]!,
    formulas(sentence)[0] ?? "",
    boldParts(sentence)[0] ?? ""
  ];
  const mathematical = candidates.find((candidate) => candidate.trim() !== "" && isMathematical(candidate));
  if (mathematical !== undefined) return found(mathematical, rule);
  const number = lastNumber(sentence);
  if (number !== null) return found(number, rule);
  const words = sentence.split(REASON, 1)[0]!.trim();
  return words.split(/\s+/).length <= 6 ? found(words, rule) : null;
}

/** The whole output, where it is one line that reads as an answer or has at most three words. */
function whole(text: string): Extraction | null {
  const trimmed = text.trim();
  if (/^[-+]?[\d.,]+$/.test(trimmed)) return found(trimmed, "whole");
  if (trimmed.length > WHOLE_LIMIT || trimmed === "") return null;
  if (
    trimmed.includes("\n\n") ||
    (!isMathematical(trimmed) && (trimmed.split(/\s+/).length > 3 || /[$*\d]|\\[([]/.test(trimmed)))
  )
    return null;
  return found(trimmed, "whole");
}

function boldParts(text: string): string[] {
  return [...text.matchAll(/\*\*([^*\n]{1,200})\*\*|\\textbf\{([^{}]{1,200})\}/g)].map(
    (match) => match[1] ?? match[2]!
  );
}

/** The last bold text that reads as mathematics; headings are bold as well. */
function bold(window: string): Extraction | null {
  const last = boldParts(window).at(-1);
  if (last === undefined || last.trim().endsWith(":")) return null;
  return isMathematical(last) ? found(last, "bold") : null;
}

function formulas(text: string): string[] {
  const matches = text.matchAll(
    /\$\$([^$]{1,600})\$\$|\$([^$]{1,600})\$|\\\(([^]{1,600}?)\\\)|\\\[([^]{1,600}?)\\\]/g
  );
  return [...matches].map(([, ...groups]) => groups.find(Boolean) ?? "");
}

function lastSentence(window: string): Extraction | null {
  const tail = window.trimEnd().slice(-SENTENCE_WINDOW);
  const formula = formulas(tail).filter(isMathematical).at(-1);
  const end =
    tail
      .split(SENTENCE_END)
      .filter((sentence) => sentence.trim() !== "")
      .at(-1) ?? "";
  const number = lastNumber(tail);
  if (
    formula !== undefined &&
    (number === null || tail.lastIndexOf(formula) + formula.length >= tail.lastIndexOf(number))
  )
    return found(formula, "math");
  const side = end.split(/=|\b(?:is|are|get|gives|equals|obtain)\b/).at(-1)!;
  if (side !== end && side.trim() !== "" && isMathematical(side)) return found(side, "equation");
  return number === null ? null : found(number, "number");
}

/** The last number of a text, with sign, currency, fraction and percent. */
function lastNumber(text: string): string | null {
  const numbers = text.match(/(?<![\w.])-?\\?\$?-?\d[\d,]*(?:\.\d+)?(?:\s?\/\s?\d+)?(?:\s?\\?%)?/g);
  return numbers?.at(-1)?.replace(/,+$/, "") ?? null;
}
