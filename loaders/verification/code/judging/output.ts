import type {Oracle} from "../gold.js";
import {closeEnough, hashKey, pythonEqual} from "../values/equality.js";
import type {PythonValue} from "../values/python-value.js";

const FLOAT_TOLERANCE = 1e-6;

export interface OutputCase {
  oracle: Oracle;
  atol: number;
  /** Arguments of the call. */
  args: readonly PythonValue[];
  output: PythonValue;
  expected: PythonValue;
}

/**
 * Whether an output is right, as EvalPlus judges it (which gives floats beside other values, in dicts and deeper no tolerance of 1e-6):
 *
 * - `equal`: Python's `==`; failing that, within the problem's tolerance, or 1e-6 for expected floats, wherever they stand;
 * - `list_or_tuple`: the same, and a tuple may stand for a list (LiveCodeBench);
 * - `same_set`: the same elements, in any order and number;
 * - `not_none`: something (a match object, True) exactly where the reference gives something;
 * - `polynomial_root`: the polynomial whose coefficients are the argument is 0 there, within the tolerance, in double arithmetic; or the
 *   reference's root.
 */
export function isRight({oracle, atol, args, output, expected}: OutputCase): boolean {
  switch (oracle) {
    case "equal":
      return isEqualOrClose(output, expected, atol);
    case "list_or_tuple":
      return isEqualOrClose(tupleAsList(output), expected, atol);
    case "same_set":
      return isSameSet(output, expected);
    case "not_none":
      return isSomething(output) === isSomething(expected);
    case "polynomial_root":
      return pythonEqual(output, expected) || isRoot(args[0] ?? null, output, atol);
  }
}

function isEqualOrClose(output: PythonValue, expected: PythonValue, atol: number): boolean {
  if (pythonEqual(output, expected)) return true;
  const tolerance =
    atol === 0
      ? {absolute: FLOAT_TOLERANCE, isForFloatsOnly: true}
      : {absolute: atol, isForFloatsOnly: false};
  return closeEnough(output, expected, tolerance);
}

function tupleAsList(value: PythonValue): PythonValue {
  return itemsOf(value, ["tuple"]) ?? value;
}

function itemsOf(value: PythonValue, kinds: readonly string[]): PythonValue[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null || !("items" in value)) return null;
  return kinds.includes(value.kind) ? value.items : null;
}

function isSameSet(output: PythonValue, expected: PythonValue): boolean {
  const kinds = ["tuple", "set", "frozenset"];
  const [got, wanted] = [itemsOf(output, kinds), itemsOf(expected, kinds)];
  if (got === null || wanted === null) return pythonEqual(output, expected);
  const [gotKeys, wantedKeys] = [new Set(got.map(hashKey)), new Set(wanted.map(hashKey))];
  return (
    !gotKeys.has(null) && gotKeys.size === wantedKeys.size && [...gotKeys].every((key) => wantedKeys.has(key))
  );
}

function isSomething(value: PythonValue): boolean {
  return typeof value === "boolean" ? value : value !== null;
}

function isRoot(coefficients: PythonValue, at: PythonValue, atol: number): boolean {
  if (!Array.isArray(coefficients) || (typeof at !== "number" && typeof at !== "bigint")) return false;
  const terms = coefficients.map(
    (coefficient, power) => Number(coefficient) * roundedPower(Number(at), power)
  );
  return Math.abs(terms.reduce((sum, term) => sum + term, 0)) <= atol;
}

const KEPT_BITS = 64n;

/**
 * A double to a whole power, correctly rounded, as the C library's pow is. JavaScript's `**` may be off by some units in the last place, which is
 * more than any tolerance where large terms cancel.
 */
function roundedPower(base: number, power: number): number {
  if (!Number.isFinite(base) || base === 0) return base ** power;
  let exponent = 0;
  let mantissa = base;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent -= 1;
  }
  const exact = BigInt(mantissa) ** BigInt(power);
  const length = BigInt((exact < 0n ? -exact : exact).toString(2).length);
  const cut = length > KEPT_BITS ? length - KEPT_BITS : 0n;
  // The last bit stands for all that was cut off, so that a tie is rounded as the exact value would be.
  const rest = exact - ((exact >> cut) << cut);
  const kept = (exact >> cut) | (rest === 0n ? 0n : 1n);
  return Number(kept) * 2 ** (Number(cut) + exponent * power);
}
