import {UserError} from "../schema/user-error.js";
import {createCodeVerifier, type CodeVerifierOptions} from "./code/code-verifier.js";
import {graderIds, graderVersion} from "./graders.js";
import {pooledVerifier, type PoolOptions} from "./pooled-verifier.js";
import type {Verifier} from "./verifier.js";

/** Verifiers that run code, by id; every other one is a pure grader in worker threads. */
const codeVerifiers: Readonly<Record<string, CodeVerifierOptions>> = {
  "code@python": {},
  "code@python-base": {tests: "base"},
  "code@python-close": {printed: "close"}
};

/** Every verifier id. */
const verifierIds = [...graderIds, ...Object.keys(codeVerifiers)];

/** Throws a UserError that lists the known ids if there is no verifier with this one. */
export function checkVerifier(id: string): void {
  if (!verifierIds.includes(id)) {
    throw new UserError(`unknown verifier ${id}: use one of ${verifierIds.join(", ")}`);
  }
}

/** Makes the verifier with this id. Throws a UserError for an id that does not exist, or for a sandbox that cannot start. */
export async function createVerifier(id: string, options: PoolOptions = {}): Promise<Verifier> {
  checkVerifier(id);
  const mode = codeVerifiers[id];
  if (mode === undefined) return pooledVerifier(id, graderVersion(id), options);
  return createCodeVerifier(options.workers === undefined ? mode : {...mode, parallel: options.workers});
}
