import {existsSync, readFileSync} from "node:fs";
import {type} from "arktype";
import {UserError} from "../schema/user-error.js";
import type {RunFolder} from "./run-folder.js";

const identitySchema = type({"source?": "string"});

/** Identity of the model that drew a policy's completions of a benchmark; null where sampling.json does not say. */
export function drawnBy(run: RunFolder, benchmark: string, policy: string): string | null {
  const file = run.samplingIdentity(benchmark, policy);
  if (!existsSync(file)) return null;
  try {
    return identitySchema.assert(JSON.parse(readFileSync(file, "utf8"))).source ?? null;
  } catch (error) {
    const why = (error as Error).message.split("\n", 1)[0]!;
    throw new UserError(
      `${file}: not the identity of completions (${why}): restore it from a copy, or move the folder away to draw anew`,
      {cause: error}
    );
  }
}
