/** A value of the subset. `null` is None, a list is a Python list (shared and mutable), whole numbers are exact. */
export type Value = number | boolean | null | Value[] | Range | Generator | Callable;

/** `range(…)`, or a slice of one. Not a list: the two are never equal. */
export class Range {
  readonly items: readonly number[];

  constructor(items: readonly number[]) {
    this.items = items;
  }
}

/** A generator expression, whose elements only a builtin may take. */
export class Generator {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** A function that the program can call: a builtin, a lambda or its own. */
export class Callable {
  readonly call: (positional: Value[], keywords: ReadonlyMap<string, Value>) => Value;

  constructor(call: (positional: Value[], keywords: ReadonlyMap<string, Value>) => Value) {
    this.call = call;
  }
}

/** The program raised: TypeError, NameError, IndexError, … Which does not matter, for none passes a test. */
export class ProgramFault extends Error {}

/** Python's truth of a value. */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Range) return value.items.length > 0;
  return typeof value === "object" ? value !== null : Boolean(value);
}

/** The integer that a number or truth value is; a fault for others. */
export function integer(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  throw new ProgramFault("not an integer");
}

/** Whether Python counts with the value: True is 1. */
export function isInteger(value: Value): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** Python's `==`: truth values are integers, lists compare by element, a list is no range. */
export function isEqual(a: Value, b: Value): boolean {
  if (isInteger(a) && isInteger(b)) return Number(a) === Number(b);
  if (Array.isArray(a) && Array.isArray(b)) return isSameItems(a, b);
  if (a instanceof Range && b instanceof Range) return isSameItems(a.items, b.items);
  return a === b;
}

function isSameItems(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((item, index) => isEqual(item, b[index]!));
}

/** Python's order: negative, 0 or positive. Integers, and lists by their first unequal element; a fault for others. */
export function order(a: Value, b: Value): number {
  if (isInteger(a) && isInteger(b)) return Number(a) - Number(b);
  if (!Array.isArray(a) || !Array.isArray(b)) throw new ProgramFault("no order between these");
  const place = a.findIndex((item, index) => index >= b.length || !isEqual(item, b[index]!));
  return place < 0 || place >= b.length ? a.length - b.length : order(a[place]!, b[place]!);
}

/** Elements of a list (the list itself, so that changes are seen) or range; a fault for what is neither. */
export function sequenceItems(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Range) return value.items;
  throw new ProgramFault("not a sequence");
}
