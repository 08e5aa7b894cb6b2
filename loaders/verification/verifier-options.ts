import type {AllowCode} from "../own-code/allow-code.js";
import type {OwnVerifier} from "../schema/study/own-verifier.js";

/** The version of the verdicts of code with this SHA-256, under an id. */
type VersionOf = (id: string, sha256: string) => number;

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
