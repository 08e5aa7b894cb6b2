import type {Expression, Parsed} from "./expression.js";
import {readRelation, readSum} from "./latex-arithmetic.js";
import {LatexCursor, LatexError} from "./latex-cursor.js";

/**
 * Reads LaTeX as SymPy's parser does: the longest prefix that is an expression or a chain of relations, the rest ignored;
 * `\pi` and `e` are symbols, unknown commands are symbols, adjacent letters are factors. Throws LatexError where not
 * even a prefix can be read, or a relation sign has no right side.
 */
export function parseLatex(text: string): Parsed {
  return readRelation(new LatexCursor(text, {isSecond: false}));
}

/** The expression that opens a text. Throws LatexError where there is none. */
export function parseLatexExpression(text: string): Expression {
  const value = readSum(new LatexCursor(text, {isSecond: false}));
  if (value === null) throw new LatexError("no expression");
  return value;
}
