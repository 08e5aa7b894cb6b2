import * as complex from "../../algebra/numbers/big-complex.js";
import * as real from "../../algebra/numbers/big-float.js";
import type {BigFloat} from "../../algebra/numbers/big-float.js";
import {evaluate} from "../../algebra/evaluate.js";
import {symbolsOf, type Expression} from "../../algebra/expression.js";
import {functionArgument} from "./compare-relations.js";
import type {Answer, Collection, Comparator, Relation} from "../answer.js";

/** An end of an interval; infinite ends are -Infinity and Infinity. */
type End = BigFloat | number;

/** A set of real numbers as a test of whether it holds a region; regions are points and gaps between consecutive ends. */
interface RealSet {
  ends: BigFloat[];
  /** Whether the set holds all points between `low` and `high`, which are the same for a single point. */
  holds: (low: End, high: End) => boolean;
}

/** Two ends this close, relative to their size, are the same. */
const SAME_BITS = 320;

const MAX_ENDS = 40;

/** Whether an answer can only be a set of reals: an inequality, a union, an interval with a closed or an infinite end. */
export function isRegion(answer: Answer): boolean {
  if (answer.kind === "combination") return true;
  if (answer.kind === "relation") return answer.comparators.some((comparator) => comparator !== "=");
  if (answer.kind === "value") return isReals(answer);
  if (answer.kind !== "collection" || answer.items.length !== 2 || answer.open === "" || answer.open === "{")
    return false;
  return (
    answer.open === "[" ||
    answer.close === "]" ||
    answer.items.some((item) => typeof endOf(item) === "number")
  );
}

function isReals(answer: Answer): boolean {
  return (
    answer.kind === "value" && answer.expression.kind === "symbol" && answer.expression.name === "mathbb R"
  );
}

/** Whether two answers are the same set of real numbers; null where one of them cannot be read as a set with known ends. */
export function equalRealSets(a: Answer, b: Answer): boolean | null {
  const left = realSet(a);
  const right = realSet(b);
  if (left === null || right === null) return null;
  if (left.ends.length + right.ends.length > MAX_ENDS) return null;
  const ends = distinct([...left.ends, ...right.ends]);
  const bounds: End[] = [-Infinity, ...ends, Infinity];
  return bounds.every((low, i) => {
    const high = bounds[i + 1];
    const gap = high === undefined || left.holds(low, high) === right.holds(low, high);
    return gap && (typeof low === "number" || left.holds(low, low) === right.holds(low, low));
  });
}

function distinct(ends: BigFloat[]): BigFloat[] {
  const sorted = [...ends].sort(compareEnds);
  return sorted.filter((end, i) => i === 0 || compareEnds(sorted[i - 1]!, end) !== 0);
}

/** -1, 0 or 1, where ends that agree to 96 digits are the same. */
function compareEnds(a: End, b: End): number {
  if (typeof a === "number" || typeof b === "number") {
    const [x, y] = [a, b].map((end) => (typeof end === "number" ? end : 0)) as [number, number];
    return Math.sign(x === y ? 0 : x - y);
  }
  const difference = complex.subtract(complex.fromReal(a), complex.fromReal(b));
  const size = Math.max(real.magnitude(a), real.magnitude(b), -40);
  if (complex.magnitude(difference) <= size - SAME_BITS) return 0;
  return difference.re.mantissa < 0n ? -1 : 1;
}

function realSet(answer: Answer): RealSet | null {
  switch (answer.kind) {
    case "collection":
      return collectionSet(answer);
    case "relation":
      return relationSet(answer);
    case "combination":
      return combine(answer.combiner, answer.parts.map(realSet));
    case "value":
      return isReals(answer) ? {ends: [], holds: () => true} : null;
    default:
      return null;
  }
}

function collectionSet({open, close, items}: Collection): RealSet | null {
  if (open !== "{" && open !== "")
    return items.length === 2
      ? interval(endOf(items[0]!), endOf(items[1]!), open === "[", close === "]")
      : null;
  const points = items.map(endOf);
  if (points.some((point) => point === null || typeof point === "number")) return null;
  const ends = points as BigFloat[];
  return {ends, holds: (low, high) => low === high && ends.some((end) => compareEnds(low, end) === 0)};
}

function interval(
  low: End | null,
  high: End | null,
  lowClosed: boolean,
  highClosed: boolean
): RealSet | null {
  if (low === null || high === null || compareEnds(low, high) > 0) return null;
  // Infinity is no real number.
  if ((lowClosed && low === -Infinity) || (highClosed && high === Infinity)) return null;
  const above = (x: End): boolean => compareEnds(x, low) > (lowClosed ? -1 : 0);
  const below = (x: End): boolean => compareEnds(x, high) < (highClosed ? 1 : 0);
  return {
    ends: [low, high].filter((end) => typeof end !== "number"),
    holds: (from, to) =>
      from === to ? above(from) && below(from) : compareEnds(from, low) >= 0 && compareEnds(to, high) <= 0
  };
}

/** The real value of an end; ±Infinity; null where it has symbols or is not real. */
function endOf(answer: Answer): End | null {
  if (answer.kind !== "value") return null;
  const sign = infinitySign(answer.expression);
  if (sign !== 0) return sign * Infinity;
  const value = evaluate(answer.expression);
  return value === null || !complex.isReal(value) ? null : value.re;
}

function infinitySign(x: Expression): number {
  if (x.kind === "constant") return x.name === "infinity" ? 1 : 0;
  if (x.kind !== "product" || x.factors.length !== 2) return 0;
  const [sign, rest] = x.factors as [Expression, Expression];
  return sign.kind === "number" && rest.kind === "constant" && rest.name === "infinity"
    ? sign.value.sign()
    : 0;
}

