import {Rational} from "../../algebra/numbers/rational.js";
import {call, integer, isInteger, power, rational, symbol} from "../symbolic/build-expression.js";
import type {Expression, KnownFunction} from "../symbolic/expression.js";
import {differentialName, readName} from "./latex-atoms.js";
import {LatexCursor} from "./latex-cursor.js";
import {readAccent} from "./second-names.js";

const e: Expression = {kind: "constant", name: "e"};

/** Everything that may stand as a function, which is not allowed inside an argument without parentheses. */
export function readFunction(cursor: LatexCursor): Expression | null {
  switch (cursor.kind()) {
    case "function":
      return readNamed(cursor);
    case "letter":
    case "symbol":
      return readApplication(cursor);
    case "\\int":
      return readIntegral(cursor);
    case "\\sqrt":
      return readRoot(cursor);
    case "\\overline":
      if (cursor.dialect.isSecond) return accented(cursor);
      cursor.next();
      return mapped(readBraces(cursor), (x) => call("conjugate", x));
    case "\\sum":
    case "\\prod":
      return readIteration(cursor);
    case "\\lim":
      return readLimit(cursor);
    default:
      return null;
  }
}

function mapped(x: Expression | null, build: (x: Expression) => Expression): Expression | null {
  return x === null ? null : build(x);
}

function readBraces(cursor: LatexCursor): Expression | null {
  return cursor.enclosed("{", "}", () => cursor.grammar.sum(cursor));
}

interface Scripts {
  index: Expression | null;
  exponent: Expression | null;
}

/** An index and an exponent, each at most once, in either order; null where one of them breaks off. */
function readScripts(cursor: LatexCursor): Scripts | null {
  const scripts: Scripts = {index: null, exponent: null};
  for (;;) {
    const isIndex = cursor.kind() === "_" && scripts.index === null;
    if (!isIndex && (cursor.kind() !== "^" || scripts.exponent !== null)) return scripts;
    const script = cursor.grammar.index(cursor);
    if (script === null) return null;
    scripts[isIndex ? "index" : "exponent"] = script;
  }
}

/** An argument list in parentheses, of which only the first counts, or factors without another function. */
function readFunctionArgument(cursor: LatexCursor): Expression | null {
  const list = cursor.enclosed("(", ")", () => readList(cursor));
  return list?.[0] ?? cursor.nested(() => cursor.grammar.product(cursor, false));
}

function readList(cursor: LatexCursor): Expression[] | null {
  const values: Expression[] = [];
  do {
    const value = cursor.grammar.sum(cursor);
    if (value === null) return null;
    values.push(value);
  } while (cursor.accept(",") !== null);
  return values;
}

const POWERS_INVERT = new Set(["sin", "cos", "tan", "csc", "sec", "cot", "sinh", "cosh", "tanh"]);

/** `\log_28` is the logarithm of 8: a number in a script gives up digits until an argument is left. */
function readNamed(cursor: LatexCursor): Expression | null {
  const name = cursor.next().text.slice(1);
  const whole = cursor.attempt(() => readCall(cursor, name));
  for (let digits = cursor.scriptDigits() - 1; whole === null && digits > 0; digits--) {
    const value = cursor.withShortNumber(digits, () => readCall(cursor, name));
    if (value !== null) return value;
  }
  return whole;
}

function readCall(cursor: LatexCursor, name: string): Expression | null {
  const scripts = readScripts(cursor);
  const argument = scripts === null ? null : readFunctionArgument(cursor);
  if (scripts === null || argument === null) return null;
  const {exponent} = scripts;
  if (POWERS_INVERT.has(name) && exponent !== null && isInteger(exponent, -1)) {
    return call(`a${name}` as KnownFunction, argument);
  }
  const value = namedValue(cursor, name, argument, scripts.index);
  // Python finds a zero exponent false and drops it.
  return exponent === null || isInteger(exponent, 0) ? value : power(value, exponent);
}

function namedValue(cursor: LatexCursor, name: string, x: Expression, index: Expression | null): Expression {
  if (name === "log" || name === "ln" || name === "lg") {
    const isDecimal = name === "lg" || (name === "log" && cursor.dialect.isSecond);
    return call("log", x, index ?? (isDecimal ? integer(10) : e));
  }
  const known = name.replace(/^arc/, "a").replace(/^ar(?=sinh|cosh|tanh)/, "a");
  return call(known as KnownFunction, x);
}

