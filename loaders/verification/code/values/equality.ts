import {createHash} from "node:crypto";
import type {PythonValue, TaggedValue} from "./python-value.js";

/**
 * Python's `==` between values of the built-in types: numbers by exact value whatever their type (1 == 1.0 == True), lists and tuples by
 * elements but never with each other, sets and dicts in any order. One exception: NaN equals NaN, as the same object does inside a Python list.
 * An `object` equals nothing, itself included.
 */
export function pythonEqual(a: PythonValue, b: PythonValue): boolean {
  if (isNumeric(a) && isNumeric(b)) return numericKey(a) === numericKey(b);
  if (Array.isArray(a) && Array.isArray(b)) return sameItems(a, b);
  if (!isTagged(a) || !isTagged(b)) return a === b;
  if (a.kind === "tuple" && b.kind === "tuple") return sameItems(a.items, b.items);
  if (isSet(a) && isSet(b)) return sameKeys(a.items, b.items);
  if (a.kind === "dict" && b.kind === "dict") return sameEntries(a.entries, b.entries, pythonEqual);
  if (a.kind === "digest" && b.kind === "digest") return a.digest === b.digest;
  return a.kind === "bytes" && b.kind === "bytes" && a.hex === b.hex;
}

type Numeric = boolean | bigint | number | (TaggedValue & {kind: "complex"});

function isTagged(value: PythonValue): value is TaggedValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumeric(value: PythonValue): value is Numeric {
  if (typeof value === "boolean" || typeof value === "bigint" || typeof value === "number") return true;
  return isTagged(value) && value.kind === "complex";
}

function isSet(value: TaggedValue): value is TaggedValue & {kind: "set" | "frozenset"} {
  return value.kind === "set" || value.kind === "frozenset";
}

/** The same text for numbers that Python finds equal. A whole float has an exact integer value; no other float equals an integer. */
function numericKey(value: Numeric): string {
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "bigint") return value.toString(16);
  if (typeof value === "number")
    return Number.isInteger(value) ? BigInt(value).toString(16) : `float ${value}`;
  return value.imaginary === 0
    ? numericKey(value.real)
    : `${numericKey(value.real)} + ${numericKey(value.imaginary)} j`;
}

function sameItems(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
  return a.length === b.length && a.every((item, index) => pythonEqual(item, b[index]!));
}

const LONGEST_KEY = 1000;

/** A text that two hashable values share exactly if Python finds them equal; null for a value that cannot be a key. */
export function hashKey(value: PythonValue): string | null {
  const key = wholeKey(value);
  // Else the text of a deeply nested value would be copied at each of its levels.
  return key === null || key.length <= LONGEST_KEY
    ? key
    : `#${createHash("sha256").update(key).digest("hex")}`;
}

function wholeKey(value: PythonValue): string | null {
  if (isNumeric(value)) return `n${numericKey(value)}`;
  if (value === null || typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value) || !isTagged(value)) return null;
  if (value.kind === "bytes") return `b${value.hex}`;
  if (value.kind !== "tuple" && value.kind !== "frozenset") return null;
  const keys = value.items.map(hashKey);
  if (keys.includes(null)) return null;
  return value.kind === "tuple" ? `(${keys.join(",")})` : `{${keys.sort().join(",")}}`;
}

function sameKeys(a: readonly PythonValue[], b: readonly PythonValue[]): boolean {
  const first = new Set(a.map(hashKey));
  const second = new Set(b.map(hashKey));
  return !first.has(null) && first.size === second.size && [...first].every((key) => second.has(key));
}

function sameEntries(
  a: readonly (readonly [PythonValue, PythonValue])[],
  b: readonly (readonly [PythonValue, PythonValue])[],
  isSame: (x: PythonValue, y: PythonValue) => boolean
): boolean {
  const second = new Map(b.map(([key, value]) => [hashKey(key), value]));
  const first = new Map(a.map(([key, value]) => [hashKey(key), value]));
  if (first.has(null) || first.size !== second.size) return false;
  return [...first].every(([key, value]) => second.has(key) && isSame(value, second.get(key)!));
}

/** How numbers may differ. */
export interface Tolerance {
  absolute: number;
  /** Only where the expected number is a float; else also where the other is. */
  isForFloatsOnly: boolean;
}

/**
 * Equal up to the tolerance of numpy.allclose, |a - b| <= atol + 1e-7 |b| with `b` the expected value: numbers anywhere in lists and tuples of
 * the same shape, in the values of dicts with equal keys, and in sets of floats, except that two integers are close only if they are equal;
 * everything else by `==`. The outermost type must be the same: an int is not close to a float.
 */
export function closeEnough(a: PythonValue, b: PythonValue, tolerance: Tolerance): boolean {
  if (isNumeric(a) && isNumeric(b) && typeof a !== typeof b) return pythonEqual(a, b);
  return closeAnywhere(a, b, tolerance);
}

function closeAnywhere(a: PythonValue, b: PythonValue, tolerance: Tolerance): boolean {
  if (isNumeric(a) && isNumeric(b)) return pythonEqual(a, b) || closeNumbers(a, b, tolerance);
  if (Array.isArray(a) && Array.isArray(b)) return closeItems(a, b, tolerance);
  if (!isTagged(a) || !isTagged(b)) return pythonEqual(a, b);
  if (a.kind === "tuple" && b.kind === "tuple") return closeItems(a.items, b.items, tolerance);
  if (a.kind === "dict" && b.kind === "dict")
    return sameEntries(a.entries, b.entries, (x, y) => closeAnywhere(x, y, tolerance));
  if (isSet(a) && isSet(b) && areFloats(a.items) && areFloats(b.items))
    return closeItems(ascending(a.items), ascending(b.items), tolerance);
  return pythonEqual(a, b);
}

function closeItems(a: readonly PythonValue[], b: readonly PythonValue[], tolerance: Tolerance): boolean {
  return a.length === b.length && a.every((item, index) => closeAnywhere(item, b[index]!, tolerance));
}

function areFloats(items: readonly PythonValue[]): items is number[] {
  return items.every((item) => typeof item === "number");
}

function ascending(items: readonly number[]): number[] {
  return [...items].sort((x, y) => x - y);
}

const RELATIVE_TOLERANCE = 1e-7;

function closeNumbers(a: Numeric, b: Numeric, {absolute, isForFloatsOnly}: Tolerance): boolean {
  if (typeof a === "bigint" && typeof b === "bigint") return false;
  if (isForFloatsOnly && typeof b !== "number") return false;
  const [realA, imaginaryA] = parts(a);
  const [realB, imaginaryB] = parts(b);
  const distance = Math.hypot(realA - realB, imaginaryA - imaginaryB);
  return (
    Number.isFinite(distance) && distance <= absolute + RELATIVE_TOLERANCE * Math.hypot(realB, imaginaryB)
  );
}

function parts(value: Numeric): [number, number] {
  return typeof value === "object" ? [value.real, value.imaginary] : [Number(value), 0];
}
