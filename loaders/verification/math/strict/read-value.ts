import {number, product, some, sum, type Expression} from "../algebra/expression.js";
import {parseExpression} from "../algebra/parsing/parse-expression.js";
import {Rational} from "../algebra/numbers/rational.js";
import {ParseError, type Token} from "../algebra/parsing/token.js";
import type {Answer, Value} from "./answer.js";
import {splitUnit} from "./split-unit.js";

/** A number or expression with its unit. Words that are no unit make it prose. */
export function readValue(tokens: readonly Token[]): Answer {
  return readCompound(tokens) ?? readSingle(tokens);
}

function readSingle(tokens: readonly Token[]): Value {
  const {rest, factor, unit} = splitUnit(tokens);
  if (rest.some((token) => token.kind === "word" && !/^[A-Z]+$/.test(token.text)))
    throw new ParseError("a word in an expression");
  const parsed = parseExpression(rest);
  const expression = factor === 1n ? parsed : product(parsed, number(factor));
  if (unit !== null) return {kind: "value", expression, unit};
  return withoutUnitConstant(expression);
}

/** `1 h 30 min`, `5 ft 6 in`: plain numbers with units of one dimension, the larger first, are their sum in the last unit. */
function readCompound(tokens: readonly Token[]): Answer | null {
  if (tokens[0]!.kind !== "number" || !tokens.some(startsQuantity)) return null;
  const parts: Token[][] = [];
  for (const [i, token] of tokens.entries()) {
    if (i === 0 || startsQuantity(token, i, tokens)) parts.push([]);
    parts.at(-1)!.push(token);
  }
  const values = parts.map((part, i) =>
    readSingle(withoutAnd(i > 0 ? inMinutes(part, parts[i - 1]!) : part))
  );
  const last = values.at(-1)!;
  const falling = values.every(({unit, expression}, i) => {
    const next = values[i + 1]?.unit;
    return (
      unit !== null &&
      expression.kind === "number" &&
      unit.dimension === last.unit?.dimension &&
      (next === undefined || next === null || unit.factor.compare(next.factor) > 0)
    );
  });
  if (!falling) return readQuantities(parts, values);
  const terms = values.map(({unit, expression}) =>
    product(expression, number(unit!.factor.over(last.unit!.factor)))
  );
  return {kind: "value", expression: sum(...terms), unit: last.unit};
}

/** `4 \text{ cm and } 6 \text{ cm}`: quantities that `and` or a comma joins and that do not add up are a list. */
function readQuantities(parts: readonly Token[][], values: Value[]): Answer {
  const isList = parts.slice(0, -1).every((part) => /(?:^|\s)and$|,$/.test(part.at(-1)!.text));
  if (!isList) throw new ParseError("quantities that do not add up");
  return {kind: "collection", open: "", close: "", items: values};
}

/** m after hours are minutes. */
function inMinutes(part: readonly Token[], before: readonly Token[]): readonly Token[] {
  const last = part.at(-1)!;
  return isWord(last) && last.text === "m" && /^h(?:r|ours?)?$/.test(before.at(-1)!.text)
    ? [...part.slice(0, -1), {...last, text: "min"}]
    : part;
}

function withoutAnd(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1)!;
  if (last.text === "and") return tokens.slice(0, -1);
  return isWord(last)
    ? [...tokens.slice(0, -1), {...last, text: last.text.replace(/,? and$|,$/, "")}]
    : tokens;
}

/** A number after a word. */
function startsQuantity(token: Token, i: number, tokens: readonly Token[]): boolean {
  return token.kind === "number" && i > 0 && (isWord(tokens[i - 1]) || tokens[i - 1]!.text === "and");
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "text";
}

/** 30 degrees and 8 percent at the top of an expression are units; inside (sin 30°) they are numbers. */
function withoutUnitConstant(expression: Expression): Value {
  for (const [name, dimension] of [
    ["degree", "angle"],
    ["percent", "ratio"]
  ] as const) {
    const stripped = stripConstant(expression, name);
    if (stripped === null) continue;
    const factor = dimension === "ratio" ? Rational.of(1, 100) : Rational.one;
    return {kind: "value", expression: stripped, unit: {dimension, factor}};
  }
  return {kind: "value", expression, unit: null};
}

function stripConstant(x: Expression, name: "degree" | "percent"): Expression | null {
  if (x.kind !== "product") return null;
  const isUnit = (part: Expression): boolean => part.kind === "constant" && part.name === name;
  if (!x.factors.some((factor) => some(factor, isUnit))) return null;
  const direct = x.factors.filter((factor) => !isUnit(factor));
  if (direct.length < x.factors.length) return direct.length === 0 ? null : product(...direct);
  if (x.factors.length !== 2) return null;
  const inner = stripConstant(x.factors[1]!, name);
  const [sign] = x.factors;
  return inner === null || sign?.kind !== "number" ? null : product(sign, inner);
}