function accented(cursor: LatexCursor): Expression | null {
  const name = readAccent(cursor);
  return name === null ? null : symbol(name);
}

function isCompound(x: Expression): boolean {
  return !["number", "symbol", "constant", "infinity"].includes(x.kind);
}

/** `f(x, y)`: any letter or command before a parenthesis is a function, `x(x+1)` too but in the second dialect. */
function readApplication(cursor: LatexCursor): Expression | null {
  const read = readName(cursor);
  if (read === null || cursor.kind() !== "(") return null;
  const values = cursor.enclosed("(", ")", () => readList(cursor));
  const isProduct = cursor.dialect.isSecond && (read.quotes !== "" || values?.some(isCompound) === true);
  return values === null || isProduct ? null : {kind: "application", name: read.name + read.quotes, values};
}

function readRoot(cursor: LatexCursor): Expression | null {
  cursor.next();
  const index =
    cursor.kind() === "[" ? cursor.enclosed("[", "]", () => cursor.grammar.sum(cursor)) : integer(2);
  const base = index === null ? null : readBraces(cursor);
  if (index === null || base === null) return null;
  const exponent = isInteger(index, 2) ? rational(Rational.of(1, 2)) : power(index, integer(-1));
  return power(base, exponent);
}

/** `\sum_{k=1}^{n}` or `\prod`, over a product. */
function readIteration(cursor: LatexCursor): Expression | null {
  const operator = cursor.next().kind === "\\sum" ? "sum" : "product";
  let to: Expression | null = null;
  if (cursor.kind() === "^") to = cursor.grammar.index(cursor);
  const start = cursor.accept("_") === null ? null : cursor.enclosed("{", "}", () => readEquality(cursor));
  if (to === null && cursor.kind() === "^") to = cursor.grammar.index(cursor);
  if (start === null || to === null) return null;
  const end = to;
  return mapped(
    cursor.nested(() => cursor.grammar.product(cursor, true)),
    (body) => ({kind: "iteration", operator, index: start.name, from: start.from, to: end, body})
  );
}

function readEquality(cursor: LatexCursor): {name: string; from: Expression} | null {
  const left = cursor.grammar.sum(cursor);
  if (left?.kind !== "symbol" || cursor.accept("=") === null) return null;
  const from = cursor.grammar.sum(cursor);
  return from === null ? null : {name: left.name, from};
}

/** An integral is compared as it stands: bounds and integrand, `dx` as a factor. */
function readIntegral(cursor: LatexCursor): Expression | null {
  cursor.next();
  const scripts = readScripts(cursor);
  if (scripts === null || (scripts.index === null) !== (scripts.exponent === null)) return null;
  if (cursor.kind() === "differential" && cursor.kind(1) === "end") {
    return {kind: "application", name: `integral of ${differentialName(cursor.next())}`, values: []};
  }
  const {index, exponent} = scripts;
  const bounds = index === null || exponent === null ? [] : [index, exponent];
  return mapped(cursor.grammar.sum(cursor), (body) => ({
    kind: "application",
    name: "integral",
    values: [body, ...bounds]
  }));
}

/** A limit is compared as it stands. */
function readLimit(cursor: LatexCursor): Expression | null {
  cursor.next();
  if (cursor.accept("_") === null) return null;
  const approach = cursor.enclosed("{", "}", () => readApproach(cursor));
  if (approach === null) return null;
  return mapped(
    cursor.nested(() => cursor.grammar.product(cursor, true)),
    (body) => ({kind: "application", name: `limit ${approach.name}`, values: [approach.target, body]})
  );
}

function readApproach(cursor: LatexCursor): {name: string; target: Expression} | null {
  const variable = cursor.accept("letter") ?? cursor.accept("symbol");
  if (variable === null || cursor.accept("\\to") === null) return null;
  const target = cursor.grammar.sum(cursor);
  if (target === null) return null;
  return {name: variable.text + readDirection(cursor), target};
}

/** `^+`, `^-`, `^{+}`, `^{-}` behind the target of a limit. */
function readDirection(cursor: LatexCursor): string {
  if (cursor.accept("^") === null) return "";
  const isBraced = cursor.accept("{") !== null;
  const sign = (cursor.accept("+") ?? cursor.accept("-"))?.text ?? "";
  if (isBraced) cursor.accept("}");
  return sign;
}
