import {children, some, symbolsOf, type Expression} from "../../algebra/expression.js";
import {Rational} from "../../algebra/numbers/rational.js";
import type {Answer, Collection, Relation} from "../answer.js";
import {exactSide} from "../approximation.js";
import {functionArgument} from "./compare-relations.js";
import {compareExpressions} from "./compare-values.js";
import {different, equal, type Comparison} from "./comparison.js";
import {nameOf} from "../read-assignments.js";

type Compare = (a: Answer, b: Answer) => Comparison;

/** `x = 5` against 5: the right side of an equation whose left side is a name, or an expression with a constant value. */
export function compareSolved(relation: Relation, other: Answer, compare: Compare): Comparison {
  const chain = compareChain(relation, other, compare);
  if (chain !== null) return chain;
  const {sides, comparators} = relation;
  const exact = comparators.every((sign) => sign === "=") ? exactSide(sides) : null;
  const value = solvedFor(relation) ?? (exact !== null && sides.length === 2 ? sides[1]! : null);
  if (value === null) return different("relation");
  const comparison = compare(value, other);
  return comparison.equal || exact === null ? comparison : compare(exact, other);
}

/** `x = y = z = 1` against (1, 1, 1) and against x = 1, y = 1, z = 1; null for other relations. */
function compareChain({sides, comparators}: Relation, other: Answer, compare: Compare): Comparison | null {
  if (other.kind !== "collection" || sides.length < 3 || other.items.length !== sides.length - 1) return null;
  const value = sides.at(-1)!;
  const names = sides.slice(0, -1).map((side) => symbolOf(side));
  if (comparators.some((sign) => sign !== "=") || names.includes(null) || symbolOf(value) !== null)
    return null;
  if (new Set(names).size < names.length) return null;
  const named = other.items.map((item) => (item.kind === "relation" ? nameOf(item) : null));
  if (other.open === "(" && named.every((name) => name === null))
    return other.items.every((item) => compare(value, item).equal) ? equal("same_values") : null;
  const isSame =
    new Set(named).size === names.length &&
    names.every((name) => named.includes(name)) &&
    other.items.every((item) => item.kind === "relation" && compare(value, item.sides.at(-1)!).equal);
  return isSame ? equal("same_values") : null;
}

function symbolOf(side: Answer): string | null {
  return side.kind === "value" && side.unit === null && side.expression.kind === "symbol"
    ? side.expression.name
    : null;
}

/** The value that an equation states: 5 of `x = 5`, `f(2) = 5`, `a + b = 2 + 3 = 5`, `(x, y) = …`; null for other relations. */
function solvedFor({sides, comparators}: Relation): Answer | null {
  if (comparators.some((comparator) => comparator !== "=" && comparator !== "in")) return null;
  const [name] = sides;
  const value = sides.at(-1)!;
  // 12 = x
  if (sides.length === 2 && isConstant(name!) && value.kind === "value" && value.expression.kind === "symbol")
    return name!;
  if (sides.some((side) => contradicts(side, value))) return null;
  // A^{-1}, A^T, AB
  const namesMatrix = value.kind === "matrix" && name!.kind === "value" && !isConstant(name);
  return isName(name!) || namesMatrix || statesValue(name!, value) ? value : null;
}

/** 13 = 12, 24/3 = 12: a constant that is not the value; roundings may differ. */
function contradicts(side: Answer, value: Answer): boolean {
  if (side === value || side.kind !== "value" || value.kind !== "value") return false;
  if (side.unit !== null || value.unit !== null || !isConstant(side)) return false;
  const isExact = side.expression.kind === "number" && side.expression.decimals === null;
  if (!isExact && (!isConstant(value) || hasDecimal(side.expression) || hasDecimal(value.expression)))
    return false;
  return !compareExpressions(value.expression, side.expression).equal;
}

/** Without variables. */
function isConstant(side: Answer): boolean {
  return side.kind === "value" && symbolsOf(side.expression).length === 0;
}

function hasDecimal(x: Expression): boolean {
  return some(x, (part) => part.kind === "number" && part.decimals !== null);
}

/**
 * `m + n = 23` states the value of a quantity, as does `2 + 3 = 5`; `2x = 10`, `x - y = 0`, `|x| = 12`, `x^2 = 9` and
 * `7 = 11a + c` are equations still to be solved.
 */
function statesValue(quantity: Answer, value: Answer): boolean {
  if (quantity.kind !== "value" || value.kind !== "value") return false;
  const symbols = symbolsOf(quantity.expression);
  if (symbolsOf(value.expression).length > 0) return false;
  if (symbols.length === 0)
    return value.unit !== null || compareExpressions(quantity.expression, value.expression).equal;
  if (symbols.length === 1 && !isAngleFunction(quantity.expression)) return false;
  const isZero = value.expression.kind === "number" && value.expression.value.isZero();
  return !isZero && !hasCoefficient(quantity.expression);
}

