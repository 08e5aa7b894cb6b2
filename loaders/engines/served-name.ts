import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {UserError} from "../schema/user-error.js";

/** A model at a server, as a command line names it. */
export interface ServedName {
  /** As servers call it. */
  model: string;
  /** The keys of a policy that say where it is. */
  place: {url: string} | {endpoints: string};
  /** For ids and files: the last part of the model's name. */
  id: string;
}

/** Whether a command line names a model at a server, and no path. */
export function isServedName(text: string): boolean {
  return /^https?:\/\//.test(text);
}

/** `http://HOST:PORT#MODEL`, or `FILE#MODEL` with a file of addresses. Throws a UserError for anything else. */
export function parseServedName(text: string, option: string): ServedName {
  const hash = text.indexOf("#");
  const [where, model] = hash < 0 ? [text, ""] : [text.slice(0, hash), text.slice(hash + 1)];
  if (where === "" || model === "")
    throw new UserError(
      `${option} ${text}: expected an address and a model, for example ${option} http://127.0.0.1:8000#Qwen/Qwen2.5-7B`
    );
  const isAddress = isServedName(where);
  if (!isAddress && !existsSync(where))
    throw new UserError(
      `${option} ${text}: ${where} is neither an address (http://…) nor a file of addresses`
    );
  return {
    model,
    place: isAddress ? {url: where} : {endpoints: resolve(where)},
    id: model
      .split("/")
      .at(-1)!
      .replace(/[^\w.-]+/g, "-")
      .toLowerCase()
  };
}
