import {type} from "arktype";
import {UserError} from "../../loaders/schema/user-error.js";

/** Errors of the operating system that the user can mend: code to what it means. */
const systemMistakes: Record<string, string> = {
  ENOENT: "no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "is a folder",
  ENOTDIR: "not a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EADDRINUSE: "the port is taken"
};

/** The one-line message of a mistake of the user's, or null if the error is ours. */
function userMessage(error: unknown): string | null {
  if (error instanceof UserError || error instanceof type.errors) return error.message;
  if (!(error instanceof Error)) return null;
  if (/no space left on device|could not write.*(disk|space)/i.test(error.message))
    return `the disk is full: ${firstLine(error.message)}`;
  const {code, path} = error as NodeJS.ErrnoException;
  const mistake = code === undefined ? undefined : systemMistakes[code];
  return mistake === undefined ? null : `${mistake}: ${path ?? firstLine(error.message)}`;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]!;
}

/** Runs a script's main function: exit 1 and one line for a mistake of the user's, exit 2 and the stack for one of ours. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const message = userMessage(error);
    if (message === null) console.error(error);
    else console.error(message);
    process.exitCode = message === null ? 2 : 1;
  }
}
