import {findVerifier} from "./find-verifier.js";
import {createOwnVerifier} from "./own/create-own-verifier.js";
import {pooledVerifier} from "./pooled-verifier.js";
import type {VerifierOptions} from "./verifier-options.js";
import type {Verifier} from "./verifier.js";

/** Makes the verifier with this id. Throws a UserError for an id that does not exist, or for one that cannot start. */
export async function createVerifier(id: string, options: VerifierOptions = {}): Promise<Verifier> {
  const {workers, own = []} = options;
  const ofUser = own.find((each) => each.id === id);
  if (ofUser !== undefined) return createOwnVerifier(ofUser, options);
  const definition = findVerifier(id);
  if ("grade" in definition) return pooledVerifier(id, definition.version, {workers});
  return definition.create(workers);
}
