import {readAnswer} from "../read-answer.js";

export const SENTENCE_END = /[.!?。！？](?=\s|$)|\n|。/;

/** Whether text reads as mathematics or a choice, not as prose. */
export function isMathematical(text: string): boolean {
  return readAnswer(text).kind !== "text";
}

/** The contents of **…**, __…__ and \textbf{…}, in order. */
export function boldParts(text: string): string[] {
  return [
    ...text.matchAll(/\*\*([^*\n]{1,200})\*\*|\\textbf\{([^{}]{1,200})\}|(?<!\w)__([^_\n]{1,200})__(?!\w)/g)
  ].map((match) => match[1] ?? match[2] ?? match[3]!);
}

/** The contents of the formulas of a text, in order. */
export function formulas(text: string): string[] {
  const matches = text.matchAll(
    /\$\$([^$]{1,600})\$\$|\$([^$]{1,600})\$|\\\(([^]{1,600}?)\\\)|\\\[([^]{1,600}?)\\\]/g
  );
  return [...matches].map(([, ...groups]) => groups.find(Boolean) ?? "");
}

const JOINED = /^[\s.]*(?:,|,?\s?(?:and|n?or)|&)[\s]*$/;

const NAMED = /^\s*[A-Za-z](?:_\{?\w\}?)?\s*=[^=,]+$/;

const INEQUALITY = /[<>≤≥]|\\(?:leq?|geq?|lt|gt)(?![a-z])|\\[lg]eqslant/;

/** The last of some parts of a text, with those before it that `and` or `or` joins to it: `**4** and **6**` are two answers. */
export function joinedEnd(text: string, parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const joined = [last];
  let isEither = false;
  let start = text.lastIndexOf(last);
  for (const part of parts.slice(0, -1).reverse()) {
    const at = text.lastIndexOf(part, start - 1);
    if (at < 0) break;
    const between = text.slice(at + part.length, start).replace(/\$|\*\*|\\[()]/g, "");
    if (!JOINED.test(between)) break;
    // "$a=3$, $b=4$": named values; elsewhere a comma alone joins nothing to the last part.
    const areNamed = NAMED.test(part) && NAMED.test(last);
    if (joined.length === 1 && !/and|or/.test(between) && !areNamed) break;
    isEither ||= /\bor\b/.test(between);
    joined.unshift(part);
    start = at;
  }
  // "$x < 2$ or $x > 3$" is a union, with a comma an intersection.
  return joined.join(isEither && joined.every((part) => INEQUALITY.test(part)) ? " \\text{ or } " : ", ");
}

const NUMBERS =
  /(?<![\w.:])\d{1,5}(?:\s?:\s?\d{1,5}){1,3}(?![\d:])(?:\s?[ap]m\b)?|(?<![\w.])\d{1,2}\s?[ap]m\b|(?<![\w.])-?(?:\\?\$|[€£¥₹])?-?\d[\d,]*(?: \d{1,3}\/\d{1,3}(?!\d)|(?:\.\d+)?(?:[eE][-+]?\d{1,3}(?!\d)|\s?\/\s?\d+)?)(?:\sand\s(?:a|one)\s(?:half|third|quarter)\b)?(?:\s?\\?%|\s(?:percent|dozen|hundred|thousand|million|billion|trillion)\b)?/g;

/** 4:50 p.m., i.e. and Mr. without the points that end no sentence. */
export function withPlainHalves(text: string): string {
  return text
    .replace(/(?<![\w.])(i\.e|e\.g|Mr|Mrs|Ms|Dr|St|vs|approx)\.(?=,?\s)/g, "$1")
    .replace(/(?<=\d\s?)(lbs?|oz|ft|yds?|hrs?|mins?|secs?|pts?|gal|tbsp|tsp|sq|cu|no)\.(?=\s[a-z])/g, "$1")
    .replace(/(?<=\d\s?)([ap])\.\s?m\b\.?(?=(\s+[A-Z]|\s*$)?)/gi, (_, half: string, end?: string) =>
      end === undefined ? `${half}m` : `${half}m.`
    );
}

/** The last number of a text, with sign, currency, fraction (2 1/2 too) and percent; null where there is none. */
export function lastNumber(text: string): string | null {
  return text.match(NUMBERS)?.at(-1)?.replace(/,+$/, "") ?? null;
}

/** The numbers of a text with their places. */
export function numbersOf(text: string): {text: string; index: number}[] {
  return Array.from(text.matchAll(NUMBERS), (match) => ({
    text: match[0].replace(/,+$/, ""),
    index: match.index
  }));
}

/** How many numbers a text has. */
export function countNumbers(text: string): number {
  return numbersOf(text).length;
}
