import {UserError} from "./user-error.js";

/** The value of a JSON text, often one line of a file. Throws a UserError that names `where`, for example `answers.jsonl:3`. */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = text.trim() === "" ? "no text" : (error as Error).message;
    throw new UserError(`${where}: invalid JSON: ${what}`, {cause: error});
  }
}
