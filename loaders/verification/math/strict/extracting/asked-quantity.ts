/** Words by which a sentence says what is wanted, and what it is. */
const ASKED = new RegExp(
  String.raw`(?:\b(?:(?:needs?|wants?|have|has|tries|try|must|asked|required|going|looking)\s(?:us\s)?(?:to|for)|must|(?:question|problem|task|exercise)\sasks(?:\sus)?(?:\sto|\sfor)?|` +
    String.raw`(?:question|goal|task|aim)\sis(?:\sto)?|(?:let us|let['’]s|let me|first)(?=\s(?:find|compute|calculate|determine|know|get|figure out|answer)\s)|needs?|wants?)\s(?:(?:find|compute|calculate|determine|know|get|figure out|answer)\s)?(?:for\s)?|` +
    String.raw`(?:^|[.!?:]\s|\n)\s*(?:find|compute|calculate|determine)\s)([^.?!\n:]{3,160})[.?!:\n]|` +
    String.raw`(?:^|[.!?]\s|\n)\s*(?:the\s)([^.?!\n]{3,80}?)\s(?:is|are) (?:asked|wanted|required)[.\n]|` +
    String.raw`\b((?:what (?:is|are|was|were)|how (?:many|much|long|far|old|tall|fast))\s[^?\n]{3,160})\?`,
  "gi"
);

/** "The perimeter is 96", "Each ticket costs $18": a plain statement about a named thing. */
const STATED =
  /^\s*(?:the|its|his|her|their|each|every|one)\s([^=,;:$\d]{2,80}?)\s(?:is|are|was|were|has|have|had|costs?|weighs?|measures?|equals?)\s[^=]{1,40}$/i;

/** Nouns that name any result. */
const GENERAL =
  /\b(?:answers?|results?|values?|solutions?|total|sum|product|difference|quotient|remainder|number|quantity|expression|intersection|union|final|required|desired|wanted|this|that|it|rest|amount)\b/i;

const FILLER =
  /^(?:the|and|for|how|many|much|what|that|this|are|was|were|has|have|had|does|did|with|from|his|her|its|their|our|all|each|every|number|amount|quantity|value|find|there|will|would|can|per)$/i;

/**
 * Whether the last sentence of a text only states another quantity than the one that the text says it wants, with no computation
 * between them: "We need to find the area. The perimeter is 96." It has no word of the question, and names no result.
 */
export function statesAnother(sentences: readonly string[], tail: string): boolean {
  const last = sentences.at(-1) ?? "";
  const subject = STATED.exec(last.replace(/[*_]/g, ""))?.[1];
  const named = subject?.replace(/^(?:total\s)?(?:number|amount|quantity|count)\sof\s/i, "");
  if (named === undefined || GENERAL.test(named)) return false;
  const before = tail.slice(0, tail.lastIndexOf(last));
  const asked = Array.from(before.matchAll(ASKED)).at(-1);
  if (asked === undefined) return false;
  if (/=|≈|\b(?:so|thus|hence|therefore)\b/i.test(before.slice(asked.index))) return false;
  const wanted = wordsOf(asked[1] ?? asked[2] ?? asked[3]!);
  if (/^\s*(?:each|every)\b/i.test(last) && wanted.includes("total")) return true;
  return wanted.length > 0 && !wordsOf(last).some((word) => wanted.includes(word));
}

/** The words of a text that carry meaning, without a plural's s. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !FILLER.test(word))
    .map((word) => word.replace(/(?<=\p{L}{3})(?:es|s)$/u, ""));
}
