import type {type, ArkError} from "arktype";
import {nearestName} from "./nearest-name.js";

/** A key of a checked value: names of keys and places in lists from the value's root. */
export type KeyPath = readonly (string | number)[];

/** What is wrong with a value, and where. */
export interface SchemaFault {
  path: KeyPath;
  words: string;
}

/** What of an arktype schema is asked for here: engines and importers declare theirs loosely. */
export type Schema<T = unknown> = (value: unknown) => T | InstanceType<typeof type.errors>;

/**
 * The first fault that a schema found in a value. A key that it does not know comes before one that is missing: a misspelt key
 * is both. `others` are keys that the value may have besides.
 */
export function schemaFault(
  errors: InstanceType<typeof type.errors>,
  value: unknown,
  schema: Schema,
  others: readonly string[] = []
): SchemaFault {
  const unknown = errors.find(({expected}) => expected === "removed");
  if (unknown !== undefined) return unknownKey(pathOf(unknown), schema, others);
  const first = errors[0]!;
  const path = pathOf(first);
  const misspelt = first.code === "required" ? misspeltKey(path, value, schema, others) : null;
  return misspelt ?? {path, words: first.message};
}

function unknownKey(path: KeyPath, schema: Schema, others: readonly string[]): SchemaFault {
  const key = String(path.at(-1));
  const known = [...knownKeys(schema, path.slice(0, -1)), ...(path.length === 1 ? others : [])];
  const nearest = nearestName(key, known);
  const meant = nearest === null ? "" : ` (did you mean ${nearest}?)`;
  const list = known.length === 0 ? "" : `; known here: ${known.join(", ")}`;
  return {path, words: `unknown key ${shownPath(path)}${meant}${list}`};
}

/** The key that stands there in place of a missing one, where a schema lets other keys pass. */
function misspeltKey(
  path: KeyPath,
  value: unknown,
  schema: Schema,
  others: readonly string[]
): SchemaFault | null {
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
  if (typeof parent !== "object" || parent === null) return null;
  const known = knownKeys(schema, path.slice(0, -1));
  const strange = Object.keys(parent).filter((key) => !known.includes(key));
  const given = nearestName(String(path.at(-1)), strange);
  return given === null ? null : unknownKey([...path.slice(0, -1), given], schema, others);
}

/** What arktype tells of a schema's own parts, as far as it is asked here. */
interface Parts {
  distribute: (map: (branch: Parts) => Parts) => readonly Parts[];
  get: (key: string | number) => Parts;
  props: readonly {key: string | symbol}[];
}

/** The keys of a schema at a path, in its order; none where it tells none. */
function knownKeys(schema: Schema, path: KeyPath): string[] {
  let parts = branches(schema as unknown as Parts);
  for (const key of path) parts = parts.flatMap((part) => told(() => branches(part.get(key))));
  return [...new Set(parts.flatMap((part) => told(() => part.props.map(({key}) => String(key)))))];
}

function branches(schema: Parts): Parts[] {
  return told(() => [...schema.distribute((branch) => branch)]);
}

/** A list that arktype gives of some schemas, and throws at for others. */
function told<T>(ask: () => T[]): T[] {
  try {
    return ask();
  } catch {
    return [];
  }
}

function pathOf(error: ArkError): KeyPath {
  return [...error.path].map((key) => (typeof key === "symbol" ? String(key) : key));
}

function shownPath(path: KeyPath): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");
}
