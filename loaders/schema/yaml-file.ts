import {readFileSync} from "node:fs";
import {type, type ArkError, type Type} from "arktype";
import {LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document} from "yaml";
import {UserError} from "./user-error.js";

/**
 * Reads a YAML file and checks it against an arktype schema. Throws a UserError that names the file and the line of the
 * first thing that is wrong: a syntax error, a missing or unknown key, a value out of range.
 */
export function readYamlFile<T extends Type>(file: string, schema: T): T["infer"] {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), {lineCounter: lines});
  const syntaxError = document.errors[0];
  if (syntaxError !== undefined) {
    const summary = syntaxError.message.split("\n", 1)[0]!.replace(/ at line .*$/, "");
    throw new UserError(`invalid YAML at ${file}:${lines.linePos(syntaxError.pos[0]).line}: ${summary}`);
  }
  const parsed: unknown = schema(document.toJS());
  if (parsed instanceof type.errors) {
    const error = parsed[0]!;
    throw new UserError(`invalid value at ${file}:${lineOf(document, error, lines)}: ${describe(error)}`);
  }
  return parsed;
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

/** Line of the key that an error is about, or of the nearest node around it when the key is missing. */
function lineOf(document: Document, error: ArkError, lines: LineCounter): number {
  const path = [...error.path] as (string | number)[];
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
