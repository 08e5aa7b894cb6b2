import {parsePythonJson, printPythonJson, type JsonObject, type PythonJson} from "./python-json.js";

/** A Python value: int is a bigint, float a number, list an array. `object` stands for a value that has no encoding; `digest` for one whose encoding is too long. */
export type PythonValue = null | boolean | bigint | number | string | PythonValue[] | TaggedValue;

export type TaggedValue =
  | {kind: "tuple" | "set" | "frozenset"; items: PythonValue[]}
  | {kind: "dict"; entries: (readonly [PythonValue, PythonValue])[]}
  | {kind: "complex"; real: number; imaginary: number}
  | {kind: "bytes"; hex: string}
  | {kind: "digest"; digest: string}
  | {kind: "object"; type: string};

const sequenceKinds = {t: "tuple", s: "set", f: "frozenset"} as const;
const sequenceTags = {tuple: "t", set: "s", frozenset: "f"} as const;

/** Reads the wire encoding of values.py. Throws a SyntaxError on any other text: a program can write what it likes. */
export function decodeValue(text: string): PythonValue {
  return fromWire(parsePythonJson(text));
}

/** The wire encoding that values.py decodes. An `object` or `digest` cannot be sent: a TypeError. */
export function encodeValue(value: PythonValue): string {
  return printPythonJson(toWire(value));
}

/** Plain JSON as the Python values that `json.loads` makes of it: objects are dicts with string keys. */
export function fromPlainJson(json: PythonJson): PythonValue {
  if (Array.isArray(json)) return json.map(fromPlainJson);
  if (typeof json !== "object" || json === null) return json;
  return {kind: "dict", entries: json.members.map(([key, value]) => [key, fromPlainJson(value)] as const)};
}

function fromWire(json: PythonJson): PythonValue {
  if (Array.isArray(json)) return json.map(fromWire);
  if (typeof json !== "object" || json === null) return json;
  return fromTag(json);
}

function fromTag({members}: JsonObject): PythonValue {
  const [tag, content] = members[0] ?? ["", null];
  if (members.length !== 1) throw new SyntaxError(`invalid value: an object of ${members.length} members`);
  if (tag === "t" || tag === "s" || tag === "f")
    return {kind: sequenceKinds[tag], items: list(content).map(fromWire)};
  if (tag === "d")
    return {kind: "dict", entries: list(content).map((entry) => pair(list(entry).map(fromWire)))};
  if (tag === "i" && typeof content === "string") return hexInteger(content);
  if (tag === "b" && typeof content === "string") return {kind: "bytes", hex: content};
  if (tag === "h" && typeof content === "string") return {kind: "digest", digest: content};
  if (tag === "o" && typeof content === "string") return {kind: "object", type: content};
  if (tag === "c") {
    const [real, imaginary] = pair(list(content));
    return {kind: "complex", real: Number(real), imaginary: Number(imaginary)};
  }
  throw new SyntaxError(`invalid value: unknown tag ${JSON.stringify(tag)}`);
}

function list(json: PythonJson): PythonJson[] {
  if (!Array.isArray(json)) throw new SyntaxError("invalid value: not a list");
  return json;
}

function pair<T>(items: readonly T[]): readonly [T, T] {
  if (items.length !== 2) throw new SyntaxError(`invalid value: ${items.length} items where two belong`);
  return [items[0]!, items[1]!];
}

/** BigInt reads hexadecimal without a sign only. */
function hexInteger(digits: string): bigint {
  if (!/^-?0x[0-9a-f]+$/.test(digits)) throw new SyntaxError("invalid value: not a hexadecimal integer");
  return digits.startsWith("-") ? -BigInt(digits.slice(1)) : BigInt(digits);
}

function toWire(value: PythonValue): PythonJson {
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== "object" || value === null) return value;
  switch (value.kind) {
    case "tuple":
    case "set":
    case "frozenset":
      return tagged(sequenceTags[value.kind], value.items.map(toWire));
    case "dict":
      return tagged(
        "d",
        value.entries.map(([key, item]) => [toWire(key), toWire(item)])
      );
    case "complex":
      return tagged("c", [value.real, value.imaginary]);
    case "bytes":
      return tagged("b", value.hex);
    case "digest":
    case "object":
      throw new TypeError(`a Python value of kind ${value.kind} cannot be sent to the sandbox`);
  }
}

function tagged(tag: string, content: PythonJson): JsonObject {
  return {members: [[tag, content]]};
}
