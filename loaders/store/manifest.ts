import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import {command} from "../workspace/command.js";
import type {RunFolder} from "./run-folder.js";
import {writeTextAtomically} from "./write-file.js";

const strings = type("Record<string, string>");
const manifestSchema = type({date: "string | null", sources: strings, provenance: strings});

/** What a run was made from: its manifest.json. Rebuilt by every script that adds to the run. */
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
  if (!existsSync(run.manifest)) return {date: null, sources: {}, provenance: {}};
  return readJsonFile(run.manifest, manifestSchema, {
    what: "manifest",
    remedy: `remove it, then run ${command("sample")}`
  });
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
  const old = readManifest(run);
  const manifest: Manifest = {
    date: added.date ?? old.date,
    sources: sorted({...old.sources, ...added.sources}),
    provenance: sorted({...old.provenance, ...added.provenance})
  };
  await writeTextAtomically(run.manifest, JSON.stringify(manifest, null, 2) + "\n");
}

function sorted(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
