import {type} from "arktype";
import {parseJson} from "./parse-json.js";
import type {Schema} from "./schema-fault.js";
import {readTextFile} from "./text-file.js";
import {UserError} from "./user-error.js";

/**
 * The value of a JSON file that a schema describes. Throws a UserError that begins with the file, says what is wrong with it
 * as `what` ("manifest"), and ends with `remedy`: what to do.
 */
export function readJsonFile<T>(
  file: string,
  schema: Schema<T>,
  {what, remedy}: {what: string; remedy: string}
): T {
  try {
    const value = schema(parseJson(readTextFile(file), file));
    if (!(value instanceof type.errors)) return value;
    throw new UserError(`${file}: ${value[0]!.message}`);
  } catch (error) {
    const said = (error as Error).message.replace(`${file}: `, "");
    throw new UserError(`${file}: invalid ${what}: ${said}; ${remedy}`, {cause: error});
  }
}
