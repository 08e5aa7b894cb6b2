import {isQuestion, isRefusal} from "./statement.js";

/** Only this many last characters are searched for statements. */
const WINDOW = 4_000;

/** Longer sentences state nothing. */
const MAX_SENTENCE = 600;

/** Longer first lines are prose. */
const MAX_OPENING = 40;

const PHRASE =
  /\b(?:answer|option|choice)\b(?:(?!\b(?:because|since|as)\b)[^.\n:=(),]){0,40}?(?:\b(?:is|are|be)\b(?!\s+(?:correct|right|wrong|incorrect|false|true|both)\b)|[:：=]|\s[–—-]\s(?=[(（]?[A-H]\b))|选(?:项|择)?\s?[：:]?(?=\s*[(（]?[A-H])|(?:答案|结果|結果|选项)(?:应该|應該)?[^\n。：:]{0,6}?(?:是|为|為|：|:)/gi;
// An ellipsis ends no sentence.
const SENTENCE_END = /(?<=(?<!\.\.)[.!?]["'”)\]]{0,2})\s+|(?<=[。！？])|\n+/;
/** A number behind a full stop may belong to a letter: `B. 30°`. */
const CLAUSE_END = /(?<=(?<!\.\.)[.!?]["'”)\]]{0,2})\s+(?!\d)|(?<=[。！？])|\n+/;
const UNFINISHED =
  /(?:\b(?:the|an?|is|are|was|were|of|and|or|to|in|so|that|by|with|for|be|equals|at|from|because|since|then|than)|[=+\-−*/×,:([{])\s*$/i;
const FINISHED = /[.!?。！？)\]}"'”’*$%°|]\s*$/;
const CONCLUSION =
  /^(?:so|therefore|thus|hence|finally|in total|in conclusion|total|consequently|overall)\b/i;
/** "The answer is C. No, it is D." */
const CORRECTION =
  /^\s*(?:no|wait|oops|sorry|correction|actually|hmm)\b[^\p{L}\p{N}\n]{1,6}(?:(?:no|wait|sorry|actually|i was wrong)\b[^\p{L}\p{N}\n]{1,6})?(?:(?:it|this|that)(?:['’]s|\s(?:is|should be|must be))|i (?:meant|mean))\s(\S{1,30}(?:\s\S{1,12})?)(?=\s*$|[.!]\s)/iu;
const COURTESY =
  /^(?:i hope|hope (?:this|that|it)|let me know|please|feel free|if you|thank|thanks|would you|do you|is there anything|you're welcome|good luck|happy to)\b/i;
const COMMENT =
  /^(?:this|these|those|they|it|that|as|because|since|note|each|all|the reason|i (?:counted|looked))\b(?![^]*(?:\d|\bleav(?:es|ing)\b))/i;

/** Sentences that may follow the one that answers. */
const MAX_COMMENTS = 2;

/** A text without the marks of bold, code and display, and with `$` for the other signs of formulas. */
export function unmarked(text: string): string {
  return text
    .replaceAll("**", "")
    .replaceAll("__", "")
    .replaceAll("`", "")
    .replace(/\\[()]|\\[[\]]/g, "$$")
    .replaceAll("$$", "$");
}

/** The parts of an output in which an answer in prose can stand. */
export interface Claims {
  /** What follows the last phrase such as `the answer is`, in its sentence or on the next line; null without one. */
  phrase: string | null;
  /** The last sentence that states anything; null where there is none, the output breaks off in it or has given up before. */
  sentence: string | null;
  /** A short first line. */
  opening: string | null;
  /** The last bold text of an output that does not break off. */
  bold: string | null;
}

/** Finds where an output may state its answer. Linear in the last 4,000 characters. */
export function claimsOf(output: string): Claims {
  const window = output.slice(-WINDOW).trim();
  const plain = unmarked(window);
  const first = plain.split(SENTENCE_END, 1)[0]!.trim();
  const sentence = lastStatement(plain);
  const bold = [...window.matchAll(/\*\*([^*\n]{1,200})\*\*/g)].at(-1)?.[1]?.trim();
  return {
    phrase: afterPhrase(plain),
    sentence,
    opening: first === "" || first.length > MAX_OPENING || output.length > WINDOW ? null : first,
    bold: sentence === null ? null : (bold ?? null)
  };
}

function afterPhrase(text: string): string | null {
  const phrase = [...text.matchAll(PHRASE)].at(-1);
  if (phrase === undefined) return null;
  const rest = text
    .slice(phrase.index + phrase[0].length)
    .replace(/^[\s*_:：=]+/, "")
    .slice(0, MAX_SENTENCE);
  const clause = rest.split(CLAUSE_END, 1)[0]!.trim();
  const correction = CORRECTION.exec(rest.slice(clause.length))?.[1];
  if (correction !== undefined) return correction.replace(/[.!]$/, "");
  // A question that the output goes on to answer is no answer.
  return isQuestion(clause) && rest.trim() !== clause ? null : clause;
}

function lastStatement(text: string): string | null {
  const sentences = text
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
  const last = sentences.at(-1);
  if (last === undefined || breaksOff(last, sentences.length)) return null;
  if (sentences.some((sentence) => isRefusal(sentence))) return null;
  let comments = 0;
  for (const sentence of sentences.reverse()) {
    if (COURTESY.test(sentence)) continue;
    if (comments < MAX_COMMENTS && COMMENT.test(sentence) && sentences.length > 1) comments++;
    else return sentence.length > MAX_SENTENCE ? null : sentence;
  }
  return null;
}

/** Whether an output ends in the middle of its last sentence: a last sentence of several needs its full stop. */
function breaksOff(last: string, sentences: number): boolean {
  if (UNFINISHED.test(last)) return true;
  return sentences > 1 && !FINISHED.test(last) && last.length > MAX_OPENING && !CONCLUSION.test(last);
}
