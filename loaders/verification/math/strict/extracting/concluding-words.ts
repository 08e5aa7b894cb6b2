import {fractionInWords, numberInWords} from "../number-words.js";
import {spokenTime} from "../spoken-time.js";
import {isDoubtful, isNegated} from "./denial.js";
import type {Extraction} from "./extraction.js";

/** "Therefore, the day is Saturday". */
const WORD =
  /^\s*(?:so|thus|hence|therefore|consequently|the|it)\b[^]*\b(?:is|are|be|becomes|(?:falls?|lands?|occurs?|begins?|ends?) on)\s+(?:(?:an?|the)\s+)?(\p{L}[\p{L}-]+)$/iu;

/** "It ends at a quarter past nine." */
const SPOKEN =
  /\b(?:at|is|reads|shows|says)\s((?:half|(?:an?\s)?quarter|[a-z]+(?:-[a-z]+)?(?:\sminutes)?)\s(?:past|to)\s[a-z]+)\s*$/i;

/** The one word that a concluding sentence ends with. */
export function concludingWord(sentence: string): Extraction | null {
  const time = SPOKEN.exec(sentence)?.[1];
  if (time !== undefined && spokenTime(time) !== null && !isNegated(sentence))
    return {text: time, rule: "words"};
  const word = WORD.exec(sentence)?.[1];
  return word === undefined || isDoubtful(sentence.trim().slice(0, -word.length))
    ? null
    : {text: word, rule: "words"};
}

/** "There are thirty of them": a number in words after the verb. */
export function countInWords(sentence: string): Extraction | null {
  const words =
    /\b(?:is|are|equals|has|have|needs?|takes(?:\s(?:him|her|them|it|us|me|you))?|costs?|pays?|bought|buys|sold|sells|gets|got|makes|made|earns|earned|left with)\s+(?:(?:exactly|only|just|a total of)\s+)?((?:an?\s|half a\s|[a-z]+\s)dozen|[a-z]+\shundred|[a-z]+[\s-](?:hal(?:f|ves)|(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)|[a-z]+\sand\s(?:a|one)\s(?:half|third|quarter)|[a-z]+(?:-[a-z]+)?)\b/i.exec(
      sentence
    )?.[1];
  if (words === undefined) return null;
  const dozens = /^(half a|an?|[a-z]+) dozen$/i.exec(words)?.[1]?.toLowerCase();
  if (dozens === undefined)
    return numberInWords(words) === null && fractionInWords(words) === null
      ? null
      : {text: words, rule: "words"};
  const count = dozens === "half a" ? "0.5" : /^an?$/.test(dozens) ? "1" : numberInWords(dozens)?.toString();
  return count === undefined ? null : {text: `${count} dozen`, rule: "words"};
}
