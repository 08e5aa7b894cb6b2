import {createHash, randomBytes} from "node:crypto";
import type {IncomingMessage} from "node:http";

/** A repository as the server keeps it: each commit has all files. */
export interface HubRepositoryState {
  type: "space" | "dataset";
  visibility: string;
  sdk: string | null;
  commits: {oid: string; title: string; files: Map<string, {bytes: Buffer; isLfs: boolean}>}[];
}

/** What the server answers; 200 where no status is given. */
export interface Answer {
  status?: number;
  json?: unknown;
  bytes?: Buffer;
  headers?: Record<string, string>;
}

export function need(holds: boolean, status: number, message: string): asserts holds {
  if (!holds) throw Object.assign(new Error(message), {status});
}

/** The value of a JSON body. */
export function jsonOf(headers: IncomingMessage["headers"], body: Buffer): unknown {
  need(headers["content-type"] === "application/json", 400, "content-type is not application/json");
  return JSON.parse(body.toString()) as unknown;
}

export function commitOf(
  {commits}: HubRepositoryState,
  revision: string
): HubRepositoryState["commits"][number] {
  const found = revision === "main" ? commits.at(-1) : commits.find(({oid}) => oid === revision);
  need(found !== undefined, 404, "Invalid rev id");
  return found;
}

export function treeOf(files: HubRepositoryState["commits"][number]["files"]): object[] {
  return [...files].map(([path, {bytes, isLfs}]) => ({
    type: "file",
    path,
    size: bytes.length,
    oid: createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex"),
    ...(isLfs
      ? {lfs: {oid: createHash("sha256").update(bytes).digest("hex"), size: bytes.length, pointerSize: 130}}
      : {})
  }));
}

export function newOid(): string {
  return randomBytes(20).toString("hex");
}
