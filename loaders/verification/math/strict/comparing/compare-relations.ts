import {Budget, BudgetExceeded} from "../../algebra/budget.js";
import {equalExpressions} from "../../algebra/equality.js";
import {negative, product, rename, sum, symbolsOf, type Expression} from "../../algebra/expression.js";
import {rationalForm, proportion} from "../../algebra/rational-form.js";
import type {Answer, Comparator, Relation} from "../answer.js";
import {different, equal, type Comparison} from "./comparison.js";

/** Compares relations that are no plain sets of reals: equations up to a constant factor, inequalities up to a positive one. */
export function compareRelations(
  output: Relation,
  gold: Relation,
  compare: (a: Answer, b: Answer) => Comparison
): Comparison {
  const [first, second] = [output, gold].map(withoutMembership);
  if (first !== output || second !== gold) return compareRelations(first!, second!, compare);
  const [left, right] = [output, gold].map(withoutSteps);
  if (left !== output || right !== gold) return compareRelations(left!, right!, compare);
  if (output.comparators.length === 1 && gold.comparators.length === 1) {
    const multiple = compareDifferences(output, gold);
    if (multiple?.equal) return multiple;
    const named = compareNamed(output, gold, compare) ?? compareNamed(gold, output, (x, y) => compare(y, x));
    if (named !== null || multiple !== null) return named ?? multiple!;
  }
  const reversed = reverse(output);
  return sameSides(output, gold, compare) || sameSides(reversed, gold, compare)
    ? equal("same_relation")
    : different("relation");
}

/** `k \in \{-2, 2\}` as `k = \pm 2`. */
function withoutMembership(relation: Relation): Relation {
  const {sides, comparators} = relation;
  const [name, set] = sides;
  if (comparators.length !== 1 || comparators[0] !== "in" || set?.kind !== "collection" || set.open !== "{")
    return relation;
  return {
    ...relation,
    sides: [name!, {kind: "collection", open: "", close: "", items: set.items, isEither: true}],
    comparators: ["="]
  };
}

/** `x = 2 + 3 = 5` as `x = 5`. */
function withoutSteps(relation: Relation): Relation {
  const {sides, comparators} = relation;
  if (sides.length < 3 || comparators.some((comparator) => comparator !== "=")) return relation;
  const value = sides.at(-1)!;
  const steps = sides.slice(1, -1);
  const holds = steps.every(
    (step) =>
      step.kind === "value" &&
      value.kind === "value" &&
      equalExpressions(step.expression, value.expression).equal
  );
  return holds ? {...relation, sides: [sides[0]!, value], comparators: ["="]} : relation;
}

/** `f = 3r` against `f(r) = 3r`, and `y = 2x` against `f(x) = 2x`: null where the left sides are anything else. */
function compareNamed(
  a: Relation,
  b: Relation,
  compare: (x: Answer, y: Answer) => Comparison
): Comparison | null {
  const [left, right] = [a.sides[0]!, b.sides[0]!];
  const argument = functionArgument(right);
  if (left.kind !== "value" || left.expression.kind !== "symbol" || argument === null) return null;
  if (right.kind !== "value" || right.expression.kind !== "product" || a.sides.length + b.sides.length > 4)
    return null;
  const [name] = right.expression.factors;
  const isGraph = left.expression.name === "y" && argument === "x";
  const same = name?.kind === "symbol" && (name.name === left.expression.name || isGraph);
  return same && a.comparators[0] === "=" && b.comparators[0] === "="
    ? compare(a.sides[1]!, b.sides[1]!)
    : null;
}

function sameSides(a: Relation, b: Relation, compare: (a: Answer, b: Answer) => Comparison): boolean {
  if (
    a.sides.length !== b.sides.length ||
    !a.comparators.every((comparator, i) => comparator === b.comparators[i])
  )
    return false;
  return a.sides.every((side, i) => compare(side, b.sides[i]!).equal);
}

const mirrored: Readonly<Record<Comparator, Comparator | null>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
  in: null
};

function reverse({sides, comparators, kind}: Relation): Relation {
  const turned = comparators.map((comparator) => mirrored[comparator] ?? comparator).reverse();
  return {kind, sides: [...sides].reverse(), comparators: turned};
}

