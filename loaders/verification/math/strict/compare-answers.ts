import {children, symbolsOf, type Expression} from "../algebra/expression.js";
import {Rational} from "../algebra/rational.js";
import {isUnordered, type Answer, type Collection, type Relation} from "./answer.js";
import {plainText} from "./clean.js";
import {compareCollections} from "./compare-collections.js";
import {compareRelations, functionArgument} from "./compare-relations.js";
import {compareExpressions, compareValues} from "./compare-values.js";
import {different, equal, type Comparison} from "./comparison.js";
import {equalRealSets, isRegion, variableOf} from "./real-set.js";

/** Whether two answers say the same thing. `output` and `gold` matter only for rounding and percent (see `compareValues`). */
export function compareAnswers(output: Answer, gold: Answer): Comparison {
  const a = normal(output);
  const b = normal(gold);
  if (a.kind === "choice" || b.kind === "choice") return compareChoice(a, b);
  if (isRegion(a) || isRegion(b)) {
    const region = compareRegions(a, b);
    if (region !== null) return region;
  }
  if (a.kind === "relation" && b.kind === "relation") return compareRelations(a, b, compareAnswers);
  if (a.kind === "relation") return compareSolved(a, b, compareAnswers);
  if (b.kind === "relation") return compareSolved(b, a, (x, y) => compareAnswers(y, x));
  if (a.kind === "collection" && b.kind === "collection")
    return compareCollections(withoutNames(a, b), withoutNames(b, a), compareAnswers);
  if (a.kind === "value" && b.kind === "value") return compareValues(a, b);
  return compareKinds(a, b);
}

/** A set or list of one is its element; a column vector is a tuple. */
function normal(answer: Answer): Answer {
  if (answer.kind === "collection" && answer.items.length === 1 && isUnordered(answer))
    return normal(answer.items[0]!);
  return answer;
}

function compareKinds(a: Answer, b: Answer): Comparison {
  if (a.kind === "numeral" && b.kind === "numeral") {
    return a.base === b.base && a.digits === b.digits ? equal("same_numeral") : different("numeral");
  }
  if (a.kind === "matrix" && b.kind === "matrix") return compareMatrices(a.rows, b.rows);
  if (a.kind === "matrix" || b.kind === "matrix") return compareVector(a, b);
  if (a.kind === "ratio" || b.kind === "ratio") return compareRatios(a, b);
  if (a.kind === "text" && b.kind === "text") {
    const text = plainText(a.text);
    return text !== "" && text === plainText(b.text) ? equal("same_words") : different("text");
  }
  return different("kinds_differ");
}

function compareChoice(a: Answer, b: Answer): Comparison {
  if (a.kind === "choice" && b.kind === "choice")
    return a.letter === b.letter ? equal("same_choice") : different("choice");
  const [choice, other] = a.kind === "choice" ? [a, b] : [b as Extract<Answer, {kind: "choice"}>, a];
  if (other.kind === "relation" && other.comparators.length === 1)
    return compareChoice(choice, other.sides[1]!);
  if (choice.value === null) {
    // A lone capital letter may also be a variable.
    const symbol =
      other.kind === "value" && other.unit === null && other.expression.kind === "symbol"
        ? other.expression.name
        : null;
    return symbol === choice.letter ? equal("same_choice") : different("choice");
  }
  return compareAnswers(a.kind === "choice" ? choice.value : a, a.kind === "choice" ? b : choice.value);
}

/** Sets of reals; the variables of two conditions must be the same. Null where one side has no known ends. */
function compareRegions(a: Answer, b: Answer): Comparison | null {
  const variables = [a, b].map((answer) => (answer.kind === "relation" ? variableOf(answer) : null));
  if (variables[0] !== null && variables[1] !== null && variables[0] !== variables[1])
    return different("variables_differ");
  const same = equalRealSets(a, b);
  if (same === null) return null;
  return same ? equal("same_set_of_reals") : different("set_of_reals");
}

/** `x = 5` against 5: the right side of an equation whose left side is a name, or an expression with a constant value. */
function compareSolved(
  relation: Relation,
  other: Answer,
  compare: (a: Answer, b: Answer) => Comparison
): Comparison {
  const value = solvedFor(relation);
  return value === null ? different("relation") : compare(value, other);
}

