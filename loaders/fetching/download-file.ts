import {createWriteStream, existsSync, statSync} from "node:fs";
import {Readable, Transform} from "node:stream";
import {pipeline} from "node:stream/promises";
import {setTimeout as wait} from "node:timers/promises";
import {UserError} from "../schema/user-error.js";

export interface DownloadOptions {
  /** Told of the bytes that are there and, where the server says it, of how many there will be. */
  onProgress?: ((done: number, total: number | null) => void) | undefined;
  /** Milliseconds before the first further try; each one after waits twice as long. */
  pause?: number | undefined;
  /** Milliseconds without a byte after which a try is given up. */
  silence?: number | undefined;
}

const TRIES = 5;

/**
 * Downloads a URL into `file`, going on where an earlier download stopped if the server can. A refused connection, silence, 429
 * and server errors are tried again; any other answer is final. Throws a UserError that names the URL and the last reason.
 */
export async function downloadFile(url: string, file: string, options: DownloadOptions = {}): Promise<void> {
  const {pause = 1000} = options;
  let reason = "";
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await wait(pause * 2 ** (attempt - 1));
    try {
      const refused = await oneTry(url, file, options);
      if (refused === null) return;
      reason = refused;
    } catch (error) {
      if (error instanceof UserError) throw error;
      reason = reasonOf(error);
    }
  }
  throw new UserError(
    `${url}: not downloaded after ${TRIES} tries (${reason}): run it again, or give a folder that has the file: --mirror DIR`
  );
}

/** Downloads a URL as `downloadFile` does; false where the server says that there is none (400 to 499, but 429). */
export async function downloadIfThere(
  url: string,
  file: string,
  options: DownloadOptions = {}
): Promise<boolean> {
  try {
    await downloadFile(url, file, options);
    return true;
  } catch (error) {
    if (error instanceof UserError && error.message.includes("answers 4")) return false;
    throw error;
  }
}

/** Null where the file is whole; else why the server refused for now. */
async function oneTry(
  url: string,
  file: string,
  {onProgress, silence = 60_000}: DownloadOptions
): Promise<string | null> {
  const abort = new AbortController();
  let timer = setTimeout(() => undefined, 0);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      abort.abort(new Error(`no byte for ${silence / 1000} seconds`));
    }, silence);
  };
  try {
    heard();
    const there = existsSync(file) ? statSync(file).size : 0;
    const headers = there > 0 ? {range: `bytes=${there}-`} : {};
    const response = await fetch(url, {headers, signal: abort.signal});
    if (response.status === 416) return await afresh(url, file, {onProgress, silence});
    if (response.status === 429 || response.status >= 500) return `status ${response.status}`;
    if (!response.ok || response.body === null)
      throw new UserError(`${url}: the server answers ${response.status} ${response.statusText}`);
    const start = response.status === 206 ? there : 0;
    const length = response.headers.get("content-length");
    const total = length === null ? null : start + Number(length);
    let done = start;
    const counted = new Transform({
      transform(chunk: Buffer, _, next) {
        heard();
        done += chunk.length;
        onProgress?.(done, total);
        next(null, chunk);
      }
    });
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, counted, createWriteStream(file, {flags: start > 0 ? "a" : "w"}));
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** What is there is not the beginning of the server's file, or the whole of it. */
async function afresh(url: string, file: string, options: DownloadOptions): Promise<string | null> {
  const {rm} = await import("node:fs/promises");
  await rm(file, {force: true});
  return oneTry(url, file, options);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
