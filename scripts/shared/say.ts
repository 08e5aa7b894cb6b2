import {printable} from "../../loaders/schema/printable.js";
import {MESSAGE_LIMIT} from "../../loaders/schema/user-error.js";

/** Tells the user something that may hold others' words: one printable line on stderr. */
export function say(text: string): void {
  console.error(printable(text, MESSAGE_LIMIT));
}
