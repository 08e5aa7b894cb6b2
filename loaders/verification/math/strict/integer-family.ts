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
  return {parameter: parameter!, domain: `${NAMES.get(name) ?? name}${(names[4] ?? "").replace(/[\s{}]/g, "")}`};
}

/** The family that a set-builder names; null for other texts, among them sets of reals that a condition bounds. */
function familyOf(text: string): Family | null {
  if (text.length > MAX_TEXT || !text.startsWith("\\{")) return null;
  const match = SET.exec(text);
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
 * it is and the set becomes `2n, n \in \mathbb{Z}`. Null where neither side is one; "different" where the letters run through
 * different numbers.
 */
export function families(output: string, gold: string): readonly [string, string] | "different" | null {
  const [a, b] = [familyOf(output), familyOf(gold)];
  if (a === null && b === null) return null;
  if (a === null || b === null) return [a === null ? output : written(a), b === null ? gold : written(b)];
  if (a.domain !== b.domain) return "different";
  const renamed = a.body.replace(new RegExp(`(?<![A-Za-z\\\\])${a.parameter}(?![A-Za-z])`, "g"), b.parameter);
  return [renamed, b.body];
}

function written({body, parameter, domain}: Family): string {
  const [name, ...sign] = Array.from(domain);
  return `${body}, ${parameter} \\in \\mathbb{${name!}}${sign.join("")}`;
}
