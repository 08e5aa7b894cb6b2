import {createReadStream, createWriteStream, read} from "node:fs";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {text as textOf} from "node:stream/consumers";
import {promisify} from "node:util";
import {AwsV4Signer} from "aws4fetch";
import {request, type Dispatcher} from "undici";
import {UserError} from "../schema/user-error.js";
import type {BucketAccess} from "./bucket-access.js";
import {patiently, type PatientOptions} from "./patient-fetch.js";

/** What is put under a key. */
export interface PutObject {
  key: string;
  /** A file, one that is open, or its content. */
  body: {file: string; bytes: number} | {descriptor: number; bytes: number} | {text: string | Buffer};
  /** Of the body, in hexadecimal. */
  sha256: string;
  type: string;
  cacheControl: string;
  /** Writes only where there is no object, or this version of it; null and undefined for whatever is there. */
  over?: "nothing" | {etag: string} | null;
}

/** An object as a list of a bucket tells of it. */
export interface StoredObject {
  bytes: number;
  /** Names the version of its content. */
  etag: string;
}

type Response = Dispatcher.ResponseData;

const readPart = promisify(read);

/** SHA-256 of no bytes. */
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** A bucket of S3, or of a host that speaks like it. Every request is signed with the hash of its body. */
export class Bucket {
  private readonly access: BucketAccess;
  private readonly patience: PatientOptions;
  private readonly again: string;
  /** Hosts that know no conditions are asked for none. */
  private knowsConditions = true;

  /** `again`: what to do once a failure is mended. */
  constructor(access: BucketAccess, patience: PatientOptions, again = "publish again") {
    this.access = access;
    this.patience = patience;
    this.again = again;
  }

  /** The text of an object; null where there is none. */
  async text(key: string): Promise<string | null> {
    const response = await this.send("GET", this.url(key), {}, EMPTY);
    if (response.statusCode === 404) {
      await response.body.dump();
      return null;
    }
    return this.read(response, key);
  }

  /** Sizes of the objects whose keys begin with `prefix`, by key; of the first `most` where that is given. */
  async list(prefix: string, most?: number): Promise<Map<string, number>> {
    const objects = await this.objects(prefix, most);
    return new Map([...objects].map(([key, {bytes}]) => [key, bytes]));
  }

