import type {Parsed} from "../symbolic/expression.js";
import {parseMatrixExpression} from "./matrix-expression.js";
import {latexCursor, readRelation, readSum} from "./latex-arithmetic.js";
import {LatexError} from "./latex-cursor.js";

const BRACKETS = new Map([
  ["[", "]"],
  ["{", "}"]
]);

/** `[a,b]`, `{a;b}` or a bare `a;b`: at least two expressions. Null for a text that is no such list. */
function parseList(text: string): Parsed | null {
  const close = BRACKETS.get(text[0] ?? "");
  const cursor = latexCursor(close === undefined ? text : text.slice(1), {isSecond: true});
  const items: Parsed[] = [];
  do {
    const value = readSum(cursor);
    if (value === null) return null;
    items.push({kind: "expression", value});
  } while (cursor.accept(",") !== null || cursor.accept(";") !== null);
  if (items.length < 2 || (close !== undefined && cursor.accept(close) === null)) return null;
  return {kind: "collection", type: "list", isEvaluated: false, items};
}

/**
 * Reads what the harness's last parser (latex2sympy2) adds to the first two: matrices, lists in square brackets and braces,
 * numbers that begin or end with their point. `\pi` and `e` are constants here, decimals exact. Its further commands
 * (named operators on matrices, determinants, assignments) are not supported. Throws LatexError.
 */
export function parseSecondLatex(text: string): Parsed {
  const plain = text
    .replaceAll("\\displaystyle", " ")
    .replaceAll("\\qquad", " ")
    .replaceAll("\\quad", " ")
    .replaceAll("~", " ")
    .replaceAll("\\,", " ");
  return (
    parseMatrixExpression(plain) ??
    attempt(() => parseList(plain)) ??
    readRelation(latexCursor(plain, {isSecond: true}))
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
