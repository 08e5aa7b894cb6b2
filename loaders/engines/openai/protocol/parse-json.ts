import {RequestFailure} from "../client/failure.js";

const utf8 = new TextDecoder("utf-8", {fatal: true});

/** The JSON of a body. Throws a RequestFailure for what is none, and for bytes that are no UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new RequestFailure("malformed", `no JSON: ${JSON.stringify(bytes.toString("utf8", 0, 80))}`);
  }
}
