import type {ArithmeticOperator, ComparisonOperator} from "./syntax.js";
import {integer, isEqual, isInteger, order, ProgramFault, Range, sequenceItems, type Value} from "./value.js";

/** No list of this domain comes near; a program that makes one is stopped. */
const longestList = 10_000;

/** An arithmetic operation: on integers, list + list, list * integer. A fault where Python raises, and past 2^53. */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value): Value {
  if (isInteger(left) && isInteger(right)) return exact(calculate(operator, Number(left), Number(right)));
  if (operator === "+" && Array.isArray(left) && Array.isArray(right)) return ofLength([...left, ...right]);
  if (operator === "*" && Array.isArray(left)) return repeated(left, integer(right));
  if (operator === "*" && Array.isArray(right)) return repeated(right, integer(left));
  throw new ProgramFault(`no ${operator} between these`);
}

/** `list += …` changes the list itself; anything else is `+`. */
export function addInPlace(left: Value, right: Value): Value {
  if (!Array.isArray(left)) return arithmetic("+", left, right);
  left.push(...sequenceItems(right));
  return ofLength(left);
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "//":
      return (left - modulo(left, right)) / right;
    case "%":
      return modulo(left, right);
  }
}

/** Python's remainder, which has the sign of the divisor. */
function modulo(left: number, right: number): number {
  if (right === 0) throw new ProgramFault("division by zero");
  const remainder = left % right;
  return remainder !== 0 && remainder < 0 !== right < 0 ? remainder + right : remainder;
}

function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new ProgramFault("integer past 2^53");
  return value;
}

function repeated(list: Value[], times: number): Value[] {
  const count = Math.max(0, times);
  if (list.length * count > longestList) throw new ProgramFault("list too long");
  return Array.from({length: list.length * count}, (_, index) => list[index % list.length]!);
}

function ofLength(list: Value[]): Value[] {
  if (list.length > longestList) throw new ProgramFault("list too long");
  return list;
}

/** A comparison as Python makes it: any values may be equal or not; a fault for an order that Python does not have. */
export function compare(operator: ComparisonOperator, left: Value, right: Value): boolean {
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=":
      return !isEqual(left, right);
    case "in":
      return sequenceItems(right).some((item) => isEqual(item, left));
    case "not in":
      return !compare("in", left, right);
    case ">":
      return order(left, right) > 0;
    case "<":
      return order(left, right) < 0;
    case ">=":
      return order(left, right) >= 0;
    case "<=":
      return order(left, right) <= 0;
  }
}

/** Place of `sequence[index]`, which counts from the end if negative. A fault outside the sequence. */
export function placeOf(sequence: Value, index: Value): number {
  const {length} = sequenceItems(sequence);
  const place = integer(index);
  const fromStart = place < 0 ? place + length : place;
  if (fromStart < 0 || fromStart >= length) throw new ProgramFault("index out of range");
  return fromStart;
}

/** `sequence[start:stop:step]`; null is a bound that is left out. A slice of a range is a range. */
export function slice(sequence: Value, bounds: readonly (Value | null)[]): Value {
  const items = sequenceItems(sequence);
  const [start, stop, step] = bounds.map((bound) => (bound === null ? null : integer(bound)));
  const by = step ?? 1;
  if (by === 0) throw new ProgramFault("slice step of 0");
  const [lowest, highest] = by > 0 ? [0, items.length] : [-1, items.length - 1];
  const clamped = (bound: number | null | undefined, otherwise: number) =>
    bound == null ? otherwise : Math.min(highest, Math.max(lowest, bound < 0 ? bound + items.length : bound));
  const from = clamped(start, by > 0 ? lowest : highest);
  const to = clamped(stop, by > 0 ? highest : lowest);
  const kept: Value[] = [];
  for (let place = from; by > 0 ? place < to : place > to; place += by) kept.push(items[place]!);
  return sequence instanceof Range ? new Range(kept as number[]) : kept;
}

/** Numbers of `range(stop)`, `range(start, stop)` or `range(start, stop, step)`. */
export function rangeOf(bounds: readonly Value[]): Range {
  if (bounds.length < 1 || bounds.length > 3) throw new ProgramFault("range takes 1 to 3 arguments");
  const numbers = bounds.map(integer);
  const [start, stop, step] =
    numbers.length === 1 ? [0, numbers[0]!, 1] : [numbers[0]!, numbers[1]!, numbers[2] ?? 1];
  if (step === 0) throw new ProgramFault("range step of 0");
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > longestList) throw new ProgramFault("range too long");
  return new Range(Array.from({length: count}, (_, index) => start + index * step));
}
