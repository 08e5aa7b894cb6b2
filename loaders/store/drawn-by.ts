import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import type {RunFolder} from "./run-folder.js";

const identitySchema = type({"source?": "string"});

/** Identity of the model that drew a policy's completions of a benchmark; null where sampling.json does not say. */
export function drawnBy(run: RunFolder, benchmark: string, policy: string): string | null {
  const file = run.samplingIdentity(benchmark, policy);
  if (!existsSync(file)) return null;
  return (
    readJsonFile(file, identitySchema, {
      what: "identity of completions",
      remedy: "restore it from a copy, or move the folder away to draw anew"
    }).source ?? null
  );
}
