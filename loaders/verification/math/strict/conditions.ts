/** A formula without the condition at its end, and the letter of the integer that the condition is about, where it is that. */
interface Conditioned {
  rest: string;
  parameter: string | null;
}

const MAX_TEXT = 600;
/** Conditions are looked for in this many last characters. */
const TAIL = 90;

const FRAME = String.raw`[\s,;()$~.]|\\[,;: ]|\\q?quad`;
const WORDS = String.raw`(?:where|for|with|and|any|all|every|some|each|integers?|is|are|an|a|arbitrary)`;
const INTEGER = new RegExp(
  String.raw`^(?:${FRAME}|\\(?:text|mbox|textrm)\s?\{[\s,(]*(?:(?:${WORDS}|[klmn])(?![a-z])[\s,.)]*)*\}|\\(?:in|forall)(?![a-z])|∈|` +
    String.raw`\\mathbb\s?\{?\s?Z\s?\}?|ℤ|\\Z|[klmn](?![a-z])|${WORDS}(?![a-z]))+$`
);
const CONSTANT_WORDS = String.raw`(?:where|for|with|and|any|all|some|is|are|an|a|arbitrary|real|constants?|numbers?)`;
const CONSTANT = new RegExp(
  String.raw`^(?:${FRAME}|\\(?:text|mbox|textrm)\s?\{[\s,(]*(?:(?:${CONSTANT_WORDS}|[cCkKaAbB])(?![a-z])[\s,.)]*)*\}|\\in(?![a-z])|∈|` +
    String.raw`\\mathbb\s?\{?\s?R\s?\}?|ℝ|[cCkKaAbB](?![a-z])|${CONSTANT_WORDS}(?![a-z]))+$`
);
const FOR_ALL =
  /(?:\\(?:text|mbox|textrm)\s?\{[\s,(]*(?:for|where|with)?\s?|\\forall(?![a-z])\s?|(?<=[\s,])for\s)(?:(?:all|any|every|each)\s?)?((?:(?:real|integers?|numbers?|reals|positive|natural|rational|nonnegative)\s?)*)\s?\$?([a-z])?\$?\s?\)?\}?\s?\$?([a-z](?![a-z]))?(?:\s?(?:\\in(?![a-z])|∈)\s?(\\mathbb\s?\{?\s?[RZNQC]\s?\}?(?:\^\{?[+*]\}?|_\{?(?:\+|>\s?0)\}?)?))?\s?(?=$|[,;)]|\\text)/g;
const QUANTIFIED =
  /^\\(?:text|mbox|textrm)\s?\{\s?(?:for )?(?:all|any|every)((?:\s(?:real|integers?|numbers?|reals|positive|natural|values? of))*)\s?\}\s?(?=[a-z]\s?(?:[<>≤≥≠]|\\(?:leq?|geq?|neq?|lt|gt|in)(?![a-z])))/;
const UNEQUAL = new RegExp(
  String.raw`^(?:${FRAME}|\\(?:text|mbox|textrm)\s?\{[\s,]*(?:where|for|with|if|when|and|provided(?: that)?)?\s?\})+` +
    String.raw`([a-z])\s?(?:\\neq?(?![a-z])|≠|\\not\s?=)[-\d\s,{}/.±\\a-z]{1,40}\)?$`
);
const INDEX = new RegExp(
  String.raw`^(?:${FRAME}|\\(?:text|mbox|textrm)\s?\{[\s,]*(?:where|for|with|if|when|and|for all)?\s?\})+` +
    String.raw`([nkm])\s?(?:(?:\\geq?(?![a-z])|\\geqslant|≥|>)\s?[012]|(?:\\in(?![a-z])|∈)\s?(?:\\mathbb\s?\{?\s?N\s?\}?|ℕ)(?:\^[+*])?|=\s?[01],\s?[12],[^]{0,20})\s?\)?$`
);
const CONDITION = /[<>≤≥≠∈]|\\(?:leq?|geq?|leqslant|geqslant|lt|gt|neq?|in)(?![a-z])/;

