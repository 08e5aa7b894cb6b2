import {BudgetExceeded} from "../algebra/budget.js";
import {number, product, some, type Expression} from "../algebra/expression.js";
import {parseExpression} from "../algebra/parse-expression.js";
import {Rational} from "../algebra/rational.js";
import {
  MAX_CHARACTERS,
  MAX_DEPTH,
  ParseError,
  usualReading,
  type Reading,
  type Token
} from "../algebra/token.js";
import {tokenize} from "../algebra/tokenize.js";
import type {Answer, Collection, Combiner, Comparator} from "./answer.js";
import {clean, plainText} from "./clean.js";
import {readChoice, readNumeral, readTime} from "./literal.js";
import {splitUnit} from "./split-unit.js";

const comparators: ReadonlyMap<string, Comparator> = new Map([
  ["=", "="],
  ["<", "<"],
  [">", ">"],
  ["<=", "<="],
  [">=", ">="],
  ["!=", "!="],
  ["in", "in"],
  ["~", "="]
]);

const separators: ReadonlySet<string> = new Set([",", ";", "and", "or", "row"]);
const combiners: ReadonlySet<string> = new Set(["cup", "cap", "setminus"]);
const openers: ReadonlySet<string> = new Set(["(", "[", "{", "\\{", "langle", "lfloor", "lceil"]);
const closers: ReadonlySet<string> = new Set([")", "]", "}", "\\}", "rangle", "rfloor", "rceil"]);

/** Phrases that say that there is no solution. */
const emptyPhrases: ReadonlySet<string> = new Set([
  "no solution",
  "no solutions",
  "no real solution",
  "no real solutions",
  "empty set",
  "no such values"
]);

const numberWords: ReadonlyMap<string, number> = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, value) => [word, value])
);

/**
 * Reads the text of an answer as structure. Text that is neither mathematics nor a choice is kind `text`, as is everything past
 * the limits of the tokenizer. Never throws for what the text holds.
 */
export function readAnswer(text: string, reading: Reading = usualReading): Answer {
  const cleaned = clean(text);
  if (cleaned.length > MAX_CHARACTERS) return {kind: "text", text: cleaned};
  const literal =
    readNumeral(cleaned) ?? readChoice(cleaned, (rest) => readAnswer(rest, reading)) ?? readTime(cleaned);
  if (literal !== null) return literal;
  try {
    return readList(tokenize(cleaned, reading), 0);
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof BudgetExceeded)) throw error;
    return readText(cleaned);
  }
}

function readText(text: string): Answer {
  const plain = plainText(text);
  const counted = numberWords.get(plain);
  if (counted !== undefined) return {kind: "value", expression: number(BigInt(counted)), unit: null};
  return emptyPhrases.has(plain)
    ? {kind: "collection", open: "{", close: "}", items: []}
    : {kind: "text", text};
}

interface Split {
  parts: Token[][];
  marks: string[];
}

/** Splits at operators outside of all brackets. Throws ParseError for unbalanced brackets. */
function split(tokens: readonly Token[], isMark: (token: Token) => boolean): Split {
  const result: Split = {parts: [[]], marks: []};
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (depth < 0) throw new ParseError("unbalanced brackets");
    if (depth === 0 && token.kind === "operator" && isMark(token)) {
      result.marks.push(token.text);
      result.parts.push([]);
    } else result.parts.at(-1)!.push(token);
  }
  if (depth !== 0) throw new ParseError("unbalanced brackets");
  return result;
}

function depthChange(token: Token): number {
  if (token.kind === "command")
    return token.text.startsWith("begin ") ? 1 : token.text.startsWith("end ") ? -1 : 0;
  if (token.kind !== "operator") return 0;
  return openers.has(token.text) ? 1 : closers.has(token.text) ? -1 : 0;
}

