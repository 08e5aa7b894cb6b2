import type {Parsed} from "../symbolic/expression.js";
import {latexCursor, readRelation} from "./latex-arithmetic.js";

/**
 * Reads LaTeX as SymPy's parser does: the longest prefix that is an expression or a chain of relations, the rest ignored;
 * `\pi` and `e` are symbols, unknown commands are symbols, adjacent letters are factors. Throws LatexError where not
 * even a prefix can be read, or a relation sign has no right side.
 */
export function parseLatex(text: string): Parsed {
  return readRelation(latexCursor(text, {isSecond: false}));
}
