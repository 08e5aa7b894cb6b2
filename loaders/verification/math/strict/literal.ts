import {number} from "../algebra/expression.js";
import type {Answer} from "./answer.js";

const BASES: ReadonlyMap<string, number> = new Map([
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
  ["sixteen", 16]
]);

const NUMERAL =
  /^\\?\(?(?:\\(?:text|mathrm|mathtt)\{)?([0-9A-F][0-9A-F ,]{0,200}|\d[0-9a-f]{0,200})\}?\\?\)?\s?_\s?(?:\{\s?)?(?:\\(?:text|mathrm|mbox)\{)?\s?\(?(\d{1,2}|[a-z]{3,7})\)?\s?\}{0,2}$/;
const BASE_WORDS =
  /^([0-9A-F]{1,200})(?:\s|\\[ ,])*(?:\\text\s?\{)?\s?(?:in |\()?base[- ]\}?\s?(\d{1,2}|[a-z]{3,7})\)?\}?$/;
const TIME =
  /^(?:\\text\{)?(\d{1,2})(?:\\!|\{)?(?:(?::|\.(?=\d\d\W*[ap]\.?\s?m))\}?(?:\\!)?([0-5]\d))?(?:\s|\\[ ,;:]|~)*(?:\\(?:text|mbox|mathrm|textrm)\{)?\s?(?:([ap])\.?\s?m\.?|(?:at )?(noon|midnight)|o['’]clock|in the (morning|afternoon|evening)|at (night)|sharp)\}?$/i;
const CHOICE = /^(?:\(([A-H])\)|([A-H])[.):])(?:\s|$)/;
const LONE = /^(?:([A-H])|\(([A-Ha-h])\)|(?:[Cc]hoice|[Oo]ption|[Aa]nswer) \(?([A-H])\)?)$/;

/** What makes a statement about a letter, or names another one as well. */
const STATEMENT = /^(?:or|and|is|are|was|not|isn['’]t|but|if|nor|vs\.?|only|[,/&;])(?![a-z])|\([A-H]\)/i;

const SHORT_NUMBERS: ReadonlyMap<string, bigint> = new Map([
  ["one", 1n],
  ["two", 2n],
  ["six", 6n],
  ["ten", 10n]
]);

/** Numbers in words that could also be read as products of three variables. */
export function readShortNumber(text: string): Answer | null {
  const value = text.length === 3 ? SHORT_NUMBERS.get(text.toLowerCase()) : undefined;
  return value === undefined ? null : {kind: "value", expression: number(value), unit: null};
}

const CYCLES = /^(?:\(\s?\d{1,2}(?:(?:\s|\\[,;: ]|~)+\d{1,2}){1,20}\s?\)\s?){1,9}$/;

/** A permutation in cycles, (1 3 2)(4 5), in one order: each from its least number, the cycles by theirs; null for anything else. */
export function readCycles(text: string): Answer | null {
  if (!text.startsWith("(") || !CYCLES.test(text)) return null;
  const cycles = text
    .slice(1)
    .split("(")
    .map((cycle) => cycle.match(/\d+/g)!.map(Number))
    .map((cycle) => {
      const least = cycle.indexOf(Math.min(...cycle));
      return [...cycle.slice(least), ...cycle.slice(0, least)];
    })
    .sort((a, b) => a[0]! - b[0]!);
  const moved = cycles.flat();
  if (new Set(moved).size < moved.length) return null;
  return {kind: "text", text: `cycles ${cycles.map((cycle) => cycle.join(" ")).join(" then ")}`};
}

/** Digits with a subscript base: `52_8`, `(101)_{2}`, `1A_{\text{sixteen}}`, `52 base 8`; base 10 is an ordinary number. */
export function readNumeral(text: string): Answer | null {
  const plain = /^\\text\s?\{([^{}]*\bbase\b[^{}]*)\}$/.exec(text)?.[1]?.trim() ?? text;
  const [, mark, literal] = /^(?:\\text(?:tt)?\s?\{)?0([xXbBoO])([0-9A-Fa-f]{2,64})\}?$/.exec(plain) ?? [];
  if (literal !== undefined) return numeralOf(literal, {x: 16, b: 2, o: 8}[mark!.toLowerCase()]!);
  const match = NUMERAL.exec(withPlainDigits(plain)) ?? BASE_WORDS.exec(plain);
  if (match === null) return null;
  return numeralOf(match[1]!, BASES.get(match[2]!) ?? Number(match[2]));
}

function numeralOf(text: string, base: number): Answer | null {
  const digits = text
    .toUpperCase()
    .replace(/[ ,]/g, "")
    .replace(/^0+(?=.)/, "");
  const valid =
    Number.isInteger(base) &&
    base >= 2 &&
    base <= 36 &&
    Array.from(digits).every((digit) => Number.parseInt(digit, 36) < base);
  if (!valid) return null;
  return base === 10
    ? {kind: "value", expression: number(BigInt(digits)), unit: null}
    : {kind: "numeral", digits, base};
}

/** `2\text{A}_{16}` with plain letters. */
function withPlainDigits(text: string): string {
  return /\}\s?_/.test(text) ? text.replace(/(?<=\d)\s?\\(?:text|mathrm)\s?\{([A-F]{1,9})\}/g, "$1") : text;
}

/** A multiple-choice letter A-H: `(B)`, `\text{B}`, `B. 12`, `\textbf{(B)}\ 12`. */
export function readChoice(text: string, read: (rest: string) => Answer): Answer | null {
  const plain =
    text.length > 400
      ? text
      : text
          .replace(/^\\(?:text|textbf|mathrm|mathbf|mbox|textrm)\s?\{\s?([^{}]{1,40})\}/, "$1")
          .replace(/^\\(?:text|textbf|mathrm|mathbf|mbox|textrm)\s?\{\s?([^{}]{1,40})\}/, "$1")
          .replace(/^\(\s?\\(?:text|textbf|mathrm|mathbf|mbox|textrm)\s?\{\s?([A-H])\s?\}\s?\)/, "($1)")
          .replace(/\\[ ~,;]|~/g, " ")
          .trim()
          .replace(/^(\(?[A-H]\)?),? (?:because|since) [^]*$/, "$1");
  const lone = LONE.exec(plain);
  if (lone !== null)
    return {kind: "choice", letter: (lone[1] ?? lone[2] ?? lone[3])!.toUpperCase(), value: null};
  const match = CHOICE.exec(plain);
  if (match === null) return null;
  const rest = plain.slice(match[0].length).trim();
  if (STATEMENT.test(rest.replace(/^\\(?:text|textbf|mathrm|mbox|textrm)\s?\{\s*/, ""))) return null;
  return {kind: "choice", letter: (match[1] ?? match[2])!, value: rest === "" ? null : read(rest)};
}

/** A time of day with am, pm, noon or o'clock; without them `4:30` is a ratio that is written like one. */
export function readTime(text: string): Answer | null {
  const alone = /^(?:\\text\{)?(noon|midnight)\}?$/i.exec(text)?.[1]?.toLowerCase();
  if (alone !== undefined) return {kind: "time", hour: 12, minute: 0, half: alone === "noon" ? "pm" : "am"};
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hour, minute, half] = match;
  const name = match.slice(4).find(Boolean);
  const named = name === undefined ? null : /^(?:morning|midnight)$/i.test(name) ? "am" : "pm";
  return {
    kind: "time",
    hour: Number(hour),
    minute: Number(minute ?? 0),
    half: half === undefined ? named : half.toLowerCase() === "a" ? "am" : "pm"
  };
}
