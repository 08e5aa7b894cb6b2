import {arithmetic, rangeOf} from "./operations.js";
import {Callable, Generator, integer, order, ProgramFault, sequenceItems, type Value} from "./value.js";

type Keywords = ReadonlyMap<string, Value>;

/** The builtin functions that a program of the subset may name. */
export const builtins: ReadonlyMap<string, Callable> = new Map(
  Object.entries({
    sum: positionalOnly(([items, start = 0, ...more]) => {
      if (more.length > 0) throw new ProgramFault("too many arguments");
      return iterableItems(items).reduce((total, item) => arithmetic("+", total, item), start);
    }),
    max: positionalOnly((values) => extreme(values, (a, b) => order(a, b) > 0)),
    min: positionalOnly((values) => extreme(values, (a, b) => order(a, b) < 0)),
    len: positionalOnly((values) => sequenceItems(only(values)).length),
    range: positionalOnly(rangeOf),
    list: positionalOnly((values) => (values.length === 0 ? [] : [...iterableItems(only(values))])),
    sorted: new Callable((values, keywords) => sorted(iterableItems(only(values)), keywords))
  })
);

/** A method of a list, bound to it; a fault for other objects and names. */
export function boundMethod(object: Value, name: string): Callable {
  if (!Array.isArray(object)) throw new ProgramFault(`no method ${name}`);
  if (name === "append") {
    return positionalOnly((values) => {
      object.push(only(values));
      return null;
    });
  }
  if (name !== "sort") throw new ProgramFault(`no method ${name}`);
  return new Callable((values, keywords) => {
    if (values.length > 0) throw new ProgramFault("sort takes no argument");
    object.splice(0, object.length, ...sorted(object, keywords));
    return null;
  });
}

function positionalOnly(call: (values: Value[]) => Value): Callable {
  return new Callable((values, keywords) => {
    if (keywords.size > 0) throw new ProgramFault("no keyword arguments here");
    return call(values);
  });
}

function only(values: readonly Value[]): Value {
  if (values.length !== 1) throw new ProgramFault("expected one argument");
  return values[0]!;
}

function iterableItems(value: Value | undefined): readonly Value[] {
  if (value === undefined) throw new ProgramFault("expected an argument");
  return value instanceof Generator ? value.items : sequenceItems(value);
}

function extreme(values: Value[], isBetter: (a: Value, b: Value) => boolean): Value {
  const items = values.length === 1 ? iterableItems(values[0]) : values;
  if (items.length === 0) throw new ProgramFault("nothing to choose from");
  return items.reduce((best, item) => (isBetter(item, best) ? item : best));
}

function sorted(items: readonly Value[], keywords: Keywords): Value[] {
  const reverse = keywords.get("reverse") ?? false;
  if (keywords.size > (keywords.has("reverse") ? 1 : 0)) throw new ProgramFault("unknown keyword");
  const direction = integer(reverse) === 0 ? 1 : -1;
  return items.toSorted((a, b) => direction * order(a, b));
}
