import {createReadStream} from "node:fs";
import {text as textOf} from "node:stream/consumers";
import {AwsV4Signer} from "aws4fetch";
import {request, type Dispatcher} from "undici";
import {UserError} from "../../../schema/user-error.js";
import {patiently, type PatientOptions} from "../../patient-fetch.js";

export interface BucketAccess {
  /** Its name. */
  bucket: string;
  /** Address of the bucket, with a slash at its end. */
  address: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

/** What is put under a key. */
export interface PutObject {
  key: string;
  /** A file, or its text. */
  body: {file: string; bytes: number} | {text: string};
  /** Of the body, in hexadecimal. */
  sha256: string;
  type: string;
  cacheControl: string;
}

type Response = Dispatcher.ResponseData;

/** SHA-256 of no bytes. */
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** A bucket of S3, or of a host that speaks like it. Every request is signed with the hash of its body. */
export class Bucket {
  private readonly access: BucketAccess;
  private readonly patience: PatientOptions;

  constructor(access: BucketAccess, patience: PatientOptions) {
    this.access = access;
    this.patience = patience;
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
    const found = new Map<string, number>();
    let token: string | null = null;
    do {
      const query = new URLSearchParams({"list-type": "2", prefix});
      if (most !== undefined) query.set("max-keys", String(most));
      if (token !== null) query.set("continuation-token", token);
      const response = await this.send(
        "GET",
        `${this.access.address.replace(/\/$/, "")}?${query.toString()}`,
        {},
        EMPTY
      );
      const xml = await this.read(response, prefix);
      for (const [, object = ""] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g))
        found.set(element(object, "Key") ?? "", Number(element(object, "Size")));
      token = most === undefined ? element(xml, "NextContinuationToken") : null;
    } while (token !== null);
    return found;
  }

  /** Puts an object; what reads it gets the old or the new one. The host refuses a body with another hash. */
  async put({key, body, sha256, type, cacheControl}: PutObject): Promise<void> {
    const bytes = "file" in body ? body.bytes : Buffer.byteLength(body.text);
    const headers = {
      "content-type": type,
      "content-length": String(bytes),
      "cache-control": cacheControl,
      "x-amz-meta-sha256": sha256
    };
    const stream = (): Dispatcher.DispatchOptions["body"] =>
      "file" in body ? createReadStream(body.file, {start: 0, end: Math.max(0, bytes - 1)}) : body.text;
    const response = await this.send(
      "PUT",
      this.url(key),
      headers,
      sha256,
      bytes === 0 ? () => null : stream
    );
    await this.read(response, key);
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

  private url(key: string): string {
    return this.access.address + key.split("/").map(encodeURIComponent).join("/");
  }

  private async send(
    method: "GET" | "PUT",
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
          status: statusCode,
          retryAfter: String(answered["retry-after"] ?? ""),
          discard: () => rest.dump()
        }),
        this.patience
      );
    } catch (error) {
      if (this.patience.signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(
        `${this.access.address}: no connection (${reason}): publish again when there is one`,
        {
          cause: error
        }
      );
    }
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
          : "mend it and publish again";
    return new UserError(
      `${this.access.address}${key}: the host answers ${status} ${code} (${element(xml, "Message") ?? "no reason"}): ${remedy}`
    );
  }
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