/** `\frac{\pi}{6} + k\pi, k \in \mathbb{Z}` and `…\text{ for any integer } k` without the condition; null where there is none. */
function withoutInteger(text: string): Conditioned | null {
  if (!/\\mathbb\s?\{?\s?Z|ℤ|\\Z(?![a-z])|integer/.test(text.slice(-TAIL))) return null;
  const tail = tailOf(text, INTEGER);
  if (tail === null || !/Z|ℤ|integer/.test(tail)) return null;
  const parameter = /(?<![a-z\\])[klmn](?![a-z])/.exec(tail)?.[0] ?? null;
  // \in \mathbb{Z} is about the letter before it.
  if (parameter === null && /\\in(?![a-z])|∈/.test(tail)) return null;
  return {rest: text.slice(0, -tail.length), parameter};
}

/** `\frac{x+1}{x-2}, x \neq 2` and `2^n - 1, n \ge 1` without the condition; null where there is none. */
function withoutDomain(text: string): Conditioned | null {
  if (!/\\[ngi]|[≠≥>∈=]/.test(text.slice(-TAIL))) return null;
  const tail = tailOf(text, UNEQUAL) ?? tailOf(text, INDEX);
  if (tail === null) return null;
  const rest = text.slice(0, -tail.length);
  const name = (UNEQUAL.exec(tail) ?? INDEX.exec(tail))![1]!;
  return CONDITION.test(rest) || !rest.includes(name) ? null : {rest, parameter: null};
}

/** `f(x) = cx \text{ for some constant } c` and `…, c \in \mathbb{R}` without the condition; null where there is none. */
function withoutConstant(text: string): string | null {
  const end = text.slice(-TAIL);
  if (!/constant|real|\\mathbb\s?\{?\s?R|ℝ/.test(end)) return null;
  const tail = tailOf(text, CONSTANT);
  const name = tail === null ? null : /(?<![A-Za-z\\])[cCkKaAbB](?![A-Za-z])/.exec(tail)?.[0];
  if (tail === null || name == null || !/constant|real|R|ℝ/.test(tail)) return null;
  const rest = text.slice(0, -tail.length);
  return rest.replace(/\\[a-zA-Z]+|\([a-zA-Z]\)/g, " ").includes(name) ? rest : null;
}

/**
 * What two answers are about, without "for all x" after a function of x and "all integers" before an inequality. Null where they
 * hold for different numbers, undefined where there is nothing to leave out.
 */
function withoutQuantifiers(output: string, gold: string): readonly [string, string] | null | undefined {
  const [a, b] = [unquantified(output), unquantified(gold)];
  if (a.rest === output && b.rest === gold) return undefined;
  return a.domain !== "" && b.domain !== "" && a.domain !== b.domain ? null : [a.rest, b.rest];
}

function unquantified(text: string): {rest: string; domain: string} {
  let domain = "";
  if (!/all|any|every|each/.test(text)) return {rest: text, domain};
  const start = text.replace(QUANTIFIED, (_, words: string) => {
    domain = words.trim();
    return "";
  });
  const rest = start.replace(
    FOR_ALL,
    (all: string, words: string, inner?: string, after?: string, set?: string) => {
      const name = inner ?? after;
      if (name === undefined || !text.includes(`(${name})`) || !/all|any|every|each/.test(all)) return all;
      domain = (set ?? words).replace(/[\s{}]/g, "");
      return "";
    }
  );
  return {rest, domain: domain.replace(/^(?:\\mathbbR|reals?(?:numbers)?)$/, "R")};
}

/** A letter of the formula before a condition on it: ` k \text{ for any integer } k`, ` n, n \in \mathbb{Z}`. */
const OWN_LETTER =
  /^\s?(?:[a-zA-Z]\s?(?:[,;]|\\[,;]|\\q?quad)|([a-zA-Z])(?![a-zA-Z])[^]*[^a-zA-Z\\]\1(?![a-zA-Z]))/;

/** The longest end of a text, from a separator on, that is nothing but a condition. */
function tailOf(text: string, condition: RegExp): string | null {
  for (let at = Math.max(1, text.length - TAIL); at < text.length; at++) {
    if (!/[\s,;(\\]/.test(text[at]!)) continue;
    const tail = text.slice(at);
    // In `2\pi n, n \in \mathbb{Z}` the first n belongs to the formula.
    if (condition.test(tail) && !OWN_LETTER.test(tail)) return tail;
  }
  return null;
}

/**
 * Two answers without the conditions that only say what their letters may be: an integer k, or an x that is no pole. The integers
 * get the gold's letter, which is the third item where both state one. Null where there is nothing to leave out, or both have poles (which then differ).
 */
export function withoutConditions(
  output: string,
  gold: string
): readonly [output: string, gold: string, letter?: string] | null {
  if (output.length > MAX_TEXT || gold.length > MAX_TEXT) return null;
  const quantified = withoutQuantifiers(output, gold);
  if (quantified !== undefined) return quantified;
  const [a, b] = [withoutInteger(output), withoutInteger(gold)];
  if (a !== null || b !== null) {
    const rest = a?.rest ?? output;
    const renamed =
      a?.parameter == null || b?.parameter == null
        ? rest
        : rest.replace(new RegExp(`(?<![A-Za-z\\\\])${a.parameter}(?![A-Za-z])`, "g"), b.parameter);
    return a?.parameter != null && b?.parameter != null
      ? [renamed, b.rest, b.parameter]
      : [renamed, b?.rest ?? gold];
  }
  const [c, d] = [withoutConstant(output), withoutConstant(gold)];
  if (c !== null || d !== null) return [c ?? output, d ?? gold];
  const [x, y] = [withoutDomain(output), withoutDomain(gold)];
  if ((x === null) === (y === null)) return null;
  return [x?.rest ?? output, y?.rest ?? gold];
}

const IN_SET = /(?:\\in(?![a-z])|∈)\s?\\mathbb\s?\{?\s?([RZNQC])/;

/** Whether two answers end with conditions on different sets of numbers: k \in \mathbb{Z} and k \in \mathbb{N}. */
export function holdForOthers(output: string, gold: string): boolean {
  const [a, b] = [output, gold].map((text) => IN_SET.exec(text.slice(-TAIL))?.[1]);
  return a !== undefined && b !== undefined && a !== b;
}
