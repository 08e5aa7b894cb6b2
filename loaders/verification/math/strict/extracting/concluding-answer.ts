import {
  boldParts,
  countNumbers,
  formulas,
  isMathematical,
  joinedEnd,
  lastNumber,
  numbersOf,
  SENTENCE_END,
  withPlainHalves
} from "./answer-parts.js";
import {deniesAnswer, GROUND, isBound, isComputed, isGiven, isNegated, isOpenEnd} from "./denial.js";
import {withoutAsides} from "./asides.js";
import {statesAnother} from "./asked-quantity.js";
import {chineseNumber} from "./chinese.js";
import {computedResult} from "./computed-result.js";
import {concludingWord, countInWords} from "./concluding-words.js";
import {isAnswering, isInFormula, lastFormula} from "./last-formula.js";
import {mainClause} from "./main-clause.js";
import {quantityIn} from "./quantity.js";
import {withoutRemarks} from "./remarks.js";
import {withoutTrailingNames} from "./trailing-names.js";
import type {Extraction} from "./extraction.js";

/** "which leaves her facing $\\text{east}$" */
const WORD_FORMULA = /(?:\$|\\\()\s?(\\(?:text|textbf|mathrm|mbox)\{[^{}$]{1,60}\})\s?(?:\$|\\\))[.\s]*$/;

/** "The three are 56, 57 and 58, and the greatest is 58": its result. */
const BEFORE_RESULT =
  /^[^]{1,300}[,;]\s(?:and\s|so\s)(?=(?:the\s|our\s)(?:final\s)?(?:answer|result|total|\p{Ll}{2,}est)\b[^,;=]{0,40}\s(?:is|equals|=)\s[^,;]{1,60}$|\$\s?[a-z](?:\s?[+*-]\s?[a-z]){1,3}\s?=[^$,]{1,40}\$\s*$)/u;

const UNCERTAIN =
  /\b(?:if|whether|unless|suppose|assume|either|or|maybe|perhaps|might|could|may|which of)\b/i;

/** "Since the question asks for the largest value of $x$, our final solution is" */
const SINCE_ASKED =
  /^\W*(?:since|because|as)\s(?:the (?:problem|question|task)|we (?:are|were) (?:asked|looking)|we want)\s?[^,]{0,120},\s/i;

/** "Therefore, the number of factors is 6" */
const CONCLUDING = /^\W*(?:so|thus|hence|therefore|consequently|finally|in conclusion)\b/i;

/** Prose is looked at in this many last characters. */
const TAIL = 1_000;

/** Sentences that may take an answer back. */
const LAST_SENTENCES = 3;

