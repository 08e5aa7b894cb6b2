import {printable} from "./printable.js";

/** Characters of a message to a user. */
export const MESSAGE_LIMIT = 500;

/**
 * A mistake of the user's: a bad file, a bad option, a full disk. Its message begins with the place (`study.yaml:12: …`) where
 * there is one, names what is wrong, and what to do. It is made one printable line here. Scripts print it without a stack
 * trace and exit with 1; every other error is ours (exit 2).
 */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(message: string, options?: ErrorOptions) {
    super(printable(message, MESSAGE_LIMIT), options);
  }
}
