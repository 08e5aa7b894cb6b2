import {type, type Type} from "arktype";
import {isAlias, isMap, isNode, isPair, isScalar, LineCounter, visit, type Document} from "yaml";
import {schemaFault, type KeyPath, type Schema} from "./schema-fault.js";
import {readTextFile} from "./text-file.js";
import {UserError} from "./user-error.js";
import {DEPTH_LIMIT, parseYaml} from "./yaml-text.js";

/** Bytes of a YAML file: the longest study of ours has 9 kB. */
const YAML_LIMIT = 200_000;

/** Values that a file may have once its aliases are followed. */
const VALUE_LIMIT = 200_000;

/** `FILE:LINE` of the key that a path leads to, or of the nearest node around it where the key is missing. */
export type Where = (path: KeyPath) => string;

/** A checked YAML file that can still say where each of its values stands. */
export interface YamlFile<T> {
  value: T;
  where: Where;
}

/**
 * Reads a YAML file and checks it against an arktype schema. Throws a UserError that begins with the file and the line of the
 * first thing that is wrong: a syntax error, a missing or unknown key, a value out of range, aliases that make it too large.
 */
export function readYamlFile<T extends Type>(file: string, schema: T): T["infer"] {
  return openYamlFile(file, schema).value;
}

/** `readYamlFile` for a file whose values are checked further elsewhere. */
export function openYamlFile<T extends Type>(file: string, schema: T): YamlFile<T["infer"]> {
  const {document, lines} = parsedFile(file, readTextFile(file, {limit: YAML_LIMIT}));
  const where: Where = (path) => `${file}:${lineOf(document, path, lines)}`;
  return {value: checkAt<T["infer"]>(schema, valueOf(document, file, lines), where), where};
}

interface ParsedFile {
  text: string;
  document: Document;
  lines: LineCounter;
}

/** Files that were parsed last: each table of a report reads its study. */
const parsedFiles = new Map<string, ParsedFile>();
const MOST_PARSED = 8;

/** The document of a file with this text, which nobody changes. */
function parsedFile(file: string, text: string): ParsedFile {
  const before = parsedFiles.get(file);
  if (before?.text === text) return before;
  const lines = new LineCounter();
  const parsed = {text, document: parseYaml(text, file, lines), lines};
  parsedFiles.delete(file);
  if (parsedFiles.size >= MOST_PARSED) parsedFiles.delete(parsedFiles.keys().next().value!);
  parsedFiles.set(file, parsed);
  return parsed;
}

/**
 * Checks a value against a schema. Throws a UserError that begins with the place of the first thing that is wrong. `others` are
 * keys that stand beside the value's own in its file.
 */
export function checkAt<T>(
  schema: Schema<T>,
  value: unknown,
  where: Where,
  others: readonly string[] = []
): T {
  const parsed = schema(value);
  if (!(parsed instanceof type.errors)) return parsed;
  const {path, words} = schemaFault(parsed, value, schema, others);
  throw new UserError(`${where(path)}: ${words}`);
}

/** The plain value of a document. Throws a UserError for an alias of nothing, and for aliases that multiply. */
function valueOf(document: Document, file: string, lines: LineCounter): unknown {
  try {
    const value: unknown = document.toJS({maxAliasCount: 100});
    const left = VALUE_LIMIT - count(value, VALUE_LIMIT, 0);
    if (left >= 0) return value;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`${file}:${aliasLine(document, lines)}: invalid YAML: ${error.message}`, {
      cause: error
    });
  }
  throw new UserError(
    `${file}:${aliasLine(document, lines)}: more than ${VALUE_LIMIT} values, or ${DEPTH_LIMIT} lists and maps in each other`
  );
}

/** Values in a value, itself included; more than `most` where it has more, or lies too deep. */
function count(value: unknown, most: number, depth: number): number {
  if (depth > DEPTH_LIMIT) return most + 1;
  if (typeof value !== "object" || value === null) return 1;
  let total = 1;
  for (const inner of Object.values(value)) {
    total += count(inner, most - total, depth + 1);
    if (total > most) return total;
  }
  return total;
}

/** The line of a document's first alias. */
function aliasLine(document: Document, lines: LineCounter): number {
  let line = 1;
  visit(document, {
    Alias(_, {range}) {
      if (range) line = lines.linePos(range[0]).line;
      return visit.BREAK;
    }
  });
  return line;
}

function lineOf(document: Document, path: KeyPath, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const offset = keyOffset(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function keyOffset(document: Document, path: KeyPath): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : nodeAt(document, path.slice(0, -1));
  const last = path.at(-1)!;
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = nodeAt(document, path);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** The node that a path leads to, behind aliases too; undefined where it leads to none. */
function nodeAt(document: Document, path: KeyPath): unknown {
  let node: unknown = document.contents;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isNode(node) || !("get" in node)) return undefined;
    node = (node as {get: (key: string | number, keep: true) => unknown}).get(key, true);
  }
  return isAlias(node) ? node.resolve(document) : node;
}
