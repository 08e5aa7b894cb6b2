import {createReadStream} from "node:fs";
import {readFile} from "node:fs/promises";
import type {IncomingMessage, ServerResponse} from "node:http";
import {pipeline} from "node:stream/promises";
import {byteRange} from "./byte-range.js";
import {acceptedEncoding, compressed} from "./compressed.js";
import {contentPolicy} from "./content-policy.js";
import {siteFile, type SiteFile} from "./site-file.js";

/** Text that is shorter is not worth an encoding. */
const SHORTEST = 1000;

/**
 * Answers a GET or HEAD request with the file of a folder that `pathname` means; returns false, with nothing answered, where
 * there is none. Heeds If-None-Match and Range, compresses texts, and sends each page's Content-Security-Policy. Rejects where
 * the file cannot be read after all.
 */
export async function sendFile(
  folder: string,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
  status = 200
): Promise<boolean> {
  const file = siteFile(folder, pathname);
  if (file === null) return false;
  const tag = `W/"${file.size.toString(36)}-${file.modified.getTime().toString(36)}"`;
  response.setHeader("content-type", file.type);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-security-policy", `${await policyOf(file)}; frame-ancestors 'none'`);
  response.setHeader("cache-control", "no-cache");
  response.setHeader("last-modified", file.modified.toUTCString());
  response.setHeader("etag", tag);
  response.setHeader("accept-ranges", "bytes");
  if (file.isText) response.setHeader("vary", "accept-encoding");
  if (status === 200 && request.headers["if-none-match"] === tag) response.writeHead(304).end();
  else await sendBody(file, request, response, status);
  return true;
}

async function policyOf({path, type}: SiteFile): Promise<string> {
  return contentPolicy(type.startsWith("text/html") ? await readFile(path, "utf8") : "");
}

async function sendBody(
  file: SiteFile,
  {method, headers}: IncomingMessage,
  response: ServerResponse,
  status: number
): Promise<void> {
  const isPart = status === 200 && method === "GET" && headers["if-range"] === undefined;
  const range = isPart ? byteRange(headers.range, file.size) : null;
  const encoding = file.isText && file.size >= SHORTEST ? acceptedEncoding(headers["accept-encoding"]) : null;
  if (range === "unsatisfiable") {
    response.writeHead(416, {"content-range": `bytes */${file.size}`}).end();
  } else if (range !== null) {
    response.writeHead(206, {
      "content-range": `bytes ${range.start}-${range.end}/${file.size}`,
      "content-length": range.end - range.start + 1
    });
    await pipeline(createReadStream(file.path, {start: range.start, end: range.end}), response);
  } else if (encoding !== null) {
    const bytes = await compressed(file, encoding);
    response.writeHead(status, {"content-encoding": encoding, "content-length": bytes.length});
    response.end(method === "HEAD" ? undefined : bytes);
  } else {
    response.writeHead(status, {"content-length": file.size});
    if (method === "HEAD" || file.size === 0) response.end();
    else await pipeline(createReadStream(file.path, {start: 0, end: file.size - 1}), response);
  }
}
