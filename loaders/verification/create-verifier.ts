import {UserError} from "../schema/user-error.js";
import {createCodeVerifier} from "./code/code-verifier.js";
import {graderIds, graderVersion} from "./graders.js";
import {pooledVerifier, type PoolOptions} from "./pooled-verifier.js";
import type {Verifier} from "./verifier.js";

/** Verifiers that run code, by id; every other one is a pure grader in worker threads. */
const codeVerifiers = {"code@python": "all", "code@python-base": "base"} as const;

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
  if (!(id in codeVerifiers)) return pooledVerifier(id, graderVersion(id), options);
  const tests = codeVerifiers[id as keyof typeof codeVerifiers];
  return createCodeVerifier(options.workers === undefined ? {tests} : {tests, parallel: options.workers});
}
