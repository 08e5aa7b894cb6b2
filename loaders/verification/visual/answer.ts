import {type} from "arktype";
import type {Judgement} from "../../schema/verdict.js";
import {different, type Comparison} from "../math/strict/comparison.js";
import {extractAnswer, type Extraction} from "../math/strict/extract-answer.js";
import {closingWords} from "./closing-words.js";
import {parseVisualGold, type ChoiceGold, type NumberGold, type VisualGold} from "./gold.js";
import {matchList} from "./match-list.js";
import {matchNumber} from "./match-number.js";
import {matchText} from "./match-text.js";
import {choiceInProse, namedChoice} from "./named-choice.js";
import {spelledNumber} from "./number-words.js";
import {readQuantity} from "./quantity.js";

/** Longer answers are not read as numbers, lists or choices. */
const MAX_ANSWER = 500;
/** Stored answers are cut here. */
const MAX_STORED = 500;

/** Rules by which an output marks its answer; nothing else in it counts then. */
const marked: ReadonlySet<Extraction["rule"]> = new Set(["boxed", "answer_tag", "hashes"]);
const OPENING_TAG = "<answer>";
const THOUGHT_END = "</think>";

/** What an answer text comes to; `text` is null where none was found. */
interface Finding extends Comparison {
  text: string | null;
}

const nothing: Finding = {text: null, equal: false, rule: "no_answer"};

/**
 * Judges a completion of a visual problem by its final answer, which `extractAnswer` of math@strict finds; answers in prose
 * (words, choices, `there are six`) also in the last sentence. Only what follows a closing </think> counts. `gold` is a `VisualGold`; anything else is the verifier's
 * error. Pure and bounded: no completion makes it hang or throw.
 *
 * Reasons: `no_answer` (none found), `mismatch` (another answer, or one that does not have the form asked for).
 */
export function gradeVisual(gold: unknown, completion: string): Judgement {
  const parsed = parseVisualGold(gold);
  if (parsed instanceof type.errors) return fault(`invalid gold: ${parsed.summary}`);
  if (parsed.type === "number" && readQuantity(parsed.value) === null) {
    return fault(`invalid gold: ${JSON.stringify(parsed.value)} is not a number`);
  }
  const {text, equal, rule} = findingOf(parsed, withoutThought(completion));
  if (text === null) return {verdict: "incorrect", extracted: null, reason: "no_answer", rule};
  const extracted = text.slice(0, MAX_STORED);
  if (equal) return {verdict: "correct", extracted, reason: null, rule};
  return {verdict: "incorrect", extracted, reason: "mismatch", rule};
}

function withoutThought(completion: string): string {
  const end = completion.lastIndexOf(THOUGHT_END);
  return end < 0 ? completion : completion.slice(end + THOUGHT_END.length);
}

function fault(rule: string): Judgement {
  return {verdict: "error", extracted: null, reason: "verifier_error", rule};
}

function findingOf(gold: VisualGold, completion: string): Finding {
  const extraction = extractAnswer(completion);
  if (extraction !== null && extraction.text.length > MAX_ANSWER) {
    return {text: extraction.text, equal: false, rule: "too_long"};
  }
  switch (gold.type) {
    case "number":
      return numberFinding(gold, extraction, completion);
    case "list":
      return firstEqual(wordedAnswers(extraction, completion), (text) => matchList(gold.value, text));
    case "text":
      return firstEqual(wordedAnswers(extraction, completion), (text) => matchText(gold.value, text));
    case "choice":
      return choiceFinding(gold, extraction, completion);
  }
}

function numberFinding(gold: NumberGold, extraction: Extraction | null, completion: string): Finding {
  const isMarked = extraction !== null && marked.has(extraction.rule);
  const inProse = isMarked
    ? []
    : [predicate(extraction?.text ?? ""), spelledNumber(closingWords(completion))];
  const texts = [extraction?.text ?? null, ...inProse];
  for (const text of texts) {
    const quantity = text === null ? null : readQuantity(text);
    if (quantity !== null) return {text, ...matchNumber(gold, quantity)};
  }
  return extraction === null ? nothing : {text: extraction.text, ...different("not_a_number")};
}

/** What a short sentence such as `It is 6` says of its subject; null where it has no verb. */
function predicate(sentence: string): string | null {
  return /\b(?:is|are|equals)\b\s*([^]*)$/i.exec(sentence)?.[1] ?? null;
}

function firstEqual(texts: readonly string[], match: (text: string) => Comparison): Finding {
  const findings = texts.map((text) => ({text, ...match(text)}));
  return findings.find(({equal}) => equal) ?? findings[0] ?? nothing;
}

function choiceFinding(
  {choices, answer}: ChoiceGold,
  extraction: Extraction | null,
  completion: string
): Finding {
  const texts = wordedAnswers(extraction, completion);
  for (const read of [namedChoice, choiceInProse]) {
    for (const text of texts) {
      const named = read(choices, text);
      // Some data list the same choice twice.
      if (named !== null) return {text, equal: choices[named.index] === choices[answer], rule: named.rule};
    }
  }
  return texts[0] === undefined ? nothing : {text: texts[0], equal: false, rule: "no_choice"};
}

/** Texts that may hold an answer in words, likeliest first. What the completion marks as its answer stands alone. */
function wordedAnswers(extraction: Extraction | null, completion: string): string[] {
  if (extraction?.rule === "answer_tag") return [taggedText(completion)];
  if (extraction !== null && marked.has(extraction.rule)) return [extraction.text];
  const texts = [closingWords(completion), extraction?.text ?? ""].filter((text) => text !== "");
  return texts.filter((text) => text.length <= MAX_ANSWER);
}

/** All that stands in the last answer tag: extraction keeps only the mathematics in it. */
function taggedText(completion: string): string {
  const start = completion.lastIndexOf(OPENING_TAG) + OPENING_TAG.length;
  const end = completion.indexOf("</answer>", start);
  return completion
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, MAX_ANSWER);
}
