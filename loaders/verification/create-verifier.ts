import {graderVersion} from "./graders.js";
import {pooledVerifier, type PoolOptions} from "./pooled-verifier.js";
import type {Verifier} from "./verifier.js";

/** Makes the verifier with this id. Throws a UserError for an id that does not exist. */
export function createVerifier(id: string, options: PoolOptions = {}): Verifier {
  return pooledVerifier(id, graderVersion(id), options);
}
