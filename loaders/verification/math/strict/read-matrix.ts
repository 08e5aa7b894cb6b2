import {number, product, type Expression} from "../algebra/expression.js";
import {parseExpression} from "../algebra/parsing/parse-expression.js";
import {ParseError, type Token} from "../algebra/parsing/token.js";
import type {Answer} from "./answer.js";
import {split} from "./token-split.js";

type Read = (tokens: readonly Token[]) => Answer;

/** A matrix, with a factor before it or not, or the cases of a function. Throws ParseError for other environments. */
export function readEnvironment(tokens: readonly Token[], read: Read): Answer {
  const begin = tokens.findIndex((token) => token.kind === "command" && token.text.startsWith("begin "));
  const name = tokens[begin]!.text.slice("begin ".length);
  if (tokens.at(-1)!.text !== `end ${name}`) throw new ParseError("something after a matrix");
  const rows = split(tokens.slice(begin + 1, -1), (token) => token.text === "row").parts.filter(
    (row) => row.length > 0
  );
  if (name === "cases" && begin === 0)
    return rows.some((row) => row.some(({text}) => text === "&"))
      ? readCases(rows, read)
      : readSystem(rows, read);
  if (!/^(?:[pbvBV]?(?:small)?matrix|array)$/.test(name)) throw new ParseError(`environment ${name}`);
  if (rows.length === 0 || name.startsWith("v")) throw new ParseError("a determinant or an empty matrix");
  // Some write commas for the marks between columns.
  const mark = rows.some((row) => row.some(({text}) => text === "&")) ? "&" : ",";
  const entries = rows.map((row) => split(row, (token) => token.text === mark).parts.map(read));
  return begin === 0 ? {kind: "matrix", rows: entries} : scaled(factorOf(tokens.slice(0, begin)), entries);
}

/** The tokens before ^T, ^{T} or ^\top after a matrix or a vector in brackets; null where there is none. */
export function withoutTransposition(tokens: readonly Token[]): readonly Token[] | null {
  const end = tokens.slice(-4).map(({text}) => text);
  const length = /\^ (?:T|top)$/.test(end.slice(-2).join(" "))
    ? 2
    : /^\^ \{ (?:T|top) \}$/.test(end.join(" "))
      ? 4
      : 0;
  const before = tokens[tokens.length - length - 1];
  return length > 0 && before !== undefined && /^(?:end |[)\]]$)/.test(before.text)
    ? tokens.slice(0, -length)
    : null;
}

/** Rows as columns; a vector stays the same list of components. Throws ParseError for what is neither. */
export function transpose(answer: Answer): Answer {
  if (answer.kind === "collection" && answer.items.length > 1) return answer;
  if (answer.kind !== "matrix") throw new ParseError("the transpose of no matrix");
  const width = answer.rows[0]!.length;
  if (answer.rows.some((row) => row.length !== width)) throw new ParseError("a ragged matrix");
  return {kind: "matrix", rows: answer.rows[0]!.map((_, i) => answer.rows.map((row) => row[i]!))};
}

function factorOf(tokens: readonly Token[]): Expression {
  if (tokens.length === 1 && tokens[0]!.text === "-") return number(-1n);
  return parseExpression(tokens.at(-1)!.text === "*" ? tokens.slice(0, -1) : tokens);
}

function scaled(factor: Expression, rows: Answer[][]): Answer {
  const entries = rows.map((row) =>
    row.map((entry): Answer => {
      if (entry.kind !== "value") throw new ParseError("a factor of what is no value");
      return {...entry, expression: product(factor, entry.expression)};
    })
  );
  return {kind: "matrix", rows: entries};
}

/** -(2, 1) and \frac{1}{5}(3, 4): a number times a vector in round brackets; null for anything else. */
export function readScaledTuple(tokens: readonly Token[], read: Read): Answer | null {
  if (tokens.at(-1)!.text !== ")" || !tokens.some(({text}) => text === ",")) return null;
  let depth = 0;
  const start = tokens.findLastIndex(({kind, text}) => {
    if (kind === "operator") depth += text === ")" ? 1 : text === "(" ? -1 : 0;
    return depth === 0;
  });
  if (start < 1 || tokens.slice(0, start).some(({kind}) => /^(?:symbol|text|word|function)$/.test(kind)))
    return null;
  const tuple = read(tokens.slice(start));
  if (tuple.kind !== "collection" || tuple.items.length < 2) return null;
  const [sign] = tokens;
  const isPlus = start === 1 && sign!.text === "+";
  const items = isPlus ? tuple.items : scaled(factorOf(tokens.slice(0, start)), [tuple.items]);
  return Array.isArray(items)
    ? {...tuple, items}
    : {...tuple, items: items.kind === "matrix" ? items.rows[0]! : []};
}

/** `x = 4` above `y = -1`: all of them hold. */
function readSystem(rows: readonly Token[][], read: Read): Answer {
  const comma: Token = {kind: "operator", text: ",", space: false};
  const trimmed = rows.map((row) => (row.at(-1)!.text === "," ? row.slice(0, -1) : row));
  return read(trimmed.flatMap((row, i) => (i === 0 ? row : [comma, ...row])));
}

/** The set of pairs (value, condition). */
function readCases(rows: readonly Token[][], read: Read): Answer {
  const items = rows.map((row): Answer => {
    const {parts} = split(row, (token) => token.text === "&");
    const [value, condition] = parts.map((part) => part.filter((token, i) => !isFrame(token, i, part)));
    if (parts.length !== 2) throw new ParseError("a case without a condition");
    return {kind: "collection", open: "(", close: ")", items: [read(value!), read(condition!)]};
  });
  return {kind: "collection", open: "{", close: "}", items};
}

/** `if` before a condition and the commas around it. */
function isFrame(token: Token, i: number, part: readonly Token[]): boolean {
  const isEnd = i === 0 || i === part.length - 1;
  return (
    (isEnd && [",", ";", "."].includes(token.text)) ||
    (token.kind === "text" && /^,? ?(?:if|for|when),?$/i.test(token.text))
  );
}
