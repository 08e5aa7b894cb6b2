import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import type {RunFolder} from "./run-folder.js";
import {createText} from "./write-file.js";

const identitySchema = type({sha256: "string"});

/**
 * The version of a run's verdicts by code with this SHA-256: the newest one, if that was judged by the same code, else the
 * next, so that changed code judges anew. Verdicts of ours need none: their version is in the code.
 */
export function verifierVersion(run: RunFolder, id: string, sha256: string): number {
  for (;;) {
    const newest = run.latestVersion(id) ?? 0;
    if (newest > 0 && identityOf(run.verifierIdentity({id, version: newest})) === sha256) return newest;
    const version = newest + 1;
    // Where another shard was first its version is looked at.
    if (createText(run.verifierIdentity({id, version}), JSON.stringify({sha256}, null, 2) + "\n"))
      return version;
  }
}

function identityOf(file: string): string | null {
  if (!existsSync(file)) return null;
  return readJsonFile(file, identitySchema, {
    what: "identity of a verifier",
    remedy: "remove it to judge anew"
  }).sha256;
}
