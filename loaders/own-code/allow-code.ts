import {UserError} from "../schema/user-error.js";

/** Whether code that a user brings may run: true where they passed `--allow-code`. */
export type AllowCode = boolean;

/**
 * Throws a UserError unless code may run. `what` is the code (`the verifier ./reward.ts`), `where` the place that names it.
 * A study can come from anybody: opening one must not run what it brings.
 */
export function requireAllowCode(allowed: AllowCode, what: string, where: string): void {
  if (allowed) return;
  throw new UserError(
    `${where} names ${what}, which would run with your rights: read it, then pass --allow-code`
  );
}
