import {isPlain, joinLines, strip} from "./symbolic/python-text.js";

const NUMBER = /-?\p{Nd}*\.?\p{Nd}+/gu;
const PLAIN_NUMBER = /-?\d*\.?\d+/g;

/** What follows the last occurrence of the phrase; null without one. */
function afterLast(text: string, phrase: string): string | null {
  const at = text.lastIndexOf(phrase);
  return at < 0 ? null : text.slice(at + phrase.length);
}

/** The answer between Minerva's two phrases; null unless both occur somewhere. */
function minervaAnswer(text: string): string | null {
  const opening = "final answer is $";
  const closing = "$. I hope";
  const start = text.indexOf(opening);
  if (start < 0 || !text.includes(closing)) return null;
  const rest = text.slice(start + opening.length);
  const end = rest.indexOf(closing);
  return strip(end < 0 ? rest : rest.slice(0, end));
}

/** Content of the box that opens `rest`: up to its closing brace or to the end, or without a brace up to a `$`. */
function boxContent(rest: string): string {
  if (!rest.startsWith("{")) return strip(rest.split("$", 1)[0]!);
  let depth = 0;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === "{") depth++;
    if (rest[i] === "}" && --depth === 0) return rest.slice(1, i);
  }
  return rest.slice(1);
}

function chineseAnswer(text: string): string | null {
  const parts = text.split("答案是", 2);
  return parts.length < 2 ? null : strip(strip(parts[1]!).split("\n\n", 1)[0]!);
}

function lastNumber(text: string): string {
  const bare = text.replaceAll(",", "");
  let last = "";
  for (const match of bare.matchAll(isPlain(bare) ? PLAIN_NUMBER : NUMBER)) last = match[0];
  return last;
}

function rawAnswer(text: string): {answer: string; rule: string} {
  const minerva = minervaAnswer(text);
  if (minerva !== null) return {answer: minerva, rule: "final_answer_is_dollar"};
  const box = afterLast(text, "boxed");
  if (box !== null) return {answer: boxContent(box), rule: "boxed"};
  const said = afterLast(text, "he answer is");
  if (said !== null) return {answer: strip(said), rule: "the_answer_is"};
  const final = afterLast(text, "final answer is");
  if (final !== null) return {answer: strip(final), rule: "final_answer_is"};
  const chinese = chineseAnswer(text);
  if (chinese !== null) return {answer: chinese, rule: "chinese_answer_is"};
  return {answer: lastNumber(text), rule: "last_number"};
}

/**
 * The answer as the harness finds it in a completion, before it is stripped, and the rule that found it. The first rule
 * that applies decides, even if it finds nothing: an empty box hides every other answer. Linear in the text.
 */
export function extractAnswer(completion: string): {answer: string; rule: string} {
  // The harness deletes this Cyrillic plural ending from every text.
  const {answer, rule} = rawAnswer(completion.replaceAll("ки", ""));
  let text = joinLines(answer);
  if (text.startsWith(":")) text = text.slice(1);
  if (text.endsWith(".")) text = text.slice(0, -1);
  if (text.endsWith("/")) text = text.slice(0, -1);
  return {answer: text, rule};
}
