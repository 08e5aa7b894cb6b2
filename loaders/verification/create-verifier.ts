import type {AllowCode} from "../own-code/allow-code.js";
import type {OwnVerifier} from "../schema/study/own-verifier.js";
import {findVerifier} from "./find-verifier.js";
import {createOwnVerifier} from "./own/create-own-verifier.js";
import {pooledVerifier} from "./pooled-verifier.js";
import type {Verifier} from "./verifier.js";

/** The version of the verdicts of code with this SHA-256, under an id. */
type VersionOf = (id: string, sha256: string) => Promise<number>;

export interface VerifierOptions {
  /** Worker threads or processes; default: as many as suit the verifier. */
  workers?: number | undefined;
  /** Verifiers of the user's, by their ids. */
  own?: readonly OwnVerifier[] | undefined;
  /** Whether these may run. */
  allowCode?: AllowCode | undefined;
  /** How the verdicts of these are told apart when their code changes; default: they are not. */
  versionOf?: VersionOf | undefined;
}

/** Makes the verifier with this id. Throws a UserError for an id that does not exist, or for one that cannot start. */
export async function createVerifier(id: string, options: VerifierOptions = {}): Promise<Verifier> {
  const {workers, own = []} = options;
  const ofUser = own.find((each) => each.id === id);
  if (ofUser !== undefined) return createOwnVerifier(ofUser, options);
  const definition = findVerifier(id);
  if ("grade" in definition) return pooledVerifier(id, definition.version, {workers});
  return definition.create(workers);
}