/** A list of answers, joined by commas, semicolons, `and`, `or`; a single answer where there is nothing to split. */
function readList(tokens: readonly Token[], depth: number): Answer {
  if (depth > MAX_DEPTH) throw new ParseError("nested too deeply");
  const {parts, marks} = split(tokens, (token) => separators.has(token.text));
  if (parts.length === 1) return readRelation(tokens, depth);
  const filled = parts.filter(
    (part, i) =>
      part.length > 0 || (marks[i] !== "and" && marks[i] !== "or" && i !== parts.length - 1 && i !== 0)
  );
  if (filled.length === 0) throw new ParseError("nothing but separators");
  const items = filled.map((part) => readRelation(part, depth + 1));
  const conditions = items.every(
    (item) => item.kind === "relation" && item.comparators.some((comparator) => comparator !== "=")
  );
  const combiner = marks.includes("or") ? "or" : "and";
  if (conditions && items.length > 1) return {kind: "combination", combiner, parts: items};
  return {kind: "collection", open: "", close: "", items: items.flatMap(flatten)};
}

function flatten(item: Answer): Answer[] {
  return item.kind === "collection" && item.open === "" ? item.items : [item];
}

function readRelation(tokens: readonly Token[], depth: number): Answer {
  const implied = split(tokens, (token) => token.text === "implies");
  const last = implied.parts.at(-1)!;
  const {parts, marks} = split(last, (token) => comparators.has(token.text));
  if (parts.length === 1) return readCombination(last, depth);
  const kept = withoutApproximation(parts, marks);
  const sides = kept.parts.map((part) => readCombination(part, depth + 1));
  if (sides.length === 1) return sides[0]!;
  return {kind: "relation", sides, comparators: kept.marks.map((mark) => comparators.get(mark)!)};
}

/** `3\sqrt{2} \approx 4.243`: the exact side is the answer. `x \approx 3` stays a relation. */
function withoutApproximation(parts: Token[][], marks: string[]): Split {
  const end = marks.indexOf("~");
  const isName =
    end === 0 &&
    parts[0]!.length <= 2 &&
    parts[0]!.every((token) => token.kind === "symbol" || token.kind === "text");
  return end < 0 || isName ? {parts, marks} : {parts: parts.slice(0, end + 1), marks: marks.slice(0, end)};
}

function readCombination(tokens: readonly Token[], depth: number): Answer {
  const {parts, marks} = split(tokens, (token) => combiners.has(token.text));
  if (parts.length === 1) return readItem(tokens, depth);
  const answers = parts.map((part) => readItem(part, depth + 1));
  return answers.reduce((left, right, i): Answer => ({
    kind: "combination",
    combiner: marks[i - 1] as Combiner,
    parts: [left, right]
  }));
}

function readItem(tokens: readonly Token[], depth: number): Answer {
  if (depth > MAX_DEPTH) throw new ParseError("nested too deeply");
  const first = tokens[0];
  if (first === undefined) throw new ParseError("an empty part");
  if (tokens.every((token) => token.kind === "text"))
    return readText(tokens.map((token) => token.text).join(" "));
  if (tokens.length === 1 && first.text === "emptyset")
    return {kind: "collection", open: "{", close: "}", items: []};
  if (first.kind === "command" && first.text.startsWith("begin ")) return readMatrix(tokens, depth);
  if (openers.has(first.text) && first.kind === "operator" && closesAtEnd(tokens))
    return readBracketed(tokens, depth);
  if (tokens.some((token) => token.text === "+-")) return readPlusMinus(tokens, depth);
  if (tokens.some((token) => token.text === ":" && token.kind === "operator")) return readRatio(tokens);
  return readValue(tokens);
}

function closesAtEnd(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth === 0) return i === tokens.length - 1;
  }
  return false;
}

const brackets: ReadonlyMap<string, Collection["open"]> = new Map([
  ["(", "("],
  ["langle", "("],
  ["[", "["],
  ["\\{", "{"],
  ["{", "{"]
]);
const ends: ReadonlyMap<string, Collection["close"]> = new Map([
  [")", ")"],
  ["rangle", ")"],
  ["]", "]"],
  ["\\}", "}"],
  ["}", "}"]
]);

