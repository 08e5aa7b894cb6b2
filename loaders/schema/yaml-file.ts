import {readFileSync} from "node:fs";
import {type, type ArkError, type Type} from "arktype";
import {LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document} from "yaml";
import {UserError} from "./user-error.js";

/** `FILE:LINE` of the key that a path leads to, or of the nearest node around it where the key is missing. */
export type Where = (path: readonly (string | number)[]) => string;

/** A checked YAML file that can still say where each of its values stands. */
export interface YamlFile<T> {
  value: T;
  where: Where;
}

/**
 * Reads a YAML file and checks it against an arktype schema. Throws a UserError that names the file and the line of the
 * first thing that is wrong: a syntax error, a missing or unknown key, a value out of range.
 */
export function readYamlFile<T extends Type>(file: string, schema: T): T["infer"] {
  return openYamlFile(file, schema).value;
}

/** `readYamlFile` for a file whose values are checked further elsewhere. */
export function openYamlFile<T extends Type>(file: string, schema: T): YamlFile<T["infer"]> {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), {lineCounter: lines});
  const syntaxError = document.errors[0];
  if (syntaxError !== undefined) {
    const summary = syntaxError.message.split("\n", 1)[0]!.replace(/ at line .*$/, "");
    throw new UserError(`invalid YAML at ${file}:${lines.linePos(syntaxError.pos[0]).line}: ${summary}`);
  }
  const where: Where = (path) => `${file}:${lineOf(document, path, lines)}`;
  return {value: checkAt<T["infer"]>(schema, document.toJS(), where), where};
}

/** Checks a value against a schema. Throws a UserError that names the place of the first thing that is wrong. */
export function checkAt<T>(
  schema: (value: unknown) => T | InstanceType<typeof type.errors>,
  value: unknown,
  where: Where
): T {
  const parsed = schema(value);
  if (!(parsed instanceof type.errors)) return parsed;
  const error = parsed[0]!;
  const path = [...error.path].map((key) => (typeof key === "symbol" ? String(key) : key));
  throw new UserError(`invalid value at ${where(path)}: ${describe(error)}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    throw new UserError(`cannot read ${file}: ${code === "ENOENT" ? "no such file" : String(code)}`, {
      cause: error
    });
  }
}

function describe(error: ArkError): string {
  return error.expected === "removed" ? `unknown key ${error.propString}` : error.message;
}

function lineOf(document: Document, path: readonly (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const offset = keyOffset(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function keyOffset(document: Document, path: (string | number)[]): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1)!;
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