/** Null where a side is no expression or the differences cannot be compared. */
function compareDifferences(output: Relation, gold: Relation): Comparison | null {
  const left = difference(output);
  const right = difference(gold);
  if (left === null || left.comparator !== right?.comparator) return null;
  const [renamed, b] = withSameArgument(left.expression, right.expression, output, gold);
  const a = functionArgument(gold.sides[0]!) === null ? renamed : withSameFactor(renamed, b);
  const ratio = ratioOf(a, b);
  if (ratio === null) return null;
  const ordered = left.comparator === "<" || left.comparator === "<=";
  return (ordered ? ratio > 0 : ratio !== 0) ? equal("multiple_of_equation") : different("relation");
}

/** left - right, turned so that the comparator is =, !=, < or <=. */
function difference({sides, comparators}: Relation): {expression: Expression; comparator: Comparator} | null {
  const [left, right] = sides;
  const [comparator] = comparators;
  if (left?.kind !== "value" || right?.kind !== "value" || comparator === undefined || comparator === "in")
    return null;
  const turned = comparator === ">" || comparator === ">=";
  const [low, high] = turned ? [right, left] : [left, right];
  return {
    expression: sum(low.expression, negative(high.expression)),
    comparator: turned ? (comparator === ">" ? "<" : "<=") : comparator
  };
}

/** f(x) = 2x and f(n) = 2n are the same function: rename the argument of the output's left side to the gold's. */
function withSameArgument(
  a: Expression,
  b: Expression,
  output: Relation,
  gold: Relation
): [Expression, Expression] {
  const from = functionArgument(output.sides[0]!) ?? indexOf(output.sides[0]!);
  const to = functionArgument(gold.sides[0]!) ?? indexOf(gold.sides[0]!);
  if (from === null || to === null || from === to || symbolsOf(a).includes(to)) return [a, b];
  const indexed = symbolsOf(a).filter((name) => name.endsWith(`_${from}`));
  const names = indexed.map((name): [string, string] => [name, name.slice(0, -from.length) + to]);
  return [rename(a, new Map([[from, to], ...names])), b];
}

/** The family f(x) = kx is f(x) = cx: the one constant that the functions do not share, under the gold's name. */
function withSameFactor(output: Expression, gold: Expression): Expression {
  const [a, b] = [symbolsOf(output), symbolsOf(gold)];
  const from = a.filter((name) => !b.includes(name));
  const to = b.filter((name) => !a.includes(name));
  return from.length === 1 && to.length === 1 && /^[ckCK]$/.test(from[0]!) && /^[ckCK]$/.test(to[0]!)
    ? rename(output, new Map([[from[0]!, to[0]!]]))
    : output;
}

/** n of `a_n`. */
function indexOf(side: Answer): string | null {
  return side.kind === "value" && side.expression.kind === "symbol"
    ? (/^[a-zA-Z]_([k-n])$/.exec(side.expression.name)?.[1] ?? null)
    : null;
}

/** x of `f(x)`, which reads as the product of two symbols. */
export function functionArgument(side: Answer): string | null {
  if (side.kind !== "value" || side.expression.kind !== "product" || side.expression.factors.length !== 2)
    return null;
  const [name, argument] = side.expression.factors;
  return name?.kind === "symbol" && argument?.kind === "symbol" && isFunctionName(name.name)
    ? argument.name
    : null;
}

/** f, \omega, f_1; not the capital letters of AB, nor 2 of `2x`. */
function isFunctionName(name: string): boolean {
  return /^(?:[a-zA-Z]|alpha|beta|delta|epsilon|eta|theta|lambda|mu|nu|xi|rho|sigma|tau|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega)(?:_\w{1,8})?'*$/.test(
    name
  );
}

/** The sign of the constant k with a = k b; 0 where there is none; null where that cannot be decided. */
function ratioOf(a: Expression, b: Expression): number | null {
  const budget = new Budget(10_000);
  try {
    const exact = proportion(rationalForm(a, budget), rationalForm(b, budget), budget);
    if (exact !== null) return exact;
  } catch (error) {
    if (!(error instanceof BudgetExceeded || error instanceof RangeError)) throw error;
  }
  if (equalExpressions(a, b).equal) return 1;
  return equalExpressions(a, product(negative(b))).equal ? -1 : null;
}
