import {BudgetExceeded} from "../algebra/budget.js";
import {parseExpression} from "../algebra/parsing/parse-expression.js";
import {
  MAX_CHARACTERS,
  MAX_DEPTH,
  ParseError,
  usualReading,
  type Reading,
  type Token
} from "../algebra/parsing/token.js";
import {tokenize} from "../algebra/parsing/tokenize.js";
import type {Answer, Collection, Combiner, Comparator} from "./answer.js";
import {isOff, withoutApproximations} from "./approximation.js";
import {clean} from "./clean.js";
import {readChoice, readCycles, readNumeral, readShortNumber, readTime} from "./literal.js";
import {readAllReals} from "./read-all-reals.js";
import {isAssignment, nameOf, readAssignments} from "./read-assignments.js";
import {readEnvironment, readScaledTuple, transpose, withoutTransposition} from "./read-matrix.js";
import {readSetBuilder} from "./read-set-builder.js";
import {readText} from "./read-text.js";
import {readValue} from "./read-value.js";
import {
  closesAtEnd,
  opensBracket,
  split,
  withRoundEnds,
  withSetDifference,
  type Split
} from "./token-split.js";

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
/** More tuples than this are not written out. */
const MAX_TUPLES = 16;
/** More plus-minus signs than this go together. */
const MAX_SIGNS = 3;

const combiners: ReadonlySet<string> = new Set(["cup", "cap", "setminus"]);

/** A gold meets many outputs, and what is extracted is read again to be compared: so many short texts stay read. */
const KEPT = 2_000;
const MAX_KEPT = 200;
const recent = new Map<string, Answer>();

/**
 * Reads the text of an answer as structure. Text that is neither mathematics nor a choice is kind `text`, as is everything past
 * the limits of the tokenizer. Never throws for what the text holds.
 */
export function readAnswer(text: string, reading: Reading = usualReading): Answer {
  if (reading !== usualReading || text.length > MAX_KEPT) return read(text, reading);
  const known = recent.get(text);
  if (known !== undefined) return known;
  const answer = read(text, reading);
  if (recent.size >= KEPT) recent.clear();
  recent.set(text, answer);
  return answer;
}

function read(text: string, reading: Reading): Answer {
  const cleaned = clean(text);
  if (cleaned.length > MAX_CHARACTERS) return {kind: "text", text: cleaned};
  const literal =
    readNumeral(cleaned) ??
    readChoice(cleaned, (rest) => readAnswer(rest, reading)) ??
    readTime(cleaned) ??
    readShortNumber(cleaned) ??
    readCycles(cleaned) ??
    readAllReals(cleaned, (rest) => readAnswer(rest, reading));
  if (literal !== null) return literal;
  try {
    return readList(withRoundEnds(withSetDifference(tokenize(cleaned, reading))), 0);
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof BudgetExceeded)) throw error;
    return readText(cleaned);
  }
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
  const tuples = readAssignments(items, filled.length === parts.length ? marks : []);
  if (tuples !== null) return tuples;
  const combiner = marks.includes("or") ? "or" : "and";
  if (areConditions(items, combiner)) return {kind: "combination", combiner, parts: items};
  // "x = 2 or y = -1" is no point.
  if (marks.every((mark) => mark === "or") && items.every(isAssignment) && areDifferent(items))
    return {kind: "combination", combiner, parts: items};
  const isEither =
    combiner === "or" ||
    areValuesOfOne(items) ||
    items.some((item) => item.kind === "collection" && item.isEither === true);
  return {kind: "collection", open: "", close: "", items: items.flatMap(flatten), isEither};
}

/** Inequalities, and with `or` also values: `x = -1 or 0 <= x < 7`. */
function areConditions(items: readonly Answer[], combiner: "and" | "or"): boolean {
  const isInequality = (item: Answer): boolean =>
    item.kind === "relation" && item.comparators.some((comparator) => comparator !== "=");
  if (items.length < 2) return false;
  return combiner === "or"
    ? items.some(isInequality) && items.every((item) => isInequality(item) || isAssignment(item))
    : items.every(isInequality);
}

/** `x = 1, 2` and `x = 1, x = 2`: values of one name. */
function areValuesOfOne(items: readonly Answer[]): boolean {
  const [first, ...others] = items;
  if (!isAssignment(first!) || others.length === 0) return false;
  return (
    others.every((item) => item.kind === "value") || (others.every(isAssignment) && !areDifferent(items))
  );
}

function areDifferent(items: readonly Answer[]): boolean {
  return new Set(items.map((item) => (item.kind === "relation" ? nameOf(item) : null))).size > 1;
}

function flatten(item: Answer): Answer[] {
  return item.kind === "collection" && item.open === "" ? item.items : [item];
}

