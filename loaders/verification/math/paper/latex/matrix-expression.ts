import {latexCursor, readSum} from "./latex-arithmetic.js";
import {LatexError, type LatexCursor} from "./latex-cursor.js";
import {minusOne} from "../symbolic/build-expression.js";
import type {Expression, Parsed} from "../symbolic/expression.js";
import {carryOut, determinant, transposed, type Matrix, type Value} from "./matrix-algebra.js";

const MATRIX = /\\begin\{([pv]?matrix)\}([^]*?)\\end\{\1\}(\^T|\^\{T\}|\^\{\\top\}|')?/g;

/** Stands for the n-th matrix while the expression around it is read; no answer spells a command like it. */
const PLACEHOLDER = "\\matrixplaceholder";

/** Matrices in one answer; letters number them. */
const MAX_MATRICES = 20;

function readEntry(text: string): Expression {
  const cursor = latexCursor(text, {isSecond: true});
  const value = readSum(cursor);
  if (value === null || cursor.kind() !== "end") throw new LatexError("no matrix entry");
  return value;
}

/** Rows of entries; a row separator may close the last row. */
function readRows(body: string): Matrix {
  const lines = body.replace(/\\\\$/, "").split("\\\\");
  const rows = lines.map((line) => line.split("&").map(readEntry));
  if (rows.some((row) => row.length !== rows[0]!.length)) throw new LatexError("rows of different lengths");
  return rows;
}

/** A text whose matrices and determinants are placeholders, and what these stand for. */
function withPlaceholders(text: string): {source: string; values: Map<string, Value>} {
  const values = new Map<string, Value>();
  const source = text.replace(MATRIX, (_, type: string, body: string, transpose?: string) => {
    if (values.size >= MAX_MATRICES) throw new LatexError("too many matrices");
    const name = PLACEHOLDER + String.fromCharCode(97 + values.size);
    const rows = readRows(body);
    const matrix = transpose === undefined ? rows : transposed(rows);
    values.set(name, type === "vmatrix" ? determinant(rows) : matrix);
    return `${name} `;
  });
  return {source, values};
}

/** `-M` alone is an error of the parser; `2M` and `N-M` are not. */
function isNegated(x: Expression, values: ReadonlyMap<string, Value>): boolean {
  if (x.kind !== "product" || x.factors[0] !== minusOne) return false;
  return x.factors
    .slice(1)
    .some((factor) => factor.kind === "symbol" && Array.isArray(values.get(factor.name)));
}

/** The right side of `A = B = M`, whose left sides are symbols. */
function readAssigned(cursor: LatexCursor, values: ReadonlyMap<string, Value>): Expression {
  for (;;) {
    const value = readSum(cursor);
    if (value === null) throw new LatexError("no matrix expression");
    if (cursor.accept("=") === null) return value;
    if (value.kind !== "symbol" || values.has(value.name)) throw new LatexError("a matrix equation");
  }
}

/**
 * The matrix that sums and products of matrices and numbers come to, also behind a name and `=`. Null for a text without a
 * matrix; throws LatexError where latex2sympy2 fails too, or makes a list of it.
 */
export function parseMatrixExpression(text: string): Parsed | null {
  const {source, values} = withPlaceholders(text);
  if (values.size === 0) return null;
  const cursor = latexCursor(source, {isSecond: true});
  const expression = readAssigned(cursor, values);
  if ([",", ";"].includes(cursor.kind()) || isNegated(expression, values)) throw new LatexError("no matrix");
  const value = carryOut(expression, values);
  return Array.isArray(value) ? {kind: "matrix", rows: value} : {kind: "expression", value};
}
