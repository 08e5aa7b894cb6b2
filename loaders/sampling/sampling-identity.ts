import {existsSync} from "node:fs";
import {type} from "arktype";
import {readJsonFile} from "../schema/json-file.js";
import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import {UserError} from "../schema/user-error.js";
import {createText, writeTextAtomically} from "../store/write-file.js";

/** What must be the same for two completions of one policy and benchmark to count as draws from one distribution. */
export interface SamplingIdentity {
  /** The study's. */
  study_seed: number;
  /** What draws the completions. */
  engine: string;
  /** Model identity; see `Engine.source`. */
  source: string;
  /** Of the sampling. */
  temperature: number;
  /** Nucleus mass: 1 samples from all tokens. */
  top_p: number;
  /** Tokens after which a completion is cut. */
  max_tokens: number;
  /** Only where completions are drawn from a power of the model's distribution. */
  power?: number;
  /** Only where completions are made to begin with a text. */
  prefill?: string;
  /** SHA-256 of the prompt template; only where there is one. */
  prompt?: string;
  /** When a problem stops, where n is adaptive: `at 4 correct from 16 on`. Only there. */
  stopping?: string;
  /** SHA-256 of the benchmark's file. */
  problems: string;
}

const storedIdentity = type("Record<string, unknown>");

/**
 * Records the identity beside the first completions, and refuses to add completions of another identity to them: they
 * would be silently mixed. `room`: tokens that the context leaves to every prompt alike, null where nobody knows. A recorded
 * `max_tokens` beyond it cut nothing (earlier versions took it), so that `max_tokens` of just the room asks for the same
 * completions: the record is corrected. Throws a UserError that names the difference.
 */
export async function claimIdentity(
  file: string,
  identity: SamplingIdentity,
  room: number | null = null
): Promise<void> {
  // Of two shards that begin at once one writes, and the other compares.
  if (!existsSync(file) && createText(file, identityText(identity))) return;
  const found = readJsonFile(file, storedIdentity, {
    what: "sampling identity",
    remedy: "restore it, or move its folder away to draw anew"
  });
  const wanted: Record<string, unknown> = {...identity};
  const isUncut = room !== null && identity.max_tokens === room && Number(found.max_tokens) > room;
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    if (found[name] === wanted[name] || (isUncut && name === "max_tokens")) continue;
    throw new UserError(
      `${file}: these completions were drawn with ${name} ${shown(found[name])}, the study now says ` +
        `${shown(wanted[name])}: move its folder away to draw anew, or give the study another name`
    );
  }
  if (isUncut) await writeTextAtomically(file, identityText(identity));
}

/** A rule as the identity has it. */
export function stoppingText({successes, first}: StoppingRule): string {
  return `at ${successes} correct from ${first} on`;
}

function identityText(identity: SamplingIdentity): string {
  return JSON.stringify(identity, null, 2) + "\n";
}

function shown(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}