function readRelation(tokens: readonly Token[], depth: number): Answer {
  const implied = split(tokens, (token) => token.text === "implies");
  const last = implied.parts.at(-1)!;
  const {parts, marks} = withoutLeadingSign(split(last, (token) => comparators.has(token.text)));
  if (parts.length === 1) return readCombination(parts[0]!, depth);
  const {kept, approximations} = withoutApproximations({parts, marks});
  const sides = kept.parts.map((part) => readCombination(part, depth + 1));
  if (approximations.some((part) => isOff(sides.at(-1)!, () => readCombination(part, depth + 1))))
    throw new ParseError("no approximation");
  if (sides.length === 1) return sides[0]!;
  return {kind: "relation", sides, comparators: kept.marks.map((mark) => comparators.get(mark)!)};
}

/** `= 42` and `\approx 42`: a sign whose left side stands before the answer. */
function withoutLeadingSign({parts, marks}: Split): Split {
  return parts[0]!.length === 0 && (marks[0] === "=" || marks[0] === "~")
    ? {parts: parts.slice(1), marks: marks.slice(1)}
    : {parts, marks};
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
  const transposed = withoutTransposition(tokens);
  if (transposed !== null) return transpose(readItem(transposed, depth + 1));
  if (opensBracket(first) && closesAtEnd(tokens)) return readBracketed(tokens, depth);
  if (tokens.some((token) => token.kind === "command" && token.text.startsWith("begin ")))
    return readEnvironment(tokens, (part) => readList(part, depth + 1));
  if (tokens.some(isPlusMinus)) return readPlusMinus(tokens, depth);
  if (tokens.some((token) => token.text === ":" && token.kind === "operator")) return readRatio(tokens);
  return readScaledTuple(tokens, (part) => readItem(part, depth + 1)) ?? readValue(tokens);
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
  const isSet = tokens[0]!.text === "\\{";
  const built = isSet ? readSetBuilder(inside, (part) => readList(part, depth + 1)) : null;
  if (built !== null) return built;
  const {parts} = split(inside, (token) => token.text === "," || token.text === ";");
  if (parts.length === 1 && !isSet) {
    const conditions = inside.some(
      (token) => comparators.has(token.text) || combiners.has(token.text) || isPlusMinus(token)
    );
    return conditions || tokens[0]!.text === "{"
      ? readList(inside, depth + 1)
      : readSingle(tokens, inside, depth);
  }
  const items = parts.map((part) => readRelation(part, depth + 1));
  if (open === "{") return {kind: "collection", open, close, items: items.flatMap(flatten)};
  return everyTuple(items, open, close);
}

/** `(\pm 3, \pm 2)` is the list of all four pairs. */
function everyTuple(items: readonly Answer[], open: Collection["open"], close: Collection["close"]): Answer {
  const choices = items.map(flatten);
  const count = choices.reduce((product, {length}) => product * length, 1);
  if (count > MAX_TUPLES) throw new ParseError("too many signs");
  const tuples = choices.reduce<Answer[][]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => [...head, tail])),
    [[]]
  );
  const answers = tuples.map((tuple): Answer => ({kind: "collection", open, close, items: tuple}));
  return answers.length === 1 ? answers[0]! : {kind: "collection", open: "", close: "", items: answers};
}

/** (5), ((1,2)), [x+1]: brackets that only group. */
function readSingle(tokens: readonly Token[], inside: readonly Token[], depth: number): Answer {
  const inner = inside[0]!;
  return (opensBracket(inner) || inner.text.startsWith("begin ")) && closesAtEnd(inside)
    ? readItem(inside, depth + 1)
    : readValue(tokens);
}

function isPlusMinus(token: Token): boolean {
  return token.kind === "operator" && (token.text === "+-" || token.text === "-+");
}

/** `1 \pm \sqrt{2}` is the list of both values; several signs are independent, but where a \mp stands they go together. */
function readPlusMinus(tokens: readonly Token[], depth: number): Answer {
  const places = tokens.flatMap((token, i) => (isPlusMinus(token) ? [i] : []));
  const together = places.length > MAX_SIGNS || places.some((place) => tokens[place]!.text === "-+");
  const count = together ? 2 : 2 ** places.length;
  const items = Array.from({length: count}, (_, choice) =>
    tokens.map((token, i): Token => {
      if (!isPlusMinus(token)) return token;
      const isSecond = together ? choice === 1 : ((choice >> places.indexOf(i)) & 1) === 1;
      return {...token, text: (token.text === "+-") === isSecond ? "-" : "+"};
    })
  ).map((chosen) => readItem(chosen, depth + 1));
  return {kind: "collection", open: "", close: "", items, isEither: true};
}

function readRatio(tokens: readonly Token[]): Answer {
  const {parts, marks} = split(tokens, (token) => token.text === ":");
  if (marks.length === 0) throw new ParseError("a colon inside brackets");
  // 7:32 may be a time of day: two digits below 60 after one or two.
  const isClock =
    parts.every((part, i) => part.length === 1 && (i === 0 ? /^\d\d?$/ : /^[0-5]\d$/).test(part[0]!.text)) &&
    Number(parts[0]![0]!.text) <= 24;
  return {kind: "ratio", parts: parts.map(parseExpression), isClock};
}
