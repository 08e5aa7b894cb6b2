import {call, decimal, isInteger, minusOne, power, quotient, symbol} from "../symbolic/build-expression.js";
import {format, type Expression} from "../symbolic/expression.js";
import {LatexCursor, LatexError} from "./latex-cursor.js";
import type {Token} from "./latex-tokens.js";
import {readAccent, secondIndex, secondName} from "./second-names.js";

/** `d/dx` before its operand. */
interface DerivativeOperator {
  kind: "operator";
  variable: string;
}

/** What stands in a product: an expression, or an operator on the factors behind it. */
export type Factor = Expression | DerivativeOperator;

/** A failure that only ends the product or the bracket that it stands in, or else the whole reading. */
function dangling(cursor: LatexCursor): null {
  if (cursor.brackets === 0 && !cursor.isContinuing) throw new LatexError("an unfinished atom");
  return null;
}

/** Letters, commands, numbers, fractions, binomials. */
export function readAtom(cursor: LatexCursor): Factor | null {
  switch (cursor.kind()) {
    case "letter":
    case "symbol":
      return cursor.attempt(() => readSymbol(cursor));
    case "digit":
      return cursor.attempt(() => readNumber(cursor));
    case ".":
      return cursor.dialect.isSecond ? cursor.attempt(() => readNumber(cursor)) : null;
    case "differential":
      return symbol(`d${differentialName(cursor.next())}`);
    case "\\mathit":
      return readItalics(cursor);
    case "\\frac":
      return cursor.attempt(() => readFraction(cursor));
    case "\\binom":
      return cursor.attempt(() => readBinomial(cursor));
    default:
      return null;
  }
}

/** `x` of `dx` and `alpha` of `d\alpha`. */
export function differentialName(token: Token): string {
  return token.text.slice(1).trim().replace("\\", "");
}

/** Name of a letter or command with its index and its primes, which may come in either order; null where an index breaks off. */
export function readName(cursor: LatexCursor): {name: string; quotes: string} | null {
  const {text} = cursor.next();
  const {isSecond} = cursor.dialect;
  let name = isSecond ? secondName(text) : text.replace("\\", "");
  const early = cursor.accept("quotes")?.text ?? "";
  if (cursor.kind() === "_") {
    const index = cursor.grammar.index(cursor);
    if (index === null) return dangling(cursor);
    name += isSecond ? secondIndex(format(index)) : `_{${format(index)}}`;
  }
  const late = early === "" ? (cursor.accept("quotes")?.text ?? "") : "";
  return {name, quotes: early + late};
}

const SECOND_CONSTANTS = new Map<string, "e" | "i" | "pi">([
  ["e", "e"],
  ["I", "i"],
  ["pi", "pi"]
]);

function readSymbol(cursor: LatexCursor): Expression | null {
  const accent = readAccent(cursor);
  if (accent !== null) return symbol(accent);
  const isLetter = cursor.kind() === "letter";
  const isInfinity = cursor.isCommand("\\infty");
  const read = readName(cursor);
  if (read === null) return null;
  if (isInfinity) return {kind: "infinity"};
  const {name, quotes} = read;
  const constant = cursor.dialect.isSecond ? SECOND_CONSTANTS.get(name) : undefined;
  if (constant !== undefined) return {kind: "constant", name: constant};
  // Primes count for letters only.
  return symbol(isLetter ? name + quotes : name);
}

function readDigits(cursor: LatexCursor, limit = Infinity): string {
  let digits = "";
  while (digits.length < limit && cursor.kind() === "digit") digits += cursor.next().text;
  return digits;
}

/** `,` and three digits. */
function readThousands(cursor: LatexCursor): string | null {
  return cursor.attempt(() => {
    cursor.next();
    let digits = "";
    while (digits.length < 3) {
      const digit = cursor.accept("digit");
      if (digit === null) return null;
      digits += digit.text;
    }
    return digits;
  });
}

