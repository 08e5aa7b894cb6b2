/**
 * A mistake of the user's: a bad file, a bad option, a full disk. Its message is one lower-case line that names what is
 * wrong, where, and what to do. Scripts print it without a stack trace and exit with 1; every other error is ours (exit 2).
 */
export class UserError extends Error {
  override readonly name = "UserError";
}
