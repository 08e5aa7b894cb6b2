import type {PythonJson} from "../values/python-json.js";
import {fromPlainJson, type PythonValue} from "../values/python-value.js";

/** Turns the plain JSON of one argument into the Python value that it stands for. */
type Restore = (json: PythonJson) => PythonValue;

const plain: Restore = fromPlainJson;

/** A tuple of items that `item` restores; what is no list stays as it is. */
function tupleOf(item: Restore): Restore {
  return (json) => (Array.isArray(json) ? {kind: "tuple", items: json.map(item)} : fromPlainJson(json));
}

function listOf(item: Restore): Restore {
  return (json) => (Array.isArray(json) ? json.map(item) : fromPlainJson(json));
}

const tuple = tupleOf(plain);

/** Tuples all the way down. */
function deepTuple(json: PythonJson): PythonValue {
  return tupleOf(deepTuple)(json);
}

/** Sets, of which the data hold the empty one as a dict. */
function set(json: PythonJson): PythonValue {
  if (Array.isArray(json) && json.length > 0) return {kind: "set", items: json.map(fromPlainJson)};
  return {kind: "dict", entries: []};
}

function float(json: PythonJson): PythonValue {
  return Number(typeof json === "object" ? Number.NaN : json);
}

function dictOfTuples(json: PythonJson): PythonValue {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return fromPlainJson(json);
  return {kind: "dict", entries: json.members.map(([key, value]) => [key, tuple(value)] as const)};
}

const complexPattern = /^\(?([+-]?[\d.]+(?:e[+-]?\d+)?(?![\d.]*j))?(?:([+-]?[\d.]+(?:e[+-]?\d+)?)j)?\)?$/i;

/** A complex number from its Python text, such as `(-0-1j)`, or from a number. */
function complex(json: PythonJson): PythonValue {
  if (typeof json === "bigint" || typeof json === "number")
    return {kind: "complex", real: Number(json), imaginary: 0};
  const match = typeof json === "string" ? complexPattern.exec(json) : null;
  if (match === null) throw new SyntaxError(`not a complex number: ${JSON.stringify(json)}`);
  return {kind: "complex", real: Number(match[1] ?? 0), imaginary: Number(match[2] ?? 0)};
}

/** Restores the arguments of a call: the function at an argument's place, or the last one for all that follow. */
function places(...restores: [Restore, ...Restore[]]): (args: readonly PythonJson[]) => PythonValue[] {
  return (args) => args.map((arg, index) => (restores[index] ?? restores.at(-1)!)(arg));
}

/**
 * MBPP+ stores tuples, sets and complex numbers as lists and strings. Which arguments of which tasks they are is stated in EvalPlus's reader
 * (`mbpp_deserialize_inputs`, evalplus/data/mbpp.py); the task numbers are taken from there.
 */
const shapes: readonly (readonly [
  tasks: readonly number[],
  restore: (args: readonly PythonJson[]) => PythonValue[]
])[] = [
  [
    [
      2, 116, 132, 143, 222, 261, 273, 394, 399, 421, 424, 429, 470, 560, 579, 596, 616, 630, 726, 740, 744,
      809
    ],
    places(tuple)
  ],
  [[63, 64, 70, 94, 120, 237, 272, 299, 400, 409, 417, 438, 473, 614, 780], places(listOf(tuple))],
  [[75, 413, 444, 753], places(listOf(tuple), plain)],
  [[106, 750], places(plain, tuple)],
  [[115], places(listOf(set))],
  [[124], places(float, complex)],
  [[250, 307, 405, 446, 617, 720, 763, 808], places(tuple, plain)],
  [[259, 401, 445], places(tupleOf(tuple))],
  [[278], places(tupleOf(tuple))],
  [[722], places(dictOfTuples, plain)],
  [[252], places(complex)],
  [[580, 615, 791], places(deepTuple)]
];

/** The arguments of one test of an MBPP+ task, with the types that its solutions expect. */
export function restoreMbppArguments(task: number, args: readonly PythonJson[]): PythonValue[] {
  const shape = shapes.find(([tasks]) => tasks.includes(task));
  return shape === undefined ? args.map(fromPlainJson) : shape[1](args);
}
