import {withPeriod} from "./recurring.js";
import {withUsualSpelling} from "./spelling.js";

/** Longer texts are the same only when they are identical. */
const MAX_PROSE = 4_000;

const WRAPPERS: readonly [open: string, close: string][] = [
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
  ["**", "**"],
  ["*", "*"],
  ["__", "__"],
  ["`", "`"],
  ["\\boxed{", "}"],
  ["\\displaystyle", ""],
  ["np.", ""],
  ["math.", ""]
];

/** Trims white space, sentence punctuation and whatever merely surrounds an answer: $…$, \(…\), **…**, one pair of braces. */
export function clean(text: string): string {
  let result = trimPunctuation(withPeriod(withUsualSpelling(text)));
  for (let unwrapped = unwrap(result); unwrapped !== result; unwrapped = unwrap(result))
    result = trimPunctuation(unwrapped);
  if (/[^\\]\\$/.test(result)) result = trimPunctuation(result.slice(0, -1));
  const sign = /^(?:\\(?:approx|sim|simeq|cong|to|rightarrow)(?![a-z])|[≈∼→]|:(?!\s*\d+\s*:))\s*(?=\S)/.exec(
    result
  );
  if (sign !== null) result = result.slice(sign[0].length);
  // One dollar sign opens no formula: it is an amount.
  return /^-?\$\d[^$]*$/.test(result) ? result.replace("$", "\\$") : result;
}

function unwrap(text: string): string {
  for (const [open, close] of WRAPPERS) {
    if (!text.startsWith(open) || !text.endsWith(close) || text.length <= open.length + close.length)
      continue;
    const inner = text.slice(open.length, text.length - close.length);
    if (inner.includes(close === "" ? "\n" : close)) continue;
    if (!(close === "$" && text.endsWith("\\$"))) return inner;
  }
  return text;
}

function trimPunctuation(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && (isSpace(text.charCodeAt(end - 1)) || ".,;:。，；!".includes(text[end - 1]!))) {
    // A factorial, and LaTeX's \! \, \; \: are not sentence punctuation.
    const character = text[end - 1]!;
    if (character === "!" && /[\w)}\]!]/.test(text[end - 2] ?? "")) break;
    if (text[end - 2] === "\\" && ",;:! ".includes(character)) end--;
    end--;
  }
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 160 || code === 0x3000 || code === 0xfeff;
}

const MONTH = "January|February|March|April|May|June|July|August|September|October|November|December";
const DAY_FIRST = new RegExp(
  `^(?:the )?(\\d{1,2})(?: ?(?:st|nd|rd|th))?(?: of)? (${MONTH})(?= \\d{4}$|$)`,
  "i"
);
const MONTH_FIRST = new RegExp(
  `(?<=^(?:[a-z]{3,6}day )?)(${MONTH}) (?:the )?(\\d{1,2}) ?(?:st|nd|rd|th)(?= \\d{4}$|$)`,
  "i"
);

const DAYS: ReadonlyMap<string, string> = new Map(
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [
    day.slice(0, 3),
    day
  ])
);

/** "May 4, Monday" as "Monday, May 4". */
const DAY_LAST = new RegExp(
  `^((?:${MONTH}) \\d{1,2}(?: \\d{4})?) ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$`,
  "i"
);

/** Prose without LaTeX, case, articles and punctuation: two texts are the same answer when these are the same. Text with signs of mathematics only loses white space. */
export function plainText(text: string): string {
  if (text.length > MAX_PROSE) return text;
  if (
    /[=<>+*/^_|[\]{}\\]|^\s*-|\d\s*-|(?<!\p{L})-\s?\d/u.test(
      text.replace(/\\(?:text|mbox|textbf|textit|textrm|mathrm|operatorname|mathbf)\s?\{|\}/g, " ")
    )
  )
    return text.replace(/\s+/g, "");
  const words = text
    .replace(/\\(?:text|mbox|textbf|textit|textrm|mathrm|operatorname|mathbf)\s?\{/g, " ")
    .replace(/\\[a-zA-Z]+/g, (command) => ` ${command.slice(1)} `)
    .replace(/p\.\s?m\b/gi, "pm")
    .replace(/a\.\s?m\b/gi, "am")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(DAY_FIRST, "$2 $1")
    .replace(MONTH_FIRST, "$1 $2")
    .replace(DAY_LAST, "$2 $1");
  const lower = words.length === 1 ? words : words.toLowerCase();
  return lower
    .replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)$/, (day) =>
      DAYS.get(day.slice(0, 3))!
    )
    .replace(/^(con|di)vergent$/, "$1verges")
    .replace(/\b(?:the|an) /g, "")
    .replace(
      /^dne$|^(?:(?:limit|value|function|integral|answer) )?(?:does not|doesn t) exist$/,
      "does not exist"
    );
}
