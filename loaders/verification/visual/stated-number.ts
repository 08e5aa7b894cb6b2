import {leadingQuantity} from "./leading-quantity.js";
import {isQuestion, isRefusal, lastClause, withoutConnective} from "./statement.js";

const ANCHOR =
  /(?:\b(?:is|are|was|were|be|equals?|shows?|reads?|measures?|weighs?|costs?|has|have|had|contains?|totals?|reach(?:es)?|gives?|get|gets|obtain|leaves|yields?|results? in|becomes?|remains?|represents?|indicates?|counts?|counted|sees?|makes?|lasts?|takes?|say|estimate|find|found|amounts? to|comes? to|consists? of|made (?:up )?of|composed of|adds? up to|(?:meet|intersect|stand|peak)s? at|differs? by|a (?:height|length|width|value|frequency|score|total|difference|gap|sum|range|distance) of)\b|(?:it|that|this|there|total|answer)['’]s\b|=|→|⇒|:(?!\d))/gi;
const THERE =
  /^(?:[^,.]{0,80},\s*)?there\s+(?:is|are|was|were|will be|would be|must be|should be|remains?)\b/i;
const SUBORDINATE =
  /^(?:after|when|since|as|because|if|in|from|looking at|based on|according to|for|on|with|given|by)\b[^,]*,\s+(?!\d{3}\b)/i;
const COORDINATE = /\b(?:and|while|whereas|but|or)\b|,/i;
const CAUSAL = /\b(?:so|therefore|thus|hence|giving|which|then)\b|^\s*[,:]?\s*$/i;

/** Words before a number that is a label, a bound or a part of what the sentence speaks of. */
const LABEL =
  /\b(?:than|of|to|from|by|between|over|under|above|below|beyond|least|most|the|these|those|all|in|on|with|and|or|for|if|when|since|until|before|after|figure|fig|step|part|problem|question|page|chapter|image|picture|row|column|line|bar|bars|level|section|case|equation|number|no|not|point|year|grade|group|least|first|last|other|its|their|every|each|per)\s$/i;

/** A condition whose consequence states no number. */
const OPEN = /\bthen\b[^]*\b(?:is|are|equals?)\b/i;

/** "In 2012", "The peak was in 2012." */
const YEAR =
  /^(?:(?:(?!\bfrom\b|\bnot\b|\bor\b|\d)[^,]){0,80}\b(?:is|was|were|occurred|happened|came|peaked|peak|highest|lowest|began|started|ended)\s)?(?:in|around)\s(?:the\syear\s)?((?:1[5-9]|20)\d\d)\W*$/i;

/** "It was the year 2012." */
const YEAR_NAMED = /^[^\d,]{0,60}\b(?<!\bnot\s)(?:is|was)\s(?:in\s)?the\syear\s((?:1[5-9]|20)\d\d)\W*$/i;

/** "There are no such bars." */
const NONE = /^(?:[^,.]{0,80},\s*)?there\s+(?:are|were|remain)\s+(?:no|zero)\s[^,;]{1,80}$/i;

/** "一共有5个。" */
const CHINESE =
  /^(?:[^，,。\d]{0,30}[，,])?[^，,。\d]{0,20}(?:共有?|一共是?|总共是?|有|是|为)\s?(-?\d[\d.]*)\s?[\u4e00-\u9fff]{0,4}[。.]?$/;

/** A sentence without the reason behind the number that it states. */
function withoutReason(sentence: string): string {
  return sentence
    .replace(/(?<=\d\S{0,3}(?:\s[a-z°]{1,12})?),\s(?:since|because|as)\s[^]*$/i, ".")
    .replace(/(?<=\d\S{0,3}(?:\s[a-z°]{1,12}){0,3})\s\((?![^()]*\bor\b)[^()]{1,120}\)(?=\W*$)/i, "")
    .replace(/(?<=\d)\s?o['’]clock(?=\W*$)/i, "");
}

interface Stated {
  text: string;
  start: number;
}

/**
 * The number that a sentence states: behind `there are`, behind a verb or sign of equality, or at its start. A number that
 * stands anywhere else is part of what the sentence speaks of. Null where none, or several that differ, are stated, and
 * for questions and refusals.
 */
export function statedNumber(sentence: string): string | null {
  if (isRefusal(sentence) || isQuestion(sentence)) return null;
  const text = withoutReason(withoutConnective(sentence));
  if (NONE.test(text)) return "0";
  const chinese = CHINESE.exec(text)?.[1];
  if (chinese !== undefined) return chinese;
  const year = (YEAR.exec(text) ?? YEAR_NAMED.exec(text))?.[1];
  if (year !== undefined) return year;
  const left = remaining(text);
  if (left !== null) return left;
  const there = THERE.exec(text);
  const counted = there === null ? null : leadingQuantity(text.slice(there[0].length));
  if (counted !== null) return counted.text;
  const stated = behindAnchor(text);
  const behind = stated ?? (there === null ? onlyNumber(text) : null);
  if (behind === "several") return null;
  const first = there === null ? opening(text) : null;
  if (behind === null || first === null) return behind ?? first;
  return behind === first || text.includes("=") ? behind : null;
}

/** The only number of a sentence, where a verb or its object stands before it: `crosses the axis 5 times`. */
function onlyNumber(text: string): string | null {
  const numbers = [...text.matchAll(/(?<![\w.,/:-])\\?\$?\d[\d,.]*/g)];
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || !/\w\s$/.test(text.slice(0, number.index))) return null;
  if (LABEL.test(text.slice(0, number.index))) return null;
  return leadingQuantity(text.slice(number.index))?.text ?? null;
}

/** The number with which a sentence begins, after a clause of time or reason. */
function opening(text: string): string | null {
  const main = text.replace(SUBORDINATE, "").replace(/^all (?:of )?(?:the )?/i, "");
  return leadingQuantity(main)?.text ?? null;
}

/** `so 7 remain`: the number with which the last clause begins, before what is left. */
function remaining(text: string): string | null {
  const clause = lastClause(text);
  // "There were 8, but 2 left, so 6."
  if (
    clause !== text &&
    /\b(?:so|therefore|thus|hence)[,:]?\s+\$?\d[\d.,]*(?:\s\p{L}+){0,2}\W*$/iu.test(text)
  )
    return leadingQuantity(clause)?.text ?? null;
  // "4 large and 3 small ones, 7 in total"
  const total = /,\s(?:making\s|that is\s)?(\S{1,12})\s(?:in (?:total|all)|altogether)\W*$/i.exec(text)?.[1];
  if (total !== undefined && total !== clause) return leadingQuantity(total)?.text ?? null;
  const isLeft =
    clause !== text &&
    /^\S+(?:\s\w+){0,3}?\s(?:remain|are left|is left|stay|in (?:total|all)\b|altogether)/i.test(clause);
  return isLeft ? (leadingQuantity(clause)?.text ?? null) : null;
}

/** The number behind the last verb that has one; `several` where two verbs side by side have different ones. */
function behindAnchor(text: string): string | null {
  const stated: Stated[] = [];
  for (const anchor of text.matchAll(ANCHOR)) {
    const found = leadingQuantity(text.slice(anchor.index + anchor[0].length));
    if (found !== null) stated.push({text: found.text, start: anchor.index});
  }
  const last = stated.at(-1);
  if (last === undefined || OPEN.test(text.slice(last.start))) return null;
  const before = stated.at(-2);
  if (before === undefined || before.text === last.text) return last.text;
  const between = text.slice(before.start, last.start);
  return COORDINATE.test(between) && !CAUSAL.test(between) && !between.includes("=") ? "several" : last.text;
}