/** Words of a sentence that concludes: a number of any other sentence belongs to the problem, not to the answer. */
const CONCLUSION =
  /=|≈|\b(?:so|thus|hence|therefore|consequently|finally|total|altogether|in all|is|are|was|were|equals?|gives?(?! (?:away|him|her|them|his|to)\b)|gets?|got|yields?|obtain|conclude|answer|left|remain|remains|(?:it|that|this)['’]s|result|makes? a total|(?:that|this|which|it) (?:makes|leaves)|comes? (?:out )?to|amounts? to|adds? up to|ends? up with|now (?:owns?|has|have)|at \d{1,2}:\d\d|will (?:take|need|cost|have)|(?<=\w{2}s )cost|(?:cost|take|measure|weigh|earn|pay|spend|save|receive|mean|arrive|leave|finishe)s)\b/i;

/** "So option D is correct", "(D) is the answer". */
const CHOICE =
  /(?:\b(?:option|choice|answer)\s+\(?|\()([A-H])\)?\s+is\s+(?:(?:the|indeed)\s+)?(?:correct|right|answer)\b|\b[Oo]nly\s(?:option|choice|statement)?\s?\(?([A-H])\)?\s(?:satisf(?:ies|y)|works|fits|matches|holds|remains|is possible)\b/;

/** Words between a verb and its place: "The vertex is at the point (3, -4)". */
const PLACE = /^\s*(?:located\s+)?at\s+(?:the\s+(?:point|origin)\s+)?/;

/** "They meet at (4, 7)". */
const POINT = /\bat\s(?:the\s)?(?:point\s)?(\([^()]{1,60},[^()]{1,60}\))\s*$/;

/** Words of a sentence that only remarks, plans or checks. */
const REMARK =
  /\b(?:note|recall|remember|check|verify|let|consider|first|next|then|step|example|there (?:is|are)|start|starts|begin|begins|originally|initially|total of|we|i|you|which|who)\b|^\W*(?:now|this|that|these|those)\b/i;

/** What follows a number that is a premise: "Ben has 14 stickers and gives away some". */
const GOES_ON =
  /\b(?:and|but|then|while|before|after|when(?!\s(?:full|empty|done|finished)\b)|if|so|some|others?|another|rest)\b/i;

const REASONED =
  /^\W*(?:since|because|as|with|after|by|dividing|adding|subtracting|multiplying|counting|solving)\s[^,]*\d[^,]*,\s(?!so\b|thus\b|hence\b|then\b)((?:the|it|he|she|they|we|there|each|every|\p{Lu}\p{L}+)\s[^,]+)$/iu;

/** "After 5 years the tree will be 34 feet tall." */
const TIMED =
  /^\W*(?:so,?\s)?(?:after|in|within)\s\d[\d.,]*\s\p{L}+,?\s((?:the|it|he|she|they|we|there|\p{Lu}\p{L}+)\s[^,]+)$/iu;

/** "I found that Sam needs 45 points", "You would need 10 coins" */
const FOUND =
  /^\W*(?:(?:I|we)\s(?:found|find|conclude|calculated|computed|determined|obtained|figured out)\s(?:out\s)?that\s|(?=you\s(?:would|will|must)\s(?:need|have|pay|get)\s))/i;

/** "Yes, because the sum is even." */
const ASSENT = /^\s*(yes|no)[,.:;—-]\s/i;

/**
 * The answer at the end of prose without any sign for it: the last bold text, the last formula, the end of the last equation, the
 * last number of a concluding sentence. Null where the last sentences say that there is no answer, or the text breaks off.
 */
export function concludingAnswer(window: string): Extraction | null {
  const text = withoutAsides(withPlainHalves(withoutRemarks(tailOf(window))));
  const [tail, sentences] = withoutNames(
    text,
    text.split(SENTENCE_END).filter((sentence) => sentence.trim() !== "")
  );
  const last = sentences.at(-1) ?? "";
  const result = computedResult(last);
  const main = mainClause(withoutReason(last));
  if (
    tail.endsWith("?") ||
    isOpenEnd(tail) ||
    isInFormula(tail) ||
    isPremise(sentences, tail) ||
    statesAnother(sentences, tail) ||
    deniesAnswer(sentences.slice(-LAST_SENTENCES).join(". "))
  )
    return null;
  const statement = (): Extraction | null => {
    if (result !== null) return {text: result, rule: "equation"};
    if (main === null) return null;
    if (main === last) return lastStatement(tail, sentences);
    return lastStatement(`${tail.slice(0, tail.lastIndexOf(last))}${main}.`, [
      ...sentences.slice(0, -1),
      main
    ]);
  };
  // Bold text above a sentence that concludes with a value is a heading or a step.
  const isAbove =
    !/\*\*|__|\\textbf/.test(last) && CONCLUDING.test(last) && (result !== null || /[\d$]|\\\(/.test(last));
  return isAbove ? (statement() ?? bold(window)) : (bold(window) ?? statement());
}

/** "Let b be the number of boys. There are 21 children.": what is given, with nothing done about it. */
function isPremise(sentences: readonly string[], tail: string): boolean {
  const [before, last] = sentences.slice(-2);
  return (
    last !== undefined &&
    /^\W*there (?:is|are)\b/i.test(last) &&
    /^\W*(?:let\b|denote\b|call\b|we (?:let|denote|call|want|need)\b)/i.test(before!) &&
    !/[=≈]/.test(tail)
  );
}

/** The end of a text from the start of a sentence on, where there is one near: a formula that is cut would hide those behind it. */
function tailOf(window: string): string {
  const text = window.trimEnd();
  if (text.length <= TAIL) return text;
  const tail = text.slice(-TAIL);
  const start = /\n\s*\n|[.!?]\s+(?=[A-Z])/.exec(tail.slice(0, TAIL / 2));
  return start === null ? tail : tail.slice(start.index + start[0].length);
}

/** A text and its sentences without the names and conditions behind what the last sentence states. */
function withoutNames(tail: string, sentences: string[]): [tail: string, sentences: string[]] {
  const last = sentences.at(-1) ?? "";
  const plain = withoutTrailingNames(last);
  if (plain === last) return [tail, sentences];
  const at = tail.lastIndexOf(last);
  return [tail.slice(0, at) + plain + tail.slice(at + last.length), [...sentences.slice(0, -1), plain]];
}

/** "Since each row seats 12, the theater has 14 rows": its conclusion, as "So the theater has 14 rows"; other sentences unchanged. */
function withoutReason(whole: string): string {
  const sentence = whole.replace(SINCE_ASKED, "So ").replace(BEFORE_RESULT, "So ");
  const found = FOUND.exec(sentence);
  if (found !== null) return `So ${sentence.slice(found[0].length)}`;
  const match = REASONED.exec(sentence) ?? TIMED.exec(sentence);
  return match === null || lastNumber(match[1]!) === null || sentence.includes("=")
    ? sentence
    : `So ${match[1]!}`;
}

/** The last bold text that reads as mathematics; headings are bold as well. */
function bold(window: string): Extraction | null {
  const last = boldParts(window).at(-1);
  if (last === undefined || last.trim().endsWith(":")) return null;
  // A bold word counts where the text ends with it; others may be headings.
  const isLast =
    /^[*_.\s]*$/.test(window.slice(window.lastIndexOf(last) + last.length)) && last.split(/\s+/).length <= 3;
  if (!isMathematical(last)) return isLast ? {text: last.trim(), rule: "bold"} : null;
  return {text: joinedEnd(window, boldParts(window))!.trim(), rule: "bold"};
}

function lastStatement(tail: string, sentences: readonly string[]): Extraction | null {
  const end = sentences.at(-1) ?? "";
  const [head] = end.split(GROUND, 1);
  const stated = head === end ? tail : tail.slice(0, tail.lastIndexOf(end) + head!.length);
  const word = WORD_FORMULA.exec(end);
  if (word !== null && !isNegated(end) && !UNCERTAIN.test(end.slice(0, word.index)))
    return {text: word[1]!, rule: "words"};
  const formula = formulas(stated).filter(isAnswering).at(-1);
  const number = lastNumber(stated);
  if (
    formula !== undefined &&
    (number === null || stated.lastIndexOf(formula) + formula.length >= stated.lastIndexOf(number))
  )
    return lastFormula(formula, end, stated, tail);
  const assent = sentences.length <= 2 ? ASSENT.exec(sentences[0] ?? "")?.[1] : undefined;
  if (assent !== undefined) return {text: assent, rule: "words"};
  if ((isNegated(end) || isGiven(end)) && !isComputed(end)) return null;
  const chinese = chineseNumber(end);
  if (chinese !== null) return {text: chinese, rule: "number"};
  const choice = CHOICE.exec(end)?.slice(1).find(Boolean);
  if (choice !== undefined) return {text: choice, rule: "phrase"};
  const side = end
    .split(/=|\b(?:is|are|get|gives|equals|obtain)\b/)
    .at(-1)!
    .replace(PLACE, "");
  if (side !== end && side.trim() !== "" && isMathematical(side))
    return {text: withoutRest(side.trim()), rule: "equation"};
  const point = POINT.exec(end)?.[1];
  if (point !== undefined) return {text: point, rule: "equation"};
  return (
    concludingNumber(sentences, tail) ?? repeatedResult(sentences) ?? concludingWord(end) ?? countInWords(end)
  );
}

/** "112 - 45 = 67 km" and below it "67 km": a last line that only repeats the result. */
function repeatedResult(sentences: readonly string[]): Extraction | null {
  const [before, end] = sentences.slice(-2).map((sentence) => sentence.trim());
  const result = before === undefined ? undefined : /=\s*([^=]{1,40})$/.exec(before)?.[1];
  return result !== undefined && end !== undefined && lastNumber(end) !== null && result.trim() === end
    ? {text: end, rule: "equation"}
    : null;
}

/** "72 clips in April and May": the number and its unit. */
function withoutRest(side: string): string {
  const [first, ...rest] = side.split(/\s+/);
  const number = lastNumber(side);
  return rest.length > 2 &&
    number !== null &&
    side.startsWith(number) &&
    countNumbers(side) === 1 &&
    /\d\\?%?$/.test(first!)
    ? quantityIn(side, number)
    : side;
}

/** The last number of the last sentence that has one. */
function concludingNumber(sentences: readonly string[], tail: string): Extraction | null {
  const isFinished = /[^\p{L}\s]$/u.test(tail);
  const ends = sentences.slice(-2);
  const last = ends.findLast((sentence) => lastNumber(sentence) !== null);
  // "We try n = 42. That fails."
  if (ends.length === 2 && last === ends[0] && (isNegated(ends[1]!) || !isFinished)) return null;
  if (last === undefined || ((isNegated(last) || isGiven(last)) && !isComputed(last))) return null;
  if (!CONCLUSION.test(last) && !statesOneNumber(last, tail)) return null;
  const [head] = last.split(GROUND, 1);
  const {text: number, index} = numbersOf(head!).at(-1)!;
  if (tail[tail.lastIndexOf(last) + last.length] === "?") return null;
  const after = head!.slice(index + number.length);
  if (
    /^\s?(?:minus|plus|times(?=\s(?:the|as|more|less|that|his|her|its|their|what|\$?\d))|divided|multiplied|squared|cubed|or (?:more|less|so))\b/i.test(
      after
    )
  )
    return null;
  // "Rolling a 6 has probability \frac16."
  if (/\\(?:d?frac|sqrt|pi|cdot|times|binom)(?![a-z])/.test(after)) return null;
  return isBound(head!, number) ? null : {text: quantityIn(head!, number), rule: "number"};
}

/** "Josh made a profit of $70,000.": a sentence with one number that is the whole output, or ends a computation. */
function statesOneNumber(sentence: string, tail: string): boolean {
  const before = tail.slice(0, tail.lastIndexOf(sentence));
  const isEnd = /^[.!\s]*$/.test(tail.slice(before.length + sentence.length));
  return (
    isEnd &&
    countNumbers(sentence) === countNumbers(quantityIn(sentence, lastNumber(sentence)!)) &&
    (before.trim() === "" || before.includes("=")) &&
    /^\W*(?:\p{Lu}\p{L}*|\d[\d,.]*\s\p{Ll}{2,}\s\p{Ll})[^:]*\s/u.test(sentence) &&
    !REMARK.test(sentence) &&
    !GOES_ON.test(sentence.slice(sentence.lastIndexOf(lastNumber(sentence)!)))
  );
}
