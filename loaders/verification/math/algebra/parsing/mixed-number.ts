import {Rational} from "../numbers/rational.js";
import type {Token} from "./token.js";

/** A fraction found in a list of tokens. */
interface MixedPart {
  value: Rational;
  /** Tokens that it takes. */
  length: number;
}

/**
 * The fraction of a mixed number that starts at `start`, right after its integer: `\frac{4}{5}` of whole numbers (also \frac45), or
 * ` 4/5` after a space. Null where there is none, or where a power follows. Throws RangeError for a zero denominator.
 */
export function mixedPart(tokens: readonly Token[], start: number): MixedPart | null {
  const part =
    tokens[start]?.text === "frac" ? latexFraction(tokens, start + 1) : plainFraction(tokens, start);
  return part === null || tokens[start + part.length]?.text === "^" ? null : part;
}

function wholeNumber(token: Token | undefined): Rational | null {
  return token?.kind === "number" && /^\d+$/.test(token.text) ? Rational.fromDecimal(token.text) : null;
}

function plainFraction(tokens: readonly Token[], start: number): MixedPart | null {
  const top = wholeNumber(tokens[start]);
  const bottom = wholeNumber(tokens[start + 2]);
  if (top === null || bottom === null || !tokens[start]!.space || tokens[start + 1]!.text !== "/")
    return null;
  return {value: top.over(bottom), length: 3};
}

function latexFraction(tokens: readonly Token[], start: number): MixedPart | null {
  const both = /^(\d)(\d)$/.exec(tokens[start]?.kind === "number" ? tokens[start].text : "");
  if (both !== null) return {value: Rational.of(BigInt(both[1]!), BigInt(both[2]!)), length: 2};
  const top = argument(tokens, start);
  const bottom = top === null ? null : argument(tokens, start + top.length);
  return top === null || bottom === null
    ? null
    : {value: top.value.over(bottom.value), length: 1 + top.length + bottom.length};
}

/** A whole number in braces, or one digit without them. */
function argument(tokens: readonly Token[], start: number): MixedPart | null {
  const braced = tokens[start]?.text === "{";
  const value = wholeNumber(tokens[braced ? start + 1 : start]);
  if (value === null || (braced ? tokens[start + 2]?.text !== "}" : tokens[start]!.text.length > 1))
    return null;
  return {value, length: braced ? 3 : 1};
}