/** The value that an equation states: 5 of `x = 5`, `f(2) = 5`, `a + b = 2 + 3 = 5`, `(x, y) = …`; null for other relations. */
function solvedFor({sides, comparators}: Relation): Answer | null {
  if (comparators.some((comparator) => comparator !== "=" && comparator !== "in")) return null;
  const [name] = sides;
  const value = sides.at(-1)!;
  return isName(name!) || statesValue(name!, value) ? value : null;
}

/** `m + n = 23` states the value of a quantity, as does `2 + 3 = 5`; `2x = 10` and `x - y = 0` are equations still to be solved. */
function statesValue(quantity: Answer, value: Answer): boolean {
  if (quantity.kind !== "value") return false;
  if (symbolsOf(quantity.expression).length === 0) return true;
  if (value.kind !== "value" || symbolsOf(value.expression).length > 0) return false;
  const isZero = value.expression.kind === "number" && value.expression.value.isZero();
  return !isZero && !hasCoefficient(quantity.expression);
}

function hasCoefficient(x: Expression): boolean {
  if (x.kind === "number") return !x.value.absolute().equals(Rational.one);
  return x.kind === "power" ? hasCoefficient(x.base) : children(x).some(hasCoefficient);
}

function isName(side: Answer): boolean {
  if (side.kind === "text") return true;
  if (side.kind === "choice") return side.value === null;
  if (side.kind === "collection") return side.items.every(isName);
  return side.kind === "value" && (side.expression.kind === "symbol" || functionArgument(side) !== null);
}

/** Items `x = 1, x = 2` and `x = 1, 2` without the name, unless the other list has names as well. */
function withoutNames(collection: Collection, other: Collection): Collection {
  const first = collection.items[0];
  if (first?.kind !== "relation" || other.items.some((item) => item.kind === "relation")) return collection;
  const values = collection.items.map((item) => (item.kind === "relation" ? solvedFor(item) : item));
  if (values.some((value) => value === null)) return collection;
  const names = collection.items.map((item) =>
    item.kind === "relation" ? JSON.stringify(item.sides[0], plainBigint) : null
  );
  const distinct = new Set(names.filter((name) => name !== null)).size;
  // Different names give a point in the order of the names; one name gives the set of its values.
  const bracket = distinct > 1 && collection.open === "";
  return {...collection, items: values as Answer[], ...(bracket ? {open: "(", close: ")"} : {})};
}

function plainBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function compareMatrices(a: Answer[][], b: Answer[][]): Comparison {
  const same =
    a.length === b.length &&
    a.every(
      (row, i) =>
        row.length === b[i]!.length && row.every((entry, j) => compareAnswers(entry, b[i]![j]!).equal)
    );
  return same ? equal("same_matrix") : different("matrix");
}

/** A row or column vector against a tuple; nested tuples against a matrix; a 1 by 1 matrix against its entry. */
function compareVector(a: Answer, b: Answer): Comparison {
  const rows = [a, b].map(rowsOf);
  if (rows[0] === null || rows[1] === null) return different("kinds_differ");
  const [x, y] = rows as [Answer[][], Answer[][]];
  const flat = x.every((row) => row.length === 1) || x.length === 1;
  return compareMatrices(flat ? [x.flat()] : x, flat ? [y.flat()] : y);
}

function rowsOf(answer: Answer): Answer[][] | null {
  if (answer.kind === "matrix") return answer.rows;
  if (answer.kind !== "collection" || answer.open === "{" || answer.open === "") return null;
  const nested = answer.items.map((item) =>
    item.kind === "collection" && item.open !== "{" ? item.items : null
  );
  return nested.every((row) => row !== null) ? nested : [answer.items];
}

/** 3:4 is 6:8, and the fraction 3/4. */
function compareRatios(a: Answer, b: Answer): Comparison {
  const parts = [a, b].map((answer) => {
    if (answer.kind === "ratio") return answer.parts;
    return answer.kind === "value" && answer.expression.kind === "quotient" && answer.unit === null
      ? [answer.expression.numerator, answer.expression.denominator]
      : null;
  });
  const [x, y] = parts;
  if (!x || x.length !== y?.length) return different("kinds_differ");
  const same = x.every((part, i) => {
    const product = (p: typeof part, q: typeof part): typeof part => ({kind: "product", factors: [p, q]});
    return i === 0 || compareExpressions(product(part, y[0]!), product(x[0]!, y[i]!)).equal;
  });
  return same ? equal("same_ratio") : different("ratio");
}
