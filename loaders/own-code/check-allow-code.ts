import type {Study} from "../schema/study.js";
import {requireAllowCode} from "./allow-code.js";

/** Refuses at once a study that names code which may not run: its first step could take hours. */
export function checkAllowCode({policies, ownVerifiers}: Study, allowed = false): void {
  for (const {module, where} of policies)
    if (module !== null) requireAllowCode(allowed, `the engine ${module}`, where(["engine"]));
  for (const {module, command, where} of ownVerifiers)
    requireAllowCode(allowed, `the verifier ${module ?? command!.join(" ")}`, where);
}
