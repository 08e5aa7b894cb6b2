/** Only this many last characters are looked at. */
const WINDOW = 4_000;

const PHRASE = /\b(?:answer|option|choice)\b[^.\n:=(),]{0,40}?(?:\b(?:is|are)\b|:)[\s*_:]*/gi;
const SENTENCE_END = /(?<=[.!?。])\s+/;

/**
 * The words in which an output ends: the rest of the line after the last phrase such as `the answer is`, else the last
 * sentence. For answers in prose, which hold no formula. Empty where there are none.
 */
export function closingWords(output: string): string {
  const window = output.slice(-WINDOW).replaceAll("**", "").trimEnd();
  const phrase = [...window.matchAll(PHRASE)].at(-1);
  const after = phrase === undefined ? "" : window.slice(phrase.index + phrase[0].length).trim();
  if (after !== "") return after.split("\n", 1)[0]!.trim();
  return window.split("\n").at(-1)!.split(SENTENCE_END).at(-1)!.trim();
}
