import type {IncomingMessage, ServerResponse} from "node:http";
import {isOwnHost} from "./own-host.js";

/** Answers what a server of files must refuse, another host's name or a method other than GET and HEAD. Returns whether it did. */
export function refuseRequest({method, headers, url}: IncomingMessage, response: ServerResponse): boolean {
  const refuse = (status: number, what: string, more: Record<string, string> = {}): true => {
    response.writeHead(status, {"content-type": "text/plain;charset=utf-8", ...more}).end(`${what}\n`);
    return true;
  };
  if (method !== "GET" && method !== "HEAD") return refuse(405, "only GET and HEAD", {allow: "GET, HEAD"});
  if (!isOwnHost(headers.host)) return refuse(403, "this server answers to localhost and 127.0.0.1 only");
  if (url?.startsWith("/") !== true) return refuse(400, "no path");
  return false;
}