  /** The objects whose keys begin with `prefix`, by key; the first `most` where that is given. */
  async objects(prefix: string, most?: number): Promise<Map<string, StoredObject>> {
    const found = new Map<string, StoredObject>();
    let token: string | null = null;
    do {
      const query = new URLSearchParams({"list-type": "2", prefix});
      if (most !== undefined) query.set("max-keys", String(most));
      if (token !== null) query.set("continuation-token", token);
      const url = `${this.access.address.replace(/\/$/, "")}?${query.toString()}`;
      const xml = await this.read(await this.send("GET", url, {}, EMPTY), prefix);
      for (const [, object = ""] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g))
        found.set(element(object, "Key") ?? "", {
          bytes: Number(element(object, "Size")),
          etag: element(object, "ETag") ?? ""
        });
      token = most === undefined ? element(xml, "NextContinuationToken") : null;
    } while (token !== null);
    return found;
  }

  /** Writes an object into a file; returns the version that it got. Null where there is none. */
  async download(key: string, file: string): Promise<string | null> {
    const response = await this.send("GET", this.url(key), {}, EMPTY);
    if (response.statusCode === 404) {
      await response.body.dump();
      return null;
    }
    if (response.statusCode >= 300) await this.read(response, key);
    try {
      await pipeline(response.body, createWriteStream(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw error;
      throw this.broken(error);
    }
    return header(response, "etag");
  }

  /** SHA-256 that an object was put with, and its version. Null where there is no object, or one that says no hash. */
  async putHash(key: string): Promise<{sha256: string; etag: string} | null> {
    const response = await this.send("HEAD", this.url(key), {}, EMPTY);
    await response.body.dump();
    const sha256 = header(response, "x-amz-meta-sha256");
    return response.statusCode >= 300 || sha256 === "" ? null : {sha256, etag: header(response, "etag")};
  }

  /**
   * Puts an object; what reads it gets the old or the new one. The host refuses a body with another hash. Returns the version, and null
   * where what is there is not what it should be written over.
   */
  async put({key, body, sha256, type, cacheControl, over = null}: PutObject): Promise<string | null> {
    const bytes = "text" in body ? Buffer.byteLength(body.text) : body.bytes;
    const condition: Record<string, string> =
      over === null || !this.knowsConditions
        ? {}
        : over === "nothing"
          ? {"if-none-match": "*"}
          : {"if-match": over.etag};
    const headers = {
      "content-type": type,
      "content-length": String(bytes),
      "cache-control": cacheControl,
      "x-amz-meta-sha256": sha256,
      ...condition
    };
    const response = await this.send(
      "PUT",
      this.url(key),
      headers,
      sha256,
      bytes === 0 ? () => null : () => bodyOf(body, bytes)
    );
    if (response.statusCode === 412 || (response.statusCode === 409 && over !== null)) {
      await response.body.dump();
      return null;
    }
    if (response.statusCode === 501 && Object.keys(condition).length > 0) {
      await response.body.dump();
      this.knowsConditions = false;
      return this.put({key, body, sha256, type, cacheControl, over: null});
    }
    await this.read(response, key);
    return header(response, "etag");
  }

  /** Removes an object, if there is one. */
  async remove(key: string): Promise<void> {
    const response = await this.send("DELETE", this.url(key), {}, EMPTY);
    if (response.statusCode === 404) await response.body.dump();
    else await this.read(response, key);
  }

  /** Copies an object within the bucket, with its type and what else it says. */
  async copy(from: string, to: string): Promise<void> {
    // Of what a path may hold as it is, nothing is escaped: not every host takes that back here.
    const source = `/${this.access.bucket}/${encodeURI(from).replace(/[?#+]/g, encodeURIComponent)}`;
    const response = await this.send("PUT", this.url(to), {"x-amz-copy-source": source}, EMPTY);
    const xml = await this.read(response, to);
    // A copy that fails late says so under 200.
    if (xml.includes("<Error>")) throw this.fault(to, 200, xml);
  }

  /** An object as people name it. */
  name(key: string): string {
    return `s3://${this.access.bucket}/${key}`;
  }

  private url(key: string): string {
    return this.access.address + key.split("/").map(encodeURIComponent).join("/");
  }

  private async send(
    method: "GET" | "PUT" | "HEAD" | "DELETE",
    url: string,
    headers: Record<string, string>,
    sha256: string,
    body: () => Dispatcher.DispatchOptions["body"] = () => null
  ): Promise<Response> {
    const {accessKeyId, secretAccessKey, sessionToken, region} = this.access;
    const ask = async (): Promise<Response> => {
      const signed = await new AwsV4Signer({
        method,
        url,
        headers: {...headers, "x-amz-content-sha256": sha256},
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : {sessionToken}),
        service: "s3",
        region
      }).sign();
      return request(signed.url, {
        method,
        headers: Object.fromEntries(signed.headers),
        body: body() ?? null,
        signal: this.patience.signal
      });
    };
    try {
      return await patiently(
        ask,
        ({statusCode, headers: answered, body: rest}) => ({
          // A host that does not know what it is asked for will not learn it.
          status: statusCode === 501 ? 400 : statusCode,
          retryAfter: String(answered["retry-after"] ?? ""),
          discard: () => rest.dump()
        }),
        this.patience
      );
    } catch (error) {
      if (this.patience.signal.aborted) throw error;
      throw this.broken(error);
    }
  }

  private broken(error: unknown): UserError {
    const reason = error instanceof Error ? error.message : String(error);
    return new UserError(
      `${this.access.address}: no connection (${reason}): ${this.again} when there is one`,
      {cause: error}
    );
  }

  private async read({statusCode, body}: Response, key: string): Promise<string> {
    const xml = await textOf(body);
    if (statusCode < 300) return xml;
    throw this.fault(key, statusCode, xml);
  }

  private fault(key: string, status: number, xml: string): UserError {
    const code = element(xml, "Code") ?? "";
    const remedy =
      status === 403
        ? "give keys that may read, list and write there"
        : code === "NoSuchBucket"
          ? "make the bucket first"
          : `mend it and ${this.again}`;
    return new UserError(
      `${this.access.address}${key}: the host answers ${status} ${code} (${element(xml, "Message") ?? "no reason"}): ${remedy}`
    );
  }
}

function bodyOf(body: PutObject["body"], bytes: number): Dispatcher.DispatchOptions["body"] {
  if ("text" in body) return body.text;
  return "file" in body
    ? createReadStream(body.file, {start: 0, end: Math.max(0, bytes - 1)})
    : Readable.from(parts(body.descriptor, bytes));
}

/** The content of an open file; a stream of it would be closed with the request, which may be sent again. */
async function* parts(descriptor: number, bytes: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < bytes;) {
    const part = Buffer.allocUnsafe(Math.min(2 ** 18, bytes - position));
    const {bytesRead} = await readPart(descriptor, part, 0, part.length, position);
    if (bytesRead === 0) return;
    yield part.subarray(0, bytesRead);
    position += bytesRead;
  }
}

function header({headers}: Response, name: string): string {
  return String(headers[name] ?? "");
}

/** The text of the first element with this name. */
function element(xml: string, name: string): string | null {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? null : unescaped(found);
}

function unescaped(text: string): string {
  const names: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"};
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = "") =>
      hex !== undefined
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : decimal !== undefined
          ? String.fromCodePoint(Number(decimal))
          : (names[name as string] ?? whole)
  );
}
