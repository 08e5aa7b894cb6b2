import {createHash, timingSafeEqual} from "node:crypto";
import type {IncomingMessage} from "node:http";
import {isOwnHost} from "../serving/own-host.js";
import {RequestError} from "./request-error.js";

export interface Access {
  /** Whether the server listens to this machine alone. */
  isLoopback: boolean;
  /** What a request must bring as its bearer; null for nothing. */
  apiKey: string | null;
}

/**
 * Throws a RequestError for a request that must not be answered: one without the key, or, of a server for this machine alone, one
 * under another host's name, which a page of another site could make a browser send.
 */
export function checkAccess({headers}: IncomingMessage, {isLoopback, apiKey}: Access): void {
  if (isLoopback && !isOwnHost(headers.host))
    throw new RequestError(403, "this server answers to localhost and 127.0.0.1 only");
  if (apiKey === null) return;
  const [, given] = /^bearer (.+)$/i.exec(headers.authorization ?? "") ?? [];
  if (given === undefined || !timingSafeEqual(digest(given), digest(apiKey)))
    throw new RequestError(401, "give the API key of this server: authorization: Bearer KEY");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Whether an address to listen to is this machine's own. */
export function isLoopbackAddress(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
