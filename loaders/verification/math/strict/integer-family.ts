/** A set of what a formula gives for all integers of a kind: `\{2n : n \in \mathbb{Z}\}`. */
interface Family {
  /** The formula, or the condition on x: `2n`, `2n\pi < x < \pi + 2n\pi`. */
  body: string;
  parameter: string;
  domain: string;
}

const MAX_TEXT = 400;
const SET = /^\\\{([^]*?)(?:\\mid(?![a-z])|\\colon(?![a-z])|:|\|)([^]*)\\\}$/;
const DOMAIN =
  /^(?:\s|\\[,;: ]|\\q?quad|\\text\s?\{\s?(?:and|where|for|for some)?\s?\})*([a-zA-Z])\s?(?:\\in(?![a-z])|∈)\s?(?:\\mathbb\s?\{?\s?([ZNQRC])\s?\}?|([ℤℕℚℝ])|\\([ZN])(?![a-z])|\{?(?:\\bf|\\mathbf)?\s?\{?\s?(Z|N)\}{0,2})((?:[\^_]\s?\{?(?:[+*-]|\\ast|\\ge\s?0|\d)\}?)*)(?:\s|\\[,;: ])*$/;
const NAMES: ReadonlyMap<string, string> = new Map([
  ["ℤ", "Z"],
  ["ℕ", "N"],
  ["ℚ", "Q"],
  ["ℝ", "R"]
]);

function domainOf(text: string): {parameter: string; domain: string} | null {
  const match = DOMAIN.exec(text);
  if (match === null) return null;
  const [, parameter, ...names] = match;
  const name = names.slice(0, 4).find(Boolean)!;
  return {
    parameter: parameter!,
    domain: `${NAMES.get(name) ?? name}${(names[4] ?? "").replace(/[\s{}]/g, "")}`
  };
}

/** The family that a set-builder names; null for other texts, among them sets of reals that a condition bounds. */
function familyOf(text: string): Family | null {
  if (text.length > MAX_TEXT || !/^(?:\\left\s?)?\\\{/.test(text)) return null;
  const match = SET.exec(
    text.replace(/\\(?:left|right)\s?(?=\\[{}])|\\(?:left|right|middle|big|Big)\s?(?=\|)/g, "")
  );
  if (match === null) return null;
  const [, left, right] = match as unknown as [string, string, string];
  // \{2n : n \in \mathbb{Z}\}
  const all = domainOf(right);
  if (all !== null)
    return all.parameter === left.trim() || all.domain.startsWith("R") ? null : {body: left.trim(), ...all};
  // \{x : x = 2n, n \in \mathbb{Z}\}
  const at = right.lastIndexOf(",");
  const end = at < 0 ? null : domainOf(right.slice(at + 1));
  const name = /^\s*([a-zA-Z])(?![a-zA-Z])/.exec(left)?.[1];
  if (end === null || name === undefined || name === end.parameter || end.domain.startsWith("R")) return null;
  const body = right.slice(0, at).trim();
  const value = new RegExp(`^${name}\\s?=(?!=)([^=<>≤≥]+)$`).exec(body)?.[1];
  return {body: (value ?? body).trim(), parameter: end.parameter, domain: end.domain};
}

/**
 * Two sets of what formulas give for all integers, as these formulas with the gold's letter; with one such set the other side is left as
 * it is and the set becomes `2n, n \in \mathbb{Z}`. The third item is a letter that runs through all integers. Null where neither side is one; "different" where the letters run through
 * different numbers.
 */
export function families(
  output: string,
  gold: string
): readonly [output: string, gold: string, letter?: string] | "different" | null {
  const [a, b] = [familyOf(output), familyOf(gold)];
  if (a === null && b === null) return null;
  if (a === null || b === null) return [a === null ? output : written(a), b === null ? gold : written(b)];
  if (a.domain !== b.domain) return "different";
  const renamed = a.body.replace(new RegExp(`(?<![A-Za-z\\\\])${a.parameter}(?![A-Za-z])`, "g"), b.parameter);
  return b.domain === "Z" ? [renamed, b.body, b.parameter] : [renamed, b.body];
}

/** Steps by which the letter of a family may be moved: all integers stay all integers. */
const SHIFTS = ["(-k)", "(k+1)", "(k-1)", "(k+2)", "(k-2)", "(1-k)", "(-1-k)", "(2-k)"];

/** A formula with an integer k for all integers, with -k, k + 1, … in the place of k: `-\frac{5\pi}{6} + k\pi` as `-\frac{5\pi}{6} + (k+1)\pi`. */
export function shifted(formula: string, parameter: string): string[] {
  const place = new RegExp(`(?<![A-Za-z\\\\])${parameter}(?![A-Za-z])`, "g");
  return formula.length > MAX_TEXT || !place.test(formula)
    ? []
    : SHIFTS.map((step) => formula.replace(place, step.replace("k", parameter)));
}

function written({body, parameter, domain}: Family): string {
  const [name, ...sign] = Array.from(domain);
  return `${body}, ${parameter} \\in \\mathbb{${name!}}${sign.join("")}`;
}
