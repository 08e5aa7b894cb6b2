import {type} from "arktype";
import type {Judgement} from "../../schema/verdict.js";
import {different, type Comparison} from "../math/strict/comparing/comparison.js";
import {claimsOf, unmarked, type Claims} from "./claims.js";
import {parseVisualGold, type ChoiceGold, type NumberGold, type VisualGold} from "./gold.js";
import {leadingQuantity, RESTATED} from "./leading-quantity.js";
import {afterThought, markedAnswer, type MarkedAnswer} from "./marked-answer.js";
import {matchList} from "./match-list.js";
import {matchNumber} from "./match-number.js";
import {matchText} from "./match-text.js";
import {choiceInProse, namedChoice} from "./named-choice.js";
import {readQuantity} from "./quantity.js";
import {complement, isNegated, isRefusal} from "./statement.js";
import {statedNumber} from "./stated-number.js";

/** Longer answers are not read as numbers, lists or choices. */
const MAX_ANSWER = 500;
/** Stored answers are cut here. */
const MAX_STORED = 500;

/** What an answer text comes to; `text` is null where none was found. */
interface Finding extends Comparison {
  text: string | null;
}

/** A text that may be the answer (`whole`), begin with it (`clause`) or state it (`sentence`). */
interface Candidate {
  text: string;
  kind: "whole" | "clause" | "sentence";
}

const nothing: Finding = {text: null, equal: false, rule: "no_answer"};

/**
 * Judges a completion of a visual problem by its final answer: what it marks (a box, an answer tag, four hashes), else what
 * follows its last phrase such as `the answer is`, else what its last sentence states, else a short first line or bold text.
 * A number or word that the prose only speaks of is no answer, nor is one in a refusal, a question or a denial.
 *
 * Only what follows a closing </think> counts. A thought that does not end, and a text that breaks off in the middle of its
 * last sentence or box, give no answer but one that is marked and complete. `gold` is a `VisualGold`; anything else is the
 * verifier's error. Pure and bounded: no completion makes it hang or throw.
 *
 * Reasons: `no_answer` (none found), `mismatch` (another answer, or one that does not have the form asked for).
 */
export function gradeVisual(gold: unknown, completion: string): Judgement {
  const parsed = parseVisualGold(gold);
  if (parsed instanceof type.errors) return fault(`invalid gold: ${parsed.summary}`);
  if (parsed.type === "number" && readQuantity(parsed.value) === null) {
    return fault(`invalid gold: ${JSON.stringify(parsed.value)} is not a number`);
  }
  const {text, equal, rule} = findingOf(parsed, completion);
  if (text === null) return {verdict: "incorrect", extracted: null, reason: "no_answer", rule};
  const extracted = text.slice(0, MAX_STORED);
  if (equal) return {verdict: "correct", extracted, reason: null, rule};
  return {verdict: "incorrect", extracted, reason: "mismatch", rule};
}

function fault(rule: string): Judgement {
  return {verdict: "error", extracted: null, reason: "verifier_error", rule};
}

function findingOf(gold: VisualGold, completion: string): Finding {
  const {text, isThought} = afterThought(completion);
  const marked = markedAnswer(text);
  if (marked === null && isThought) return nothing;
  const candidates = marked === null ? candidatesOf(claimsOf(text)) : markedCandidates(marked);
  const findings = candidates.flatMap((candidate) => read(gold, candidate) ?? []);
  // A number or a letter is an answer, right or wrong; words are one where they are right.
  const isWords = gold.type === "list" || gold.type === "text";
  const decided = (isWords ? findings.find(({equal}) => equal) : undefined) ?? findings[0];
  if (decided !== undefined) return decided;
  const [first] = candidates;
  const isNone = first === undefined || (marked === null && isRefusal(first.text));
  return isNone ? nothing : {text: first.text, ...different("not_read")};
}

function markedCandidates({text, rule}: MarkedAnswer): Candidate[] {
  const plain = rule === "boxed" ? text : unmarked(text).trim();
  return [
    {text: plain, kind: "clause"},
    {text: plain.slice(0, MAX_ANSWER), kind: "sentence"}
  ];
}

/** Where an answer in prose may stand, likeliest first. After an answer phrase nothing else counts. */
function candidatesOf({phrase, sentence, opening, bold}: Claims): Candidate[] {
  if (phrase !== null) {
    if (phrase === "" || isRefusal(phrase)) return [];
    return [
      {text: phrase, kind: "clause"},
      {text: phrase, kind: "sentence"}
    ];
  }
  const candidates: {text: string | null; kind: Candidate["kind"]}[] = [
    {text: sentence, kind: "whole"},
    {text: sentence, kind: "sentence"},
    {text: opening, kind: "whole"},
    {text: bold, kind: "clause"}
  ];
  return candidates.flatMap(({text, kind}) => (text === null ? [] : [{text, kind}]));
}

/** What a candidate comes to; null where it holds no answer of the form asked for. */
function read(gold: VisualGold, {text, kind}: Candidate): Finding | null {
  const isSentence = kind === "sentence";
  if (text.length > MAX_ANSWER) return isSentence ? null : {text, equal: false, rule: "too_long"};
  switch (gold.type) {
    case "number":
      return readNumber(gold, text, kind);
    case "choice":
      return readChoice(gold, text, isSentence);
    case "list":
      return readWords(text, isSentence, (part) => matchList(gold.value, part));
    case "text":
      return readWords(text, isSentence, (part) => matchText(gold.value, part));
  }
}

function readNumber(gold: NumberGold, text: string, kind: Candidate["kind"]): Finding | null {
  // Of counted things.
  if (/^\W*none\W*$/i.test(text)) return {text, ...matchNumber(gold, readQuantity("0")!)};
  const number = kind === "sentence" ? statedNumber(text) : numberAlone(text, kind === "clause");
  const quantity = number === null ? null : readQuantity(number);
  return number === null || quantity === null ? null : {text: number, ...matchNumber(gold, quantity)};
}

/** 20 - 4: the question restated. */
const UNEVALUATED = /^\W*\d[\d.,]*\s?[-+−×*÷]\s?\d[\d.,]*\W*$/;

/** A text that is a number, or begins with one. */
function numberAlone(text: string, mayGoOn: boolean): string | null {
  if (UNEVALUATED.test(text)) return null;
  if (!RESTATED.test(text) && readQuantity(text) !== null) return text;
  return !mayGoOn || isNegated(text) ? null : (leadingQuantity(text)?.text ?? null);
}

function readChoice({choices, answer}: ChoiceGold, text: string, isSentence: boolean): Finding | null {
  const named = isSentence ? choiceInProse(choices, text) : namedChoice(choices, text);
  // Some data list the same choice twice.
  return named === null ? null : {text, equal: choices[named.index] === choices[answer], rule: named.rule};
}

/** "Canada has the highest share." */
const SUPERLATIVE =
  /^(?:(?:so|thus|hence|therefore),?\s)?(?:the\s)?([^,.;]{2,40}?)\s(?:has|have|had|is|was|shows?|showed|gets?|got)\sthe\s(?:\p{Ll}+est|most|least|winner|only|second|third)\b/iu;

function readWords(text: string, isSentence: boolean, match: (text: string) => Comparison): Finding | null {
  if (isSentence && isNegated(text) && !/^\W*(?:yes|no)\b/i.test(text)) return null;
  const parts = isSentence ? [text, complement(text) ?? "", SUPERLATIVE.exec(text)?.[1] ?? ""] : [text];
  const findings = parts.map((part) => ({text: part, ...match(part)}));
  return findings.find(({equal}) => equal) ?? (isSentence ? null : findings[0]!);
}
