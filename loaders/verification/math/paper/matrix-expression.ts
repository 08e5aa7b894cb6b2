import {minusOne, product, sum} from "./build-expression.js";
import {some, type Expression, type Parsed} from "./expression.js";
import {latexCursor, readSum} from "./latex-arithmetic.js";
import {LatexError} from "./latex-cursor.js";

type Matrix = Expression[][];

const MATRIX = /\\begin\{(p?matrix)\}([^]*?)\\end\{\1\}/g;

/** Stands for the n-th matrix while the expression around it is read; no answer spells a command like it. */
const PLACEHOLDER = "matrixplaceholder";

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

function addMatrices(a: Matrix, b: Matrix): Matrix {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length)
    throw new LatexError("matrices of different shapes");
  return a.map((row, i) => row.map((x, j) => sum(x, b[i]![j]!)));
}

function multiplyMatrices(a: Matrix, b: Matrix): Matrix {
  if (a[0]!.length !== b.length) throw new LatexError("matrices of different shapes");
  return a.map((row) => b[0]!.map((_, j) => sum(...row.map((x, k) => product(x, b[k]![j]!)))));
}

function multiply(a: Matrix | Expression, b: Matrix | Expression): Matrix | Expression {
  if (Array.isArray(a) && Array.isArray(b)) return multiplyMatrices(a, b);
  if (Array.isArray(a)) return a.map((row) => row.map((x) => product(x, b as Expression)));
  if (Array.isArray(b)) return b.map((row) => row.map((x) => product(a, x)));
  return product(a, b);
}

function add(a: Matrix | Expression, b: Matrix | Expression): Matrix | Expression {
  if (Array.isArray(a) && Array.isArray(b)) return addMatrices(a, b);
  if (Array.isArray(a) || Array.isArray(b)) throw new LatexError("a matrix plus a number");
  return sum(a, b);
}

/** The value of an expression whose placeholders are matrices; LatexError for everything but sums and products of them. */
function carryOut(x: Expression, matrices: ReadonlyMap<string, Matrix>): Matrix | Expression {
  if (x.kind === "symbol") return matrices.get(x.name) ?? x;
  if (x.kind === "sum") return x.terms.map((term) => carryOut(term, matrices)).reduce(add);
  if (x.kind === "product") return x.factors.map((factor) => carryOut(factor, matrices)).reduce(multiply);
  if (some(x, (part) => part.kind === "symbol" && matrices.has(part.name))) {
    throw new LatexError("a matrix where a number must stand");
  }
  return x;
}

/** `-M` alone is an error of the parser; `2M` and `N-M` are not. */
function isNegated(x: Expression, matrices: ReadonlyMap<string, Matrix>): boolean {
  if (x.kind !== "product" || x.factors[0] !== minusOne) return false;
  return x.factors.slice(1).some((factor) => factor.kind === "symbol" && matrices.has(factor.name));
}

/**
 * The matrix that sums and products of matrices and numbers come to. Null for a text without a matrix; throws LatexError
 * where latex2sympy2 fails too.
 */
export function parseMatrixExpression(text: string): Parsed | null {
  const matrices = new Map<string, Matrix>();
  const source = text.replace(MATRIX, (_, _type: string, body: string) => {
    if (matrices.size >= MAX_MATRICES) throw new LatexError("too many matrices");
    const name = PLACEHOLDER + String.fromCharCode(97 + matrices.size);
    matrices.set(name, readRows(body));
    return `\\${name} `;
  });
  if (matrices.size === 0) return null;
  const expression = readSum(latexCursor(source, {isSecond: true}));
  if (expression === null || isNegated(expression, matrices)) throw new LatexError("no matrix expression");
  const value = carryOut(expression, matrices);
  return Array.isArray(value) ? {kind: "matrix", rows: value} : {kind: "expression", value};
}