function readBracketed(tokens: readonly Token[], depth: number): Answer {
  const open = brackets.get(tokens[0]!.text);
  const close = ends.get(tokens.at(-1)!.text);
  if (open === undefined || close === undefined) return readValue(tokens);
  const inside = tokens.slice(1, -1);
  if (inside.length === 0) {
    if (open !== "{") throw new ParseError("empty brackets");
    return {kind: "collection", open, close, items: []};
  }
  const {parts} = split(inside, (token) => token.text === "," || token.text === ";");
  const isSet = tokens[0]!.text === "\\{";
  if (parts.length === 1 && !isSet) {
    const conditions = inside.some(
      (token) => comparators.has(token.text) || combiners.has(token.text) || token.text === "+-"
    );
    return conditions || tokens[0]!.text === "{"
      ? readList(inside, depth + 1)
      : readSingle(tokens, inside, depth);
  }
  if (inside.some((token) => token.text === "mid" || token.text === ":"))
    throw new ParseError("set-builder notation");
  const items = parts.map((part) => readRelation(part, depth + 1)).flatMap(flatten);
  return {kind: "collection", open, close, items};
}

/** (5), ((1,2)), [x+1]: brackets that only group. */
function readSingle(tokens: readonly Token[], inside: readonly Token[], depth: number): Answer {
  const inner = inside[0]!;
  return (openers.has(inner.text) || inner.text.startsWith("begin ")) && closesAtEnd(inside)
    ? readItem(inside, depth + 1)
    : readValue(tokens);
}

/** `1 \pm \sqrt{2}` is the list of both values. */
function readPlusMinus(tokens: readonly Token[], depth: number): Answer {
  const chosen = (sign: "+" | "-"): Token[] =>
    tokens.map((token) => {
      if (token.text === "+-") return {...token, text: sign};
      return token.text === "-+" ? {...token, text: sign === "+" ? "-" : "+"} : token;
    });
  const items = (["+", "-"] as const).map((sign) => readItem(chosen(sign), depth + 1));
  return {kind: "collection", open: "", close: "", items};
}

function readRatio(tokens: readonly Token[]): Answer {
  const {parts, marks} = split(tokens, (token) => token.text === ":");
  if (marks.length === 0) throw new ParseError("a colon inside brackets");
  return {kind: "ratio", parts: parts.map(parseExpression)};
}

function readMatrix(tokens: readonly Token[], depth: number): Answer {
  const name = tokens[0]!.text.slice("begin ".length);
  if (!/^(?:[pbvBV]?(?:small)?matrix|array)$/.test(name) || tokens.at(-1)!.text !== `end ${name}`)
    throw new ParseError(`environment ${name}`);
  const rows = split(tokens.slice(1, -1), (token) => token.text === "row").parts.filter(
    (row) => row.length > 0
  );
  const entries = rows.map((row) =>
    split(row, (token) => token.text === "&").parts.map((entry) => readItem(entry, depth + 1))
  );
  if (entries.length === 0 || name.startsWith("v")) throw new ParseError("a determinant or an empty matrix");
  return {kind: "matrix", rows: entries};
}

/** A number or expression with its unit. Words that are no unit make it prose. */
function readValue(tokens: readonly Token[]): Answer {
  const {rest, powerOfTen, unit} = splitUnit(tokens);
  if (rest.some((token) => token.kind === "word" && !/^[A-Z]+$/.test(token.text)))
    throw new ParseError("a word in an expression");
  const parsed = parseExpression(rest);
  const expression = powerOfTen === 0 ? parsed : product(parsed, number(10n ** BigInt(powerOfTen)));
  if (unit !== null) return {kind: "value", expression, unit};
  return withoutUnitConstant(expression);
}

/** 30 degrees and 8 percent at the top of an expression are units; inside (sin 30°) they are numbers. */
function withoutUnitConstant(expression: Expression): Answer {
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
  const isUnit = (part: Expression): boolean => part.kind === "constant" && part.name === name;
  if (x.kind !== "product" || !x.factors.some((factor) => some(factor, isUnit))) return null;
  const direct = x.factors.filter((factor) => !isUnit(factor));
  if (direct.length < x.factors.length) return direct.length === 0 ? null : product(...direct);
  if (x.factors.length !== 2) return null;
  const inner = stripConstant(x.factors[1]!, name);
  const [sign] = x.factors;
  return inner === null || sign?.kind !== "number" ? null : product(sign, inner);
}
