import {numbersOf, SENTENCE_END} from "./answer-parts.js";

/** How a sentence begins that looks back at a result. */
const REMARK =
  /^[\s(*_]*(?:note(?:\s(?:that|how|also)|:|,)|notice|observe that|remark\b|(?:we|you|one|i) (?:can|may|could) (?:also |even |easily )?(?:check|verify|confirm|see|double-check)|(?:we|you|i) (?:may |can )?(?:also |even )?(?:check|verify|confirm)\b|you can (?:manually )?check|(?:to )?(?:check|verify|double-check|confirm)(?:ing)?\b|testing\b|alternatively\b|more generally\b|another way\b|this (?:matches|agrees|confirms|is consistent|can be (?:verified|checked|confirmed)|makes sense|is reasonable|value of)|indeed,|for reference\b|as a check\b|the other (?:root|solution|value|case|possibility|answer|one)s?\b|(?:i )?hope\b|let me know\b|feel free\b|please\b)/i;

/** Words by which such a sentence takes the result back, or gives one itself. */
const TAKES_BACK =
  /\b(?:however|wrong|contradict(?:s|ion)?|fails?|failed|errors?|mistakes?|should (?:be|have)|incorrect|invalid|impossible|discard(?:ed)?|reject(?:ed)?|does(?:n['’]t| not) (?:work|hold|satisfy|match)|not (?:equal|satisfied|allowed|possible)|instead|actually|thus|hence|therefore)\b|\bso\s(?!(?:it|this|that) is (?:not|indeed|correct|right|valid)|(?:our|the|this|that) \p{L}+ is (?:correct|right|valid|verified))|\b(?:answer|total|result) (?:is|becomes)\s(?!correct|right|indeed|consistent|verified|valid|unique)/iu;

/** At most this many remarks are taken away. */
const MAX_REMARKS = 3;

/**
 * A text without the remarks at its end ("Note that this is a maximum, not a minimum.", "(We can check that 17 · 19 = 323.)",
 * "Checking, we see that this value works."): what stands before them concludes. Unchanged where nothing stands before them, or where
 * they take something back.
 */
export function withoutRemarks(text: string): string {
  let rest = text.trimEnd();
  for (let i = 0; i < MAX_REMARKS; i++) {
    const start = lastStart(rest);
    const remark = rest.slice(start);
    if (
      start === 0 ||
      !REMARK.test(remark) ||
      takesBack(remark, rest.slice(0, start)) ||
      /[:?]\s*$/.test(remark)
    )
      break;
    const before = rest.slice(0, start).trimEnd();
    if (before === "") break;
    rest = before;
  }
  return rest;
}

/** "Note that $49$ does not work" takes nothing back behind $n = 48$, nor does what it says of the other root. */
function takesBack(remark: string, before: string): boolean {
  if (!TAKES_BACK.test(remark)) return false;
  if (/^\W*the other\b/i.test(remark))
    return /\b(?:however|instead|actually|thus|hence|therefore|so)\b/i.test(remark);
  const numbers = valuesOf(remark);
  const stated = valuesOf(before.slice(-200));
  return (
    !/\b(?:fails?|invalid|impossible|(?:does(?:n['’]t| not)) (?:work|hold|satisfy))\b/i.test(remark) ||
    numbers.length === 0 ||
    numbers.some((number) => stated.includes(number)) ||
    /\b(?:however|instead|actually|thus|hence|therefore|so|should)\b/i.test(remark)
  );
}

function valuesOf(text: string): string[] {
  return numbersOf(text).map((number) => number.text.replace(/[\\$]/g, ""));
}

/** Where the last sentence begins, or the bracket around it, or its paragraph where that begins as a remark. */
function lastStart(text: string): number {
  const paragraph = text.lastIndexOf("\n\n") + 2;
  if (paragraph > 1 && REMARK.test(text.slice(paragraph))) return paragraph;
  const bracket = openingOf(text);
  if (bracket > 0 && /(?:[.!\n\]]|\\\)|\$)\s*$/.test(text.slice(0, bracket))) return bracket;
  const ends = [
    ...text
      .slice(0, -2)
      .matchAll(new RegExp(`(?:${SENTENCE_END.source})|(?:[.!][$)]|\\\\\\]|\\$\\$)(?=\\s*[A-Z])`, "g"))
  ];
  const last = ends.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

/** Where the bracket opens that a text ends with; -1 where it ends with none. */
function openingOf(text: string): number {
  if (!/\)[.\s]*$/.test(text)) return -1;
  let depth = 0;
  for (let at = text.lastIndexOf(")"); at >= 0; at--) {
    if (text[at] === ")") depth++;
    else if (text[at] === "(" && --depth === 0) return text[at - 1] === "\\" ? -1 : at;
  }
  return -1;
}
