import {number, product, quotient, type Expression} from "../math/algebra/expression.js";
import {Rational} from "../math/algebra/numbers/rational.js";
import {compareValues} from "../math/strict/comparing/compare-values.js";
import {different, equal, type Comparison} from "../math/strict/comparing/comparison.js";
import {unitOf, type Unit} from "../math/strict/unit.js";
import type {NumberGold} from "./gold.js";
import {readQuantity, realValue, type Quantity} from "./quantity.js";

/** Kinds of unit that measure something; any other unit is the noun of what was counted. */
const measures = new Set(["length", "time", "years", "mass", "weight", "volume", "money", "angle", "ratio"]);

/**
 * Compares a number with the reference: exactly, or within half a unit of its last decimal where a precision is stated (an
 * exact tie may be rounded either way). Units count where reference and answer both have one: they are converted, and
 * another kind of measure is wrong; nouns of counted things never count. `45%` stands for 45 and for 0.45.
 * Throws RangeError for a gold that is no number.
 */
export function matchNumber({value, precision, unit}: NumberGold, answer: Quantity): Comparison {
  const reference = readQuantity(value);
  if (reference === null) throw new RangeError(`the reference ${JSON.stringify(value)} is not a number`);
  const gold = {expression: reference.expression, unit: unit === undefined ? reference.unit : unitOf([unit])};
  const given = {expression: answer.expression, unit: measureOf(answer.unit)};
  if (precision === undefined) return compareValues({kind: "value", ...given}, {kind: "value", ...gold});
  const readings = readingsIn(gold.unit, given);
  if (readings.length === 0) return different("units_differ");
  const near = readings.some((reading) => agree(reading, gold.expression, precision));
  return near ? equal(`rounds_to_${precision}_decimals`) : different(`rounds_to_${precision}_decimals`);
}

/** A unit without the nouns in it: `years old` is years, `dots` none. */
function measureOf(unit: Unit | null): Unit | null {
  const names = unit?.dimension.split(" ").filter((name) => measures.has(name.split("^")[0]!)) ?? [];
  return unit === null || names.length === 0 ? null : {...unit, dimension: names.join(" ")};
}

/** The values, in the unit of the reference, that an answer may stand for. */
function readingsIn(goldUnit: Unit | null, {expression, unit}: Quantity): Expression[] {
  if (unit === null) return [expression];
  const inBase = product(number(unit.factor), expression);
  if (unit.dimension === "ratio") return [expression, inBase];
  if (goldUnit === null) return [expression];
  return unit.dimension === goldUnit.dimension ? [quotient(inBase, number(goldUnit.factor))] : [];
}

function agree(answer: Expression, gold: Expression, precision: number): boolean {
  const [a, b] = [realValue(answer), realValue(gold)];
  if (a === null || b === null) return false;
  const half = Rational.of(1n, 2n * 10n ** BigInt(precision));
  if (a instanceof Rational && b instanceof Rational) return a.minus(b).absolute().compare(half) <= 0;
  return Math.abs(toNumber(a) - toNumber(b)) <= half.toNumber();
}

function toNumber(value: Rational | number): number {
  return typeof value === "number" ? value : value.toNumber();
}
