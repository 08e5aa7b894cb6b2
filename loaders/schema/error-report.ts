import {type} from "arktype";
import {printable} from "./printable.js";
import {systemMeaning} from "./system-error.js";
import {MESSAGE_LIMIT, UserError} from "./user-error.js";

/** What a program that fails says, and how it exits. */
export interface ErrorReport {
  /** One printable line of at most `MESSAGE_LIMIT` characters. */
  line: string;
  /** 1 for a mistake of the user's, 2 for a fault of ours. */
  code: 1 | 2;
}

/** What is told of whatever was thrown. */
export function errorReport(error: unknown): ErrorReport {
  if (error instanceof UserError) return {line: error.message, code: 1};
  if (error instanceof type.errors) return {line: printable(error.summary, MESSAGE_LIMIT), code: 1};
  const meaning = systemMeaning(error);
  if (meaning !== null) {
    const {path, message} = error as NodeJS.ErrnoException;
    return {line: printable(`${path ?? printable(message)}: ${meaning}`, MESSAGE_LIMIT), code: 1};
  }
  const {name, stack} = error instanceof Error ? error : {name: "thrown", stack: ""};
  const place = /\n\s+at (.*)/.exec(stack ?? "")?.[1] ?? "unknown place";
  const what = `a fault of this tool: ${name}: ${printable(error)} (${place}); BOUNDARY_STACK=1 shows more`;
  return {line: printable(what, MESSAGE_LIMIT), code: 2};
}
