import type {Token} from "../algebra/token.js";
import {isUnitWord, unitOf, type Unit} from "./unit.js";

/** Large numbers in words; `m` and `bn` are units and symbols, so they are not here. */
const multipliers: ReadonlyMap<string, number> = new Map([
  ["hundred", 2],
  ["thousand", 3],
  ["million", 6],
  ["billion", 9],
  ["trillion", 12]
]);

/** An expression without the words around it. */
export interface Quantity {
  rest: readonly Token[];
  /** Power of ten that words such as `million` multiply it by. */
  powerOfTen: number;
  unit: Unit | null;
}

/**
 * Separates an expression from the unit after it (`15 \text{ cm}^2`, `5 miles per hour`, `1.5 million people`) and the currency
 * sign before it.
 */
export function splitUnit(tokens: readonly Token[]): Quantity {
  const currency = tokens.findIndex((token) => token.text === "currency" && token.kind === "operator");
  const hasCurrency = currency === 0 || (currency === 1 && tokens[0]!.text === "-");
  const bare = hasCurrency ? tokens.filter((_, i) => i !== currency) : tokens;
  const start = unitStart(bare);
  const words = bare.slice(start).flatMap(wordsOf);
  const rest = bare.slice(0, start);
  if (start === 0 || start === bare.length || !isUnitPhrase(words) || !isQuantity(rest, words)) {
    return {rest: bare, powerOfTen: 0, unit: hasCurrency ? unitOf(["$"]) : null};
  }
  const powerOfTen = words.reduce((power, word) => power + (multipliers.get(word.toLowerCase()) ?? 0), 0);
  const names = words.filter((word) => !multipliers.has(word.toLowerCase()));
  const measured = hasCurrency ? ["$", ...names.filter((word) => !/^dollars?$/i.test(word))] : names;
  return {rest, powerOfTen, unit: unitOf(measured)};
}

/** Nouns are counted by numbers: `n ways`, but not `an ellipse`, which is prose. */
function isQuantity(rest: readonly Token[], words: readonly string[]): boolean {
  return rest.length === 1 || words.every(isUnitWord) || rest.some((token) => token.kind === "number");
}

/** Index of the first token of the trailing words; tokens.length where there are none. */
function unitStart(tokens: readonly Token[]): number {
  let start = tokens.length;
  for (let i = tokens.length - 1; i > 0; i--) {
    const token = tokens[i]!;
    if (token.kind === "text" || token.kind === "word") start = i;
    else if (!isUnitPunctuation(tokens, i)) break;
  }
  return start;
}

/** Exponents, braces, `/` and `*` belong to a unit when a word follows or precedes them. */
function isUnitPunctuation(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  if (token.kind === "number")
    return tokens[i - 1]?.text === "^" || (tokens[i - 1]?.text === "{" && tokens[i - 2]?.text === "^");
  return token.kind === "operator" && ["^", "{", "}", "/", "*"].includes(token.text);
}

function wordsOf(token: Token): string[] {
  if (token.text === "{" || token.text === "}") return [];
  return token.kind === "text" || token.kind === "word"
    ? token.text.split(/(?<=\w)(?=[/^])|(?<=[/^])(?=\w)|[\s.]+/).filter((word) => word !== "")
    : [token.text];
}

/** Known units, or a noun phrase of at most three words. */
function isUnitPhrase(words: readonly string[]): boolean {
  if (words.every((word) => isUnitWord(word) || /^[\d/^*]+$/.test(word))) return true;
  return words.length <= 4 && words.every((word) => /^[\p{L}'-]+$/u.test(word));
}