/** Digits, thousands, decimals. White space between digits is skipped, so that `1 2` is 12. */
function readNumber(cursor: LatexCursor): Expression | null {
  const limit = cursor.takeDigitLimit();
  let whole = readDigits(cursor, limit);
  if (limit < Infinity) return decimal(whole);
  while (cursor.kind() === ",") {
    const thousands = readThousands(cursor);
    if (thousands === null) break;
    whole += thousands;
  }
  if (cursor.kind() !== ".") return decimal(whole);
  if (cursor.kind(1) !== "digit") {
    if (cursor.dialect.isSecond) return whole === "" ? null : decimal(whole);
    return dangling(cursor);
  }
  cursor.next();
  return decimal(`${whole}.${readDigits(cursor)}`, !cursor.dialect.isSecond);
}

function readItalics(cursor: LatexCursor): Expression | null {
  return cursor.attempt(() => {
    cursor.next();
    return cursor.enclosed("{", "}", () => {
      let name = "";
      while (cursor.kind() === "letter") name += cursor.next().text;
      return symbol(name);
    });
  });
}

function readArgument(cursor: LatexCursor): Expression | null {
  return cursor.enclosed("{", "}", () => cursor.grammar.sum(cursor));
}

/** Numerator or denominator: one digit, or an expression in braces. */
function readFractionPart(cursor: LatexCursor): {value: Expression; tokens: Token[]} | null {
  const start = cursor.index;
  const digit = cursor.accept("digit");
  const value = digit === null ? readArgument(cursor) : decimal(digit.text);
  return value === null ? null : {value, tokens: digit === null ? cursor.span(start).slice(1, -1) : []};
}

function readFraction(cursor: LatexCursor): Factor | null {
  cursor.next();
  const upper = readFractionPart(cursor);
  const lower = upper === null ? null : readFractionPart(cursor);
  if (upper === null || lower === null) return null;
  const derivative = derivativeOf(cursor, upper.tokens, lower.tokens);
  if (derivative !== null) return derivative;
  return isInteger(upper.value, 1) ? power(lower.value, minusOne) : quotient(upper.value, lower.value);
}

/** `\frac{d}{dx}`, `\frac{dy}{dx}` and the same with `\partial`; null for any other fraction. */
function derivativeOf(cursor: LatexCursor, upper: readonly Token[], lower: readonly Token[]): Factor | null {
  const isTotal = lower.length === 1 && lower[0]!.kind === "differential";
  const isPartial =
    lower.length === 2 && lower[0]!.text === "\\partial" && ["letter", "symbol"].includes(lower[1]!.kind);
  if (upper.length === 0 || (!isTotal && !isPartial)) return null;
  const mark = isTotal ? "d" : "\\partial";
  const variable = isTotal ? differentialName(lower[0]!) : lower[1]!.text.replace("\\", "");
  if (upper.length === 1 && upper[0]!.text === mark) return {kind: "operator", variable};
  const source = cursor.text.slice(upper[0]!.start, upper.at(-1)!.end);
  if (!source.startsWith(mark)) return null;
  const body = cursor.grammar.sum(
    new LatexCursor(source.slice(mark.length), {isSecond: false}, cursor.grammar)
  );
  if (body === null) throw new LatexError("no expression");
  return {kind: "derivative", variable, body};
}

function readBinomial(cursor: LatexCursor): Expression | null {
  cursor.next();
  const n = readArgument(cursor);
  const k = n === null ? null : readArgument(cursor);
  return n === null || k === null ? null : call("binomial", n, k);
}

/** `\lfloor x \rfloor` and `\lceil x \rceil`. */
export function readFloor(cursor: LatexCursor): Expression | null {
  const floor = cursor.enclosed("\\lfloor", "\\rfloor", () => cursor.grammar.sum(cursor));
  if (floor !== null) return call("floor", floor);
  const ceiling = cursor.enclosed("\\lceil", "\\rceil", () => cursor.grammar.sum(cursor));
  return ceiling === null ? null : call("ceiling", ceiling);
}
