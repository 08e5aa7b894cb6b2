import {existsSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import {writeTextAtomically} from "../store/write-file.js";

const lockSchema = type({"[string]": {sha256: "string", bytes: "number", fetched: "string"}});

/** Hashes of what was fetched, by `SET/FILE`. */
export type Lock = typeof lockSchema.infer;

/** The lock of a folder of fetched sets; empty where nothing was fetched. Throws a UserError for a broken one. */
export function readLock(folder: string): Lock {
  const file = join(folder, "lock.json");
  if (!existsSync(file)) return {};
  return readJsonFile(file, lockSchema, {
    what: "lock of fetched benchmarks",
    remedy: "restore it, or remove it and fetch again"
  });
}

export async function writeLock(folder: string, lock: Lock): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeTextAtomically(join(folder, "lock.json"), JSON.stringify(sorted, null, 2) + "\n");
}
