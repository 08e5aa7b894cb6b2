import type {Expression, Parsed} from "./expression.js";
import {readRelation, readSum} from "./latex-arithmetic.js";
import {LatexCursor, LatexError} from "./latex-cursor.js";

const BRACKETS = new Map([
  ["[", "]"],
  ["{", "}"]
]);

const MATRIX = /^\\begin\{(p?matrix)\}([^]*?)\\end\{\1\}/;

function readWhole(text: string): Expression {
  const cursor = new LatexCursor(text, {isSecond: true});
  const value = readSum(cursor);
  if (value === null || cursor.kind() !== "end") throw new LatexError("no matrix entry");
  return value;
}

/** Rows of entries; a row separator may close the last row. Null for a text that opens with no matrix. */
function parseMatrix(text: string): Parsed | null {
  const body = MATRIX.exec(text)?.[2];
  if (body === undefined) return null;
  const lines = body.replace(/\\\\$/, "").split("\\\\");
  const rows = lines.map((line) => line.split("&").map(readWhole));
  if (rows.some((row) => row.length !== rows[0]!.length)) throw new LatexError("rows of different lengths");
  return {kind: "matrix", rows};
}

/** `[a,b]`, `{a;b}` or a bare `a;b`: at least two expressions. Null for a text that is no such list. */
function parseList(text: string): Parsed | null {
  const close = BRACKETS.get(text[0] ?? "");
  const cursor = new LatexCursor(close === undefined ? text : text.slice(1), {isSecond: true});
  const items: Parsed[] = [];
  do {
    const value = readSum(cursor);
    if (value === null) return null;
    items.push({kind: "expression", value});
  } while (cursor.accept(",") !== null || cursor.accept(";") !== null);
  if (items.length < 2 || (close !== undefined && cursor.accept(close) === null)) return null;
  return {kind: "collection", type: "list", items};
}

/**
 * Reads what the harness's last parser (latex2sympy2) adds to the first two: matrices, lists in square brackets and braces,
 * numbers that begin or end with their point. `\pi` and `e` are constants here, decimals exact. Its further commands
 * (operators on matrices, determinants, assignments) are not supported. Throws LatexError.
 */
export function parseSecondLatex(text: string): Parsed {
  const plain = text
    .replaceAll("\\displaystyle", " ")
    .replaceAll("\\qquad", " ")
    .replaceAll("\\quad", " ")
    .replaceAll("~", " ")
    .replaceAll("\\,", " ");
  return (
    parseMatrix(plain) ??
    attempt(() => parseList(plain)) ??
    readRelation(new LatexCursor(plain, {isSecond: true}))
  );
}

function attempt(read: () => Parsed | null): Parsed | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof LatexError) return null;
    throw error;
  }
}
