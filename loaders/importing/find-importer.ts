import {closeSync, openSync, readSync} from "node:fs";
import {resolve} from "node:path";
import {requireAllowCode, type AllowCode} from "../own-code/allow-code.js";
import {importExport} from "../own-code/import-module.js";
import {isModulePath} from "../schema/study/module-path.js";
import {UserError} from "../schema/user-error.js";
import type {FileStart, ImportOptions, Importer} from "./importer.js";
import {guardImporter} from "./guard-importer.js";
import * as registry from "./registry.js";

const importers: readonly Importer[] = Object.values(registry);

const START_BYTES = 65_536;

/** The importer that `--format` names: the id of one of ours, or the path of a user's module. */
export async function namedImporter(name: string, allowCode: AllowCode): Promise<Importer> {
  if (!isModulePath(name)) {
    const found = importers.find(({id}) => id === name);
    if (found !== undefined) return found;
    throw new UserError(
      `unknown format ${name}: use ${known("id")}, or the path of a module: ./my-importer.ts`
    );
  }
  const where = `--format ${name}`;
  const file = resolve(name);
  requireAllowCode(allowCode, `the importer ${file}`, where);
  return guardImporter(await importExport(file, "importer", where), file);
}

/** The importer that takes a file for one of its format. Throws a UserError where none does, or several do. */
export function detectImporter(file: string, options: ImportOptions): Importer {
  const start = readStart(file);
  const found = importers.filter((importer) => importer.detects(start, options));
  const narrow = found.filter(({isGeneric}) => isGeneric !== true);
  const [first, second] = narrow.length === 0 ? found : narrow;
  if (first !== undefined && second !== undefined)
    throw new UserError(`${file} may be ${first.id} or ${second.id}: say which with --format`);
  if (first !== undefined) return first;
  throw new UserError(
    `cannot tell the format of ${file}: give --format (${known("id")}) with --columns, or the path of a module`
  );
}

function known(key: "id" | "what"): string {
  return importers.map((importer) => importer[key]).join(", ");
}

/** What detection looks at. */
function readStart(file: string): FileStart {
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(START_BYTES);
    const bytes = buffer.subarray(0, readSync(descriptor, buffer, 0, START_BYTES, 0));
    return {file, bytes, firstRow: firstRow(bytes)};
  } finally {
    closeSync(descriptor);
  }
}

function firstRow(bytes: Buffer): unknown {
  const end = bytes.indexOf("\n");
  try {
    return JSON.parse(bytes.subarray(0, end < 0 ? bytes.length : end).toString("utf8"));
  } catch {
    return undefined;
  }
}
