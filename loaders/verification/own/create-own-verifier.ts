import {requireAllowCode} from "../../own-code/allow-code.js";
import {commandHash, moduleHash} from "../../own-code/code-hash.js";
import type {OwnVerifier} from "../../schema/study/own-verifier.js";
import type {VerifierOptions} from "../verifier-options.js";
import type {Verifier} from "../verifier.js";
import {createCommandVerifier} from "./command-verifier.js";
import {createModuleVerifier} from "./module-verifier.js";

/** Makes a verifier that the user brings. Throws a UserError if it may not run or does not start. */
export async function createOwnVerifier(
  own: OwnVerifier,
  {allowCode = false, workers, versionOf}: VerifierOptions
): Promise<Verifier> {
  const {id, module, command, folder, where} = own;
  requireAllowCode(allowCode, `the verifier ${module ?? command!.join(" ")}`, where);
  const sha256 = module === null ? commandHash(command!, folder) : await moduleHash(module, where);
  const create = module === null ? createCommandVerifier : createModuleVerifier;
  // A verifier that does not start gets no version: the verdicts of the one before stay the newest.
  const verifier = await create(own, workers);
  const version = versionOf?.(id, sha256) ?? 1;
  return {
    id,
    version,
    source: sha256,
    judge: (items) => verifier.judge(items),
    close: () => verifier.close()
  };
}
