import {LatexError} from "./latex-cursor.js";
import {negative, product, sum} from "../symbolic/build-expression.js";
import {some, type Expression} from "../symbolic/expression.js";

export type Matrix = Expression[][];

/** What a symbol stands for: a matrix, or a number such as a determinant. */
export type Value = Matrix | Expression;

/** Largest determinant that is expanded. */
const MAX_DETERMINANT = 5;

function addMatrices(a: Matrix, b: Matrix): Matrix {
  if (a.length !== b.length || a[0]!.length !== b[0]!.length)
    throw new LatexError("matrices of different shapes");
  return a.map((row, i) => row.map((x, j) => sum(x, b[i]![j]!)));
}

function multiplyMatrices(a: Matrix, b: Matrix): Matrix {
  if (a[0]!.length !== b.length) throw new LatexError("matrices of different shapes");
  return a.map((row) => b[0]!.map((_, j) => sum(...row.map((x, k) => product(x, b[k]![j]!)))));
}

function multiply(a: Value, b: Value): Value {
  if (Array.isArray(a) && Array.isArray(b)) return multiplyMatrices(a, b);
  if (Array.isArray(a)) return a.map((row) => row.map((x) => product(x, b as Expression)));
  if (Array.isArray(b)) return b.map((row) => row.map((x) => product(a, x)));
  return product(a, b);
}

function add(a: Value, b: Value): Value {
  if (Array.isArray(a) && Array.isArray(b)) return addMatrices(a, b);
  if (Array.isArray(a) || Array.isArray(b)) throw new LatexError("a matrix plus a number");
  return sum(a, b);
}

/** Rows as columns. */
export function transposed(rows: Matrix): Matrix {
  return rows[0]!.map((_, j) => rows.map((row) => row[j]!));
}

/** The determinant along the first row. Throws LatexError for a matrix that is not square, or too large. */
export function determinant(rows: Matrix): Expression {
  if (rows.length !== rows[0]!.length || rows.length > MAX_DETERMINANT)
    throw new LatexError("no determinant");
  if (rows.length === 1) return rows[0]![0]!;
  return sum(
    ...rows[0]!.map((x, j) => {
      const minor = rows.slice(1).map((row) => row.filter((_, k) => k !== j));
      const term = product(x, determinant(minor));
      return j % 2 === 0 ? term : negative(term);
    })
  );
}

/** The value of an expression in which some symbols are matrices. Throws LatexError for all but sums and products of them. */
export function carryOut(x: Expression, matrices: ReadonlyMap<string, Value>): Value {
  if (x.kind === "symbol") return matrices.get(x.name) ?? x;
  if (x.kind === "sum") return x.terms.map((term) => carryOut(term, matrices)).reduce(add);
  if (x.kind === "product") return x.factors.map((factor) => carryOut(factor, matrices)).reduce(multiply);
  if (some(x, (part) => part.kind === "symbol" && matrices.has(part.name))) {
    throw new LatexError("a matrix where a number must stand");
  }
  return x;
}
