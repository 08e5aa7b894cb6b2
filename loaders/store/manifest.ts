import {createHash} from "node:crypto";
import {existsSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import {command} from "../workspace/command.js";
import {sharedWriter} from "./folder-lock.js";
import type {RunFolder} from "./run-folder.js";
import {createText, writeTextAtomically} from "./write-file.js";

const strings = type("Record<string, string>");
const manifestSchema = type({date: "string | null", sources: strings, provenance: strings});

/**
 * What a run was made from: its manifest.json, rebuilt by every script that adds to the run, and what shards added since, each
 * addition a file of its own that is named after its content.
 */
export interface Manifest {
  /** Day of the newest completion, ISO 8601; null before the first. */
  date: string | null;
  /** Model identity by policy. */
  sources: Record<string, string>;
  /** Versions, seeds and SHA-256 of inputs, name to value. */
  provenance: Record<string, string>;
}

/** The manifest of a run; an empty one before the first. Throws a UserError that names a file that is no manifest. */
export function readManifest(run: RunFolder): Manifest {
  const parts = partFiles(run).map(readPart);
  const added = parts.sort((a, b) => ((a.date ?? "") < (b.date ?? "") ? -1 : 1));
  const whole = existsSync(run.manifest) ? readPart(run.manifest) : {date: null, sources: {}, provenance: {}};
  return added.reduce(sum, whole);
}

function readPart(file: string): Manifest {
  return readJsonFile(file, manifestSchema, {
    what: "manifest",
    remedy: `remove it, then run ${command("sample")}`
  });
}

/** What shards added, in the order of their names. */
function partFiles(run: RunFolder): string[] {
  if (!existsSync(run.manifestParts)) return [];
  const names = readdirSync(run.manifestParts).filter((name) => /^[0-9a-f]{16}\.json$/.test(name));
  return names.sort().map((name) => join(run.manifestParts, name));
}

function sum(old: Manifest, added: Partial<Manifest>): Manifest {
  const days = [old.date, added.date ?? null].filter((day) => day !== null).sort();
  return {
    date: days.at(-1) ?? null,
    sources: sorted({...old.sources, ...added.sources}),
    provenance: sorted({...old.provenance, ...added.provenance})
  };
}

const writing = new Map<string, Promise<void>>();

/**
 * Adds to the manifest of a run; what is not named stays. Keys are sorted, so that the same content gives the same bytes. Steps
 * of one process that go on at the same time add one after the other.
 */
export async function updateManifest(run: RunFolder, added: Partial<Manifest>): Promise<void> {
  const before = writing.get(run.manifest) ?? Promise.resolve();
  const written = before.catch(() => undefined).then(() => addToManifest(run, added));
  writing.set(run.manifest, written);
  await written;
}

async function addToManifest(run: RunFolder, added: Partial<Manifest>): Promise<void> {
  if (sharedWriter(run.path) !== null) {
    const part = sum({date: null, sources: {}, provenance: {}}, added);
    const text = JSON.stringify(part, null, 2) + "\n";
    const name = createHash("sha256").update(text).digest("hex").slice(0, 16);
    createText(join(run.manifestParts, `${name}.json`), text);
    return;
  }
  const parts = partFiles(run);
  const old = readManifest(run);
  const manifest: Manifest = {...sum(old, added), date: added.date ?? old.date};
  await writeTextAtomically(run.manifest, JSON.stringify(manifest, null, 2) + "\n");
  for (const part of parts) rmSync(part, {force: true});
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
