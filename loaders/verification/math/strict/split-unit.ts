import type {Token} from "../algebra/parsing/token.js";
import {isUnitWord, unitOf, type Unit} from "./unit.js";
import {isUnitPhrase, unitWords, withoutMultipliers} from "./unit-words.js";

/** An expression without the words around it. */
export interface Quantity {
  rest: readonly Token[];
  /** What words such as `million` and `dozen` multiply it by. */
  factor: bigint;
  unit: Unit | null;
}

/**
 * Separates an expression from the unit after it (`15 \text{ cm}^2`, `5 miles per hour`, `1.5 million people`) and the currency
 * before or after it (`\$5`, `USD 5`, `5€`).
 */
export function splitUnit(tokens: readonly Token[]): Quantity {
  if (!tokens.some(mayBeUnit)) return {rest: tokens, factor: 1n, unit: null};
  const {currency, bare} = splitCurrency(withoutFraction(tokens));
  const start = unitStart(bare);
  const words = unitWords(
    bare
      .slice(start)
      .map(({text}) => text)
      .join(" ")
  );
  const rest = bare.slice(0, start);
  const isGlued = bare[start]?.space === false;
  if (
    start === 0 ||
    start === bare.length ||
    words === null ||
    !isUnitPhrase(words, isGlued) ||
    !isQuantity(rest, words)
  )
    return {rest: bare, factor: 1n, unit: currency === null ? null : unitOf([currency])};
  const {factor, names} = withoutMultipliers(words);
  const inWords = /^deg(?:ree)?s?$/i.test(names[0] ?? "");
  const scale = /^(?:[CF]|celsius|fahrenheit)$/i.exec(names[inWords ? 1 : 0] ?? "");
  if (scale !== null && (inWords || endsInDegree(rest)))
    return {
      rest: inWords ? rest : withoutDegree(rest),
      factor,
      unit: unitOf([/^c/i.test(scale[0]) ? "celsius" : "fahrenheit"])
    };
  const measured =
    currency === null
      ? names
      : [currency, ...names.filter((word) => !/^(?:dollars?|usd|euros?)$/i.test(word))];
  return {rest, factor, unit: unitOf(measured)};
}

function mayBeUnit({kind, text}: Token): boolean {
  return kind === "text" || kind === "word" || (kind === "operator" && text.startsWith("currency"));
}

const CODE = /^(?:US|USD|EUR|GBP|INR|Rs\.?)$/;

/** The currency sign or code before or after an expression. */
function splitCurrency(tokens: readonly Token[]): {currency: string | null; bare: readonly Token[]} {
  const names = tokens.map(currencyOf);
  const places = [0, ...(tokens[0]?.text === "-" ? [1] : []), tokens.length - 1];
  const at = tokens.length < 2 ? undefined : places.find((i) => names[i] !== null);
  if (at === undefined) return {currency: null, bare: tokens};
  const next = names[at] === "US" && names[at + 1] === "$" ? 1 : 0;
  return {
    currency: names[at] === "US" ? "$" : names[at]!,
    bare: tokens.filter((_, i) => i !== at && !(next === 1 && i === at + 1))
  };
}

function currencyOf(token: Token): string | null {
  if (token.kind === "operator" && token.text.startsWith("currency "))
    return token.text.slice("currency ".length);
  return (token.kind === "word" || token.kind === "text") && CODE.test(token.text)
    ? token.text.replace(".", "")
    : null;
}

/** Nouns are counted by numbers: `n ways`, but not `an ellipse`, which is prose. */
function isQuantity(rest: readonly Token[], words: readonly string[]): boolean {
  const names = words.filter((word) => /^\p{L}/u.test(word));
  return rest.length === 1 || names.every(isUnitWord) || rest.some((token) => token.kind === "number");
}

/** Index of the first token of the trailing words; tokens.length where there are none. */
function unitStart(tokens: readonly Token[]): number {
  let start = tokens.length;
  for (let i = tokens.length - 1; i > 0; i--) {
    const token = tokens[i]!;
    if (token.kind === "text" || token.kind === "word" || isMicro(tokens, i)) start = i;
    else if (!isUnitPunctuation(tokens, i)) break;
  }
  return start;
}

/** \mu before \text{m}. */
function isMicro(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return tokens[i]!.text === "mu" && next?.kind === "text" && /^[A-Za-z]{1,3}$/.test(next.text);
}

/** Exponents, braces, `/` and `*` belong to a unit when a word follows or precedes them. */
function isUnitPunctuation(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  const before = (ahead: number): string | undefined => tokens[i - ahead]?.text;
  const raised = before(1) === "^" || (before(1) === "{" && before(2) === "^");
  if (token.kind === "number")
    return raised || (before(1) === "-" && (before(2) === "^" || before(2) === "{"));
  if (token.text === "-") return raised;
  if (token.text === "(") return before(1) === "/";
  if (token.text === ")") return tokens.slice(0, i).some(({text}) => text === "/");
  return token.kind === "operator" && ["^", "{", "}", "/", "*"].includes(token.text);
}

/** `\frac{\text{g}}{\text{mol}}` at the end, as g/mol. */
function withoutFraction(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex((token) => token.text === "frac" && token.kind === "command");
  if (at < 1 || tokens[at + 1]?.text !== "{" || tokens.at(-1)!.text !== "}") return tokens;
  const inside = tokens.slice(at + 2, -1);
  const middle = inside.findIndex((token, i) => token.text === "}" && inside[i + 1]?.text === "{");
  const [top, bottom] = [inside.slice(0, middle), inside.slice(middle + 2)];
  const isUnit = (part: readonly Token[]): boolean =>
    (part[0]?.kind === "text" || part[0]?.kind === "word") && unitStart([tokens[at]!, ...part]) === 1;
  if (middle < 0 || !isUnit(top) || !isUnit(bottom)) return tokens;
  return [...tokens.slice(0, at), ...top, {kind: "operator", text: "/", space: false}, ...bottom];
}

function endsInDegree(tokens: readonly Token[]): boolean {
  return /\bdeg \}?$/.test(`${tokens.map(({text}) => text).join(" ")} `.replace(/ \} $/, " "));
}

function withoutDegree(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex((token) => token.text === "deg");
  const mark = tokens[at - 1]?.text === "{" ? at - 2 : at - 1;
  return tokens.slice(0, tokens[mark]?.text === "^" ? mark : at);
}
