import {number, product, some, sum, type Expression} from "../../algebra/expression.js";
import type {Answer, Value} from "../answer.js";
import {different, equal, type Comparison} from "./comparison.js";

type Compare = (a: Answer, b: Answer) => Comparison;

/** Entry by entry. */
export function compareMatrices(a: Answer[][], b: Answer[][], compare: Compare): Comparison {
  const same =
    a.length === b.length &&
    a.every(
      (row, i) => row.length === b[i]!.length && row.every((entry, j) => compare(entry, b[i]![j]!).equal)
    );
  return same ? equal("same_matrix") : different("matrix");
}

/**
 * A row or column vector against a tuple or against i + 2j; nested tuples against a matrix; a 1 by 1 matrix against its entry.
 * Null where neither side is a vector.
 */
export function compareVector(a: Answer, b: Answer, compare: Compare): Comparison | null {
  if (![a, b].some((side) => side.kind === "matrix" || (side.kind === "collection" && side.open === "(")))
    return null;
  const [left, right] = [rowsOf(a), rowsOf(b)];
  const named = left === null ? compareNamed(a, b, compare) : compareNamed(b, a, compare);
  if (named !== null) return named;
  const x = left ?? componentsOf(a, right?.flat().length ?? 0);
  const y = right ?? componentsOf(b, left?.flat().length ?? 0);
  if (x === null || y === null) return different("kinds_differ");
  const flat = x.every((row) => row.length === 1) || x.length === 1;
  return compareMatrices(flat ? [x.flat()] : x, flat ? [y.flat()] : y, compare);
}

/** 2I against a diagonal matrix, \vec{0} against zeros; null for other names. */
function compareNamed(name: Answer, other: Answer, compare: Compare): Comparison | null {
  const rows = rowsOf(other);
  if (rows === null || name.kind !== "value" || name.unit !== null) return null;
  const entry = (expression: Expression): Answer => ({kind: "value", expression, unit: null});
  const {expression} = name;
  if (expression.kind === "symbol" && /^(?:vec|overrightarrow) 0$/.test(expression.name))
    return rows.flat().every((item) => compare(entry(number(0n)), item).equal)
      ? equal("same_matrix")
      : different("matrix");
  const factors = expression.kind === "product" ? expression.factors : [expression];
  const at = factors.findIndex((factor) => factor.kind === "symbol" && /^I(?:_\w)?$/.test(factor.name));
  if (at < 0 || other.kind !== "matrix" || rows.some((row) => row.length !== rows.length)) return null;
  const scale = entry(product(number(1n), ...factors.filter((_, i) => i !== at)));
  const size = rows.map((row, i) => row.map((_, j) => (i === j ? scale : entry(number(0n)))));
  return compareMatrices(size, rows, compare);
}

function rowsOf(answer: Answer): Answer[][] | null {
  if (answer.kind === "matrix") return answer.rows;
  // \binom{3}{-1} is a column too, \binom{10}{3} is 120.
  if (
    answer.kind === "value" &&
    answer.expression.kind === "call" &&
    answer.expression.name === "binomial" &&
    !isCount(answer.expression.arguments)
  )
    return answer.expression.arguments.map((expression) => [{kind: "value", expression, unit: null}]);
  if (answer.kind !== "collection" || answer.open === "{" || answer.open === "") return null;
  const nested = answer.items.map((item) =>
    item.kind === "collection" && item.open !== "{" ? item.items : null
  );
  return nested.every((row) => row !== null) ? nested : [answer.items];
}

/** n and k of a binomial coefficient that counts something: 0 <= k <= n. */
function isCount([n, k]: readonly Expression[]): boolean {
  if (n?.kind !== "number" || k?.kind !== "number") return false;
  return n.value.isInteger() && k.value.isInteger() && k.value.sign() >= 0 && n.value.compare(k.value) >= 0;
}

/** Two sums of unit vectors in different dress: 3\vec{i} - \vec{j} and 3i - j. Null where none is dressed. */
export function compareUnitVectors(a: Value, b: Value, compare: Compare): Comparison | null {
  const dressed = [a, b].some(({expression}) =>
    some(expression, (part) => part.kind === "symbol" && axisOf(part) >= 0 && part.name.length > 1)
  );
  const [x, y] = dressed ? [componentsOf(a, 3), componentsOf(b, 3)] : [null, null];
  return x === null || y === null ? null : compareMatrices(x, y, compare);
}

/** The components of i + 2j - 3k, as many as are asked for; null where an answer is no such sum. */
function componentsOf(answer: Answer, size: number): Answer[][] | null {
  if (answer.kind !== "value" || answer.unit !== null || size < 2 || size > 3) return null;
  const components: Expression[][] = Array.from({length: size}, () => []);
  const terms = answer.expression.kind === "sum" ? answer.expression.terms : [answer.expression];
  for (const term of terms) {
    const split = unitVectorOf(term);
    if (split === null || split.axis >= size) return null;
    components[split.axis]!.push(split.factor);
  }
  return [
    components.map((parts): Answer => ({
      kind: "value",
      expression: parts.length === 0 ? number(0n) : sum(...parts),
      unit: null
    }))
  ];
}

function unitVectorOf(term: Expression): {axis: number; factor: Expression} | null {
  const axis = axisOf(term);
  if (axis >= 0) return {axis, factor: number(1n)};
  if (term.kind !== "product") return null;
  const found = term.factors.map(unitVectorOf);
  const at = found.findIndex((part) => part !== null);
  if (at < 0 || found.filter((part) => part !== null).length > 1) return null;
  const others = term.factors.filter((_, i) => i !== at);
  return {axis: found[at]!.axis, factor: product(found[at]!.factor, ...others)};
}

/** 0, 1, 2 for i, j, k in any dress (\mathbf{i}, \hat{\imath}, \vec{j}); -1 for anything else. */
function axisOf(x: Expression): number {
  if (x.kind !== "symbol" && x.kind !== "constant") return -1;
  return ["i", "j", "k"].indexOf(
    x.name.replace(/^(?:hat|vec|widehat|overrightarrow) \\?/, "").replace(/^([ij])math$/, "$1")
  );
}
