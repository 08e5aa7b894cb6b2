import type {FinishReason} from "../../../../schema/completion.js";
import {SENTENCE_END} from "./answer-parts.js";
import {answeredText} from "./answered-text.js";
import {deniesAnswer, isDoubtful, isOpenEnd} from "./denial.js";

/** Prose is looked at in this many last characters, and a statement has at most this many. */
const TAIL = 1_000;
const MAX_STATEMENT = 300;

const EXPLICIT = /\\(?:boxed|fbox)(?![a-z])|<answer>|####/;

/** Words before a statement that draws a conclusion. */
const CONNECTIVE =
  /^(?:(?:so|thus|hence|therefore|consequently|finally|and|ultimately|overall)|in (?:this|that|either) case|in conclusion|as a result|it follows that|this (?:means|shows) that|(?:we|I) (?:see|find|conclude|know|get) that)\b[,:]?\s+/i;

const INSTEAD = /(?:,\s(?:(?:and|but)\s)?|\s(?:and|but)\s)not\s|,?\s(?:rather than|instead of)\s/;
const VERB =
  /\b(?:is|are|was|were|be|becomes?|remains?|equals|gives|yields|has|have|called|named|on|in|at|to)\b(?:\s+(?:called|named|held))?\s+(?:(?:an?|the)\s+)?/gi;
const WINNER =
  /^(?:the )?(?:player |winner is )?(\p{Lu}\p{L}*)\s+(?:will\s+|always\s+|can\s+(?:always\s+)?){0,2}(?:wins?|won|has (?:a|the) winning strategy|(?:guarantee|force) (?:a|the|his|her|their) (?:win|victory))(?:\s+the (?:game|race|match))?[.!]?$/u;

const SUPERLATIVE =
  /^(\p{Lu}\p{L}+) (?:is|was|has|had|got|scored|ran|read|ate|sold|bought) the (?:\p{Ll}+est|most|least|winner|largest number|first)(?: \p{Ll}+){0,4}[.!]?$/u;

/** The first word of a short subject, and how many words it and what is said of it may have. */
const SUBJECT = /^(?:the|it|he|she|they|its|his|her)$/i;
const MAX_SUBJECT = 4;
const MAX_PREDICATE = 4;

/** At most this many verbs of a sentence are tried. */
const MAX_VERBS = 6;

/** A sentence without the word that it concludes with, and the parts of it that may be an answer. */
export interface Statements {
  sentence: string;
  parts: string[];
}

/**
 * What the last sentence of prose may state in words: the sentence ("the company loses money"), what follows one of its verbs
 * ("It happens on Tuesday": Tuesday) and who wins. Null where the output answers explicitly (a box, a tag, `####`), was cut, breaks
 * off, asks, doubts or says that it has no answer.
 */
export function statements(output: string, finishReason?: FinishReason): Statements | null {
  const text = answeredText(output).trimEnd();
  if (finishReason === "length" || EXPLICIT.test(text)) return null;
  const tail = text.slice(-TAIL);
  const sentence = tail
    .split(SENTENCE_END)
    .filter((part) => part.trim() !== "")
    .at(-1)
    ?.trim();
  if (sentence === undefined || sentence.length > MAX_STATEMENT) return null;
  if (tail.endsWith("?") || isOpenEnd(tail) || deniesAnswer(sentence)) return null;
  const {sentence: plain, parts} = statementsOf(sentence);
  const assent = assentOf(text);
  return {sentence: plain, parts: assent === null ? parts : [assent, ...parts]};
}

/** "Yes. Take n = 5.": the first word, where no other sentence begins with the contrary. */
function assentOf(text: string): string | null {
  const words = text
    .slice(0, 20_000)
    .match(/(?<=^|[.!?\n]\s{0,4}(?:\*\*)?)\*{0,2}(?:yes|no|wait)(?=[.,!;:—-])/gi);
  const [first] = words ?? [];
  const word = first?.replaceAll("*", "").toLowerCase();
  const isFirst = first !== undefined && text.trimStart().startsWith(first);
  // "No, wait: yes"
  if (word !== undefined && (word === "no" ? /\byes\b/i : /\bno\b(?=[.,!;:]|$)/i).test(text.slice(0, 20_000)))
    return null;
  return isFirst && words!.every((other) => other.replaceAll("*", "").toLowerCase() === word) ? word! : null;
}

function statementsOf(sentence: string): Statements {
  let plain = sentence.replace(/\*\*|__/g, "").trim();
  for (let next = plain.replace(CONNECTIVE, ""); next !== plain; next = plain.replace(CONNECTIVE, ""))
    plain = next;
  const [head] = plain.split(INSTEAD, 1);
  const winner = winnerOf(plain);
  const ends = Array.from(head!.matchAll(VERB))
    .slice(-MAX_VERBS)
    .filter((verb) => !isDoubtful(head!.slice(0, verb.index)))
    .map((verb) => head!.slice(verb.index + verb[0].length).trim());
  const superlative = SUPERLATIVE.exec(plain)?.[1];
  ends.push(
    ...ends.flatMap(
      (end) => /^(?:the )?(?:equation|graph) of (?:an?|the) (\p{L}[\p{L} ]*)$/u.exec(end)?.[1] ?? []
    ),
    ...predicates(head!)
  );
  return {
    sentence: plain,
    parts: [
      ...(winner === null ? [] : [winner]),
      ...(superlative === undefined ? [] : [superlative]),
      ...ends
    ].filter((part) => part !== "")
  };
}

/** "The pressure increases": what may be said of a short subject. */
function predicates(sentence: string): string[] {
  const words = sentence.split(/\s+/);
  if (
    !SUBJECT.test(words[0]!) ||
    words.length > MAX_SUBJECT + MAX_PREDICATE ||
    /[^\p{L}\s'’-]/u.test(sentence)
  )
    return [];
  const starts = words.map((_, i) => i).slice(1, MAX_SUBJECT + 1);
  return starts
    .filter(
      (start) =>
        !isDoubtful(words.slice(0, start).join(" ")) &&
        !/^(?:before|after|of|than|from|until|without|as|if)$/i.test(words[start - 1]!)
    )
    .map((start) => words.slice(start).join(" "))
    .filter((part) => part !== "");
}

/** "Alice has a winning strategy": Alice; null for other statements. */
export function winnerOf(text: string): string | null {
  return text.length > MAX_STATEMENT ? null : (WINNER.exec(text.trim())?.[1] ?? null);
}

/** Whether a gold answer is a word or a phrase, which a sentence may end with. */
export function isPhrase(gold: string): boolean {
  const plain = gold.replace(/\\(?:text|textbf|mathrm|mbox|textrm)\s?\{|\}|\$/g, " ").trim();
  return /^\p{L}[\p{L}\p{N} ,.'’-]{1,120}$/u.test(plain) || /^\\(?:emptyset|varnothing)$/.test(gold.trim());
}