const flipped: Readonly<Record<Comparator, Comparator>> = {
  "=": "=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
  "!=": "!=",
  in: "in"
};

/** The variable that a relation in one bare variable is about: x of `-2 < x <= 7` and of `x \in [0, 1]`; null for others. */
export function variableOf(relation: Relation): string | null {
  const names = relation.sides.map(variableSide).filter((name) => name !== null);
  return names.length === 1 ? names[0]! : null;
}

function bareSymbol(answer: Answer): string | null {
  return answer.kind === "value" && answer.expression.kind === "symbol" && answer.unit === null
    ? answer.expression.name
    : null;
}

/** x, or x of |x| and |x - 3|. */
function variableSide(answer: Answer): string | null {
  if (answer.kind === "value" && answer.expression.kind === "call" && answer.expression.name === "abs") {
    const [inside] = answer.expression.arguments;
    return (
      bareSymbol({kind: "value", unit: answer.unit, expression: inside!}) ?? distanceOf(inside!)?.name ?? null
    );
  }
  return bareSymbol(answer) ?? functionValue(answer);
}

/** f(x) as a variable of its own: `0 < f(x) < 1` is the set of its values. */
function functionValue(answer: Answer): string | null {
  const argument = functionArgument(answer);
  return argument === null || answer.kind !== "value" || answer.expression.kind !== "product"
    ? null
    : `${(answer.expression.factors[0] as {name: string}).name}(${argument})`;
}

/** x and -3 of x - 3; null for anything but a symbol and a number. */
function distanceOf(x: Expression): {name: string; shift: BigFloat} | null {
  if (x.kind !== "sum" || x.terms.length !== 2) return null;
  const name = x.terms.find((term) => term.kind === "symbol")?.name;
  const shift = x.terms.find((term) => symbolsOf(term).length === 0);
  const value = name === undefined || shift === undefined ? null : evaluate(shift);
  return value === null || !complex.isReal(value) ? null : {name: name!, shift: value.re};
}

/** The x for which x + shift is in a set. */
function shifted({ends, holds}: RealSet, shift: BigFloat): RealSet {
  const moved = (end: End): End => (typeof end === "number" ? end : real.add(end, shift));
  return {
    ends: ends.map((end) => real.subtract(end, shift)),
    holds: (low, high) => {
      const from = moved(low);
      return holds(from, low === high ? from : moved(high));
    }
  };
}

/** The x for which |x| is in a set. */
function ofSize(set: RealSet): RealSet {
  const ends = set.ends.filter((end) => end.mantissa > 0n);
  return {
    ends: [...ends.map(real.negate), real.zero, ...ends],
    holds: (low, high) => {
      if (compareEnds(low, real.zero) >= 0) return set.holds(low, high);
      const from = negated(high);
      return set.holds(from, low === high ? from : negated(low));
    }
  };
}

function negated(end: End): End {
  return typeof end === "number" ? -end : real.negate(end);
}

/** x < 5, -2 <= x < 7, x in S, x != 3: conditions on one bare variable. */
function relationSet(relation: Relation): RealSet | null {
  const {sides, comparators} = relation;
  const at = sides.findIndex((side) => variableSide(side) !== null);
  if (variableOf(relation) === null) return null;
  if (comparators.length === 1 && comparators[0] === "in") return at === 0 ? realSet(sides[1]!) : null;
  const parts: (RealSet | null)[] = [];
  if (at > 0) parts.push(halfLine(flipped[comparators[at - 1]!], sides[at - 1]!));
  if (at < comparators.length) parts.push(halfLine(comparators[at]!, sides[at + 1]!));
  const set = parts.length === comparators.length ? combine("and", parts) : null;
  const side = sides[at]!;
  const isSize = side.kind === "value" && side.expression.kind === "call";
  if (!isSize || set === null) return set;
  const distance = side.expression.kind === "call" ? distanceOf(side.expression.arguments[0]!) : null;
  return distance === null ? ofSize(set) : shifted(ofSize(set), distance.shift);
}

function halfLine(comparator: Comparator, bound: Answer): RealSet | null {
  // x != \pm 1
  if (comparator === "!=" && bound.kind === "collection" && bound.open === "")
    return combine("setminus", [
      {ends: [], holds: () => true},
      collectionSet({...bound, open: "{", close: "}"})
    ]);
  const end = endOf(bound);
  if (end === null || comparator === "in") return null;
  if (comparator === "<" || comparator === "<=") return interval(-Infinity, end, false, comparator === "<=");
  if (comparator === ">" || comparator === ">=") return interval(end, Infinity, comparator === ">=", false);
  const point = interval(end, end, true, true);
  if (comparator === "=" || point === null) return point;
  return combine("setminus", [{ends: [], holds: () => true}, point]);
}

function combine(
  combiner: "cup" | "cap" | "setminus" | "and" | "or",
  parts: (RealSet | null)[]
): RealSet | null {
  if (parts.some((part) => part === null)) return null;
  const sets = parts as RealSet[];
  const ends = sets.flatMap((set) => set.ends);
  const [first, ...others] = sets;
  switch (combiner) {
    case "cup":
    case "or":
      return {ends, holds: (low, high) => sets.some((set) => set.holds(low, high))};
    case "cap":
    case "and":
      return {ends, holds: (low, high) => sets.every((set) => set.holds(low, high))};
    case "setminus":
      return {
        ends,
        holds: (low, high) => first!.holds(low, high) && !others.some((set) => set.holds(low, high))
      };
  }
}
