import type {IncomingMessage} from "node:http";
import {printable} from "../schema/printable.js";
import {badRequest, RequestError} from "./request-error.js";

/** The most bytes of a request's body. */
export const bodyLimit = 16 * 2 ** 20;

/**
 * The JSON object of a request's body, without the fields that are null: clients send null for what they leave to the default.
 * Throws a RequestError for a body that is too long (what comes after the limit is not read), no UTF-8 or no JSON object, and
 * the signal's reason where it aborts before the end.
 */
export async function readBody(
  request: IncomingMessage,
  signal: AbortSignal
): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
    throw new RequestError(415, "send the body as content-type: application/json");
  const value = parsed(await bytesOf(request, signal));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badRequest("the body must be a JSON object");
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", {fatal: true}).decode(bytes));
  } catch (error) {
    throw badRequest(`the body is no JSON: ${bytes.length === 0 ? "it is empty" : printable(error)}`);
  }
}

function bytesOf(request: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  const tooLong = new RequestError(413, `the body has more than ${bodyLimit} bytes`);
  if (Number(request.headers["content-length"] ?? 0) > bodyLimit) return Promise.reject(tooLong);
  const parts: Buffer[] = [];
  let length = 0;
  return new Promise((done, fail) => {
    signal.addEventListener("abort", () => {
      fail(signal.reason as Error);
    });
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length > bodyLimit) {
        request.pause();
        fail(tooLong);
      } else parts.push(part);
    });
    request.on("end", () => {
      done(Buffer.concat(parts));
    });
    request.on("error", fail);
    request.on("close", () => {
      fail(badRequest("the body ended too early"));
    });
  });
}