/** `m + n = 9` of `m = 2, n = 7, m + n = 9`: what the names before it are for; null for other answers. */
export function statedLast(answer: Answer): Relation | null {
  if (answer.kind !== "collection" || answer.open !== "" || answer.items.length < 3) return null;
  const names = answer.items.slice(0, -1).map((item) => (item.kind === "relation" ? nameOf(item) : null));
  const last = answer.items.at(-1)!;
  if (last.kind !== "relation" || nameOf(last) !== null || last.sides[0]!.kind !== "value") return null;
  const symbols = symbolsOf(last.sides[0].expression);
  return names.every((name) => name !== null && symbols.includes(name)) && symbols.length === names.length
    ? last
    : null;
}

/** x^2 + y^2 = 25: powers of two coordinates are the equation of a curve, not the value of a quantity. */
export function isCurve({sides}: Relation): boolean {
  const [side] = sides;
  if (sides.length !== 2 || side?.kind !== "value") return false;
  const symbols = symbolsOf(side.expression);
  return (
    symbols.length > 1 &&
    symbols.every((name) => /^[xyz]$/.test(name)) &&
    some(side.expression, (part) => part.kind === "power")
  );
}

/** cos A: a question may ask for it, whatever A is. */
function isAngleFunction(x: Expression): boolean {
  return x.kind === "call" && /^(?:sin|cos|tan|cot|sec|csc|re|im|arg)$/.test(x.name);
}

function hasCoefficient(x: Expression): boolean {
  if (x.kind === "number") return !x.value.absolute().equals(Rational.one);
  return x.kind === "power" ? hasCoefficient(x.base) : children(x).some(hasCoefficient);
}

function isName(side: Answer): boolean {
  if (side.kind === "text") return true;
  if (side.kind === "choice") return side.value === null;
  if (side.kind === "collection") return side.items.every(isName);
  // S_1 : S_2 names a ratio.
  if (side.kind === "ratio") return side.parts.every((part) => part.kind === "symbol");
  return side.kind === "value" && (isSymbol(side.expression) || functionArgument(side) !== null);
}

/** A letter with what belongs to it: x, \angle ABC, AB. */
function isSymbol(x: Expression): boolean {
  return x.kind === "symbol" || (x.kind === "product" && x.factors.length <= 5 && x.factors.every(isCapital));
}

function isCapital(x: Expression): boolean {
  return x.kind === "symbol" && /^(?:[A-Z]'*|angle|triangle)(?:_\w{1,3})?$/.test(x.name);
}

/** Items `x = 1, x = 2` and `x = 1, 2` without the name, unless the other list has names as well. */
export function withoutNames(collection: Collection, other: Collection): Collection {
  const first = collection.items[0];
  if (first?.kind !== "relation" || other.items.some((item) => item.kind === "relation")) return collection;
  const items = inOrder(collection.items);
  const values = items.map((item) => (item.kind === "relation" ? solvedFor(item) : item));
  if (values.some((value) => value === null)) return collection;
  const names = items.map((item) =>
    item.kind === "relation" ? JSON.stringify(item.sides[0], plainBigint) : null
  );
  const distinct = new Set(names.filter((name) => name !== null)).size;
  // Different names give a point in the order of the names; one name gives the set of its values.
  const rootsOf = other.open !== "(" && items.every(isNumbered);
  if (distinct > 1 && collection.open === "" && !rootsOf)
    return {...collection, items: values as Answer[], open: "(", close: ")"};
  const single = (values as Answer[]).flatMap((value) =>
    value.kind === "collection" && value.open === "" ? value.items : [value]
  );
  return {...collection, items: collection.open === "(" ? (values as Answer[]) : single};
}

/** x_1 = 2: the first of several solutions. */
function isNumbered(item: Answer): boolean {
  return item.kind === "relation" && /^[a-z]_\d$/.test(nameOf(item) ?? "");
}

/** Coordinates x, y, z and x_1, x_2, … in their own order, other names as they were written. */
function inOrder(items: readonly Answer[]): readonly Answer[] {
  const names = items.map((item) => (item.kind === "relation" ? nameOf(item) : null));
  if (names.some((name) => name === null) || new Set(names).size < names.length) return items;
  const sorted = [...(names as string[])].sort((a, b) => a.localeCompare(b, "en", {numeric: true}));
  const isRun =
    sorted.every((name, i) => name.length === 1 && name.charCodeAt(0) === sorted[0]!.charCodeAt(0) + i) ||
    sorted.every((name) => /_\d+$/.test(name) && name.split("_")[0] === sorted[0]!.split("_")[0]);
  return isRun ? sorted.map((name) => items[names.indexOf(name)]!) : items;
}

function plainBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
