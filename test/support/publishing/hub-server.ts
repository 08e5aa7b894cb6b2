import {createHash, randomBytes} from "node:crypto";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {commitOf, jsonOf, need, newOid, treeOf, type Answer, type HubRepositoryState} from "./hub-state.js";

/** An answer that is given in place of the next one to requests that match. */
interface Fault {
  matches: RegExp;
  status: number;
  headers?: Record<string, string>;
  /** Done before the answer is given. */
  before?: () => void;
}

interface Preupload {
  files?: {path: string; size: number; sample: string}[];
}

/**
 * The part of the Hub's API that publishing needs, after its documentation (https://huggingface.co/docs/hub/api, the
 * commit and pre-upload calls of the official clients, and the Batch API of Git LFS): create a repository, read its newest
 * commit, its commits and its tree, resolve a file, pre-upload, LFS batch and basic upload, and a commit of NDJSON. Strict: a
 * wrong token, header, size, hash or order is refused.
 */
export class HubServer {
  readonly repositories = new Map<string, HubRepositoryState>();
  /** `POST /path` of every request, and bytes that came up by LFS. */
  readonly requests: string[] = [];
  readonly faults: Fault[] = [];
  /** Everything that was ever sent, for what must not be in it. */
  readonly received: Buffer[] = [];
  private readonly objects = new Map<string, Buffer>();
  private readonly granted = new Map<string, {oid: string; size: number}>();
  private readonly token: string;
  private server: Server | null = null;

  constructor(token: string) {
    this.token = token;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    this.server = createServer((request, response) => {
      void this.serve(request, response);
    });
    await new Promise<void>((done) => this.server!.listen(0, "127.0.0.1", done));
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  /** Files of the newest commit. */
  files(type: HubRepositoryState["type"], name: string): HubRepositoryState["commits"][number]["files"] {
    return this.repositories.get(`${type}s/${name}`)!.commits.at(-1)!.files;
  }

  /** A commit by somebody else. */
  commitBeside(type: HubRepositoryState["type"], name: string, path: string): void {
    const {commits} = this.repositories.get(`${type}s/${name}`)!;
    const files = new Map(commits.at(-1)!.files);
    files.set(path, {bytes: Buffer.from("by somebody else"), isLfs: false});
    commits.push({oid: newOid(), title: "beside", files});
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const line = `${request.method} ${request.url}`;
    this.requests.push(line);
    this.received.push(body);
    const fault = this.faults.find(({matches}) => matches.test(line));
    if (fault !== undefined) {
      this.faults.splice(this.faults.indexOf(fault), 1);
      fault.before?.();
      response.writeHead(fault.status, fault.headers).end();
      return;
    }
    try {
      const {status = 200, json, bytes, headers = {}} = this.answer(request, body);
      const text = bytes ?? Buffer.from(json === undefined ? "" : JSON.stringify(json));
      response.writeHead(status, {
        ...(json === undefined ? {} : {"content-type": "application/json"}),
        ...headers
      });
      response.end(text);
    } catch (error) {
      const {status = 500, message} = error as Error & {status?: number};
      response.writeHead(status, {"content-type": "application/json"}).end(JSON.stringify({error: message}));
    }
  }

  private answer(request: IncomingMessage, body: Buffer): Answer {
    const {method, headers} = request;
    const {pathname} = new URL(request.url!, "http://x");
    const upload = /^\/upload\/(\w+)$/.exec(pathname);
    if (upload !== null) return this.upload(upload[1]!, headers, body, method);
    need(
      headers.authorization === `Bearer ${this.token}`,
      401,
      "Invalid credentials in Authorization header"
    );
    if (method === "POST" && pathname === "/api/repos/create")
      return this.create(jsonOf(headers, body) as Record<string, string>);
    const batch = /^\/((?:datasets|spaces)\/[\w.-]+\/[\w.-]+)\.git\/info\/lfs\/objects\/batch$/.exec(
      pathname
    );
    if (batch !== null && method === "POST") return this.batch(this.repository(batch[1]!), headers, body);
    const file = /^\/((?:datasets|spaces)\/[\w.-]+\/[\w.-]+)\/resolve\/(\w+)\/(.+)$/.exec(pathname);
    if (file !== null) {
      const found = commitOf(this.repository(file[1]!), file[2]!).files.get(decodeURIComponent(file[3]!));
      need(found !== undefined, 404, "Entry not found");
      return {bytes: found.bytes};
    }
    const call =
      /^\/api\/((?:datasets|spaces)\/[\w.-]+\/[\w.-]+)\/(revision|tree|commits|preupload|commit)\/(\w+)$/.exec(
        pathname
      );
    need(call !== null, 404, `no such call: ${method} ${pathname}`);
    const [, name = "", what = "", revision = ""] = call;
    const repository = this.repository(name);
    if (method === "GET" && what === "revision") return {json: this.info(name, repository, revision)};
    if (method === "GET" && what === "tree") return {json: treeOf(commitOf(repository, revision).files)};
    if (method === "GET" && what === "commits")
      return {
        json: repository.commits.map(({oid, title}) => ({
          id: oid,
          title,
          message: "",
          authors: [],
          date: "2026-01-01"
        })),
        headers: {"x-total-count": String(repository.commits.length)}
      };
    need(method === "POST" && revision === "main", 404, "no such branch");
    if (what === "preupload") return this.preupload(jsonOf(headers, body) as Preupload);
    return this.commit(repository, headers, body);
  }

  private repository(name: string): HubRepositoryState {
    const found = this.repositories.get(name);
    need(found !== undefined, 404, "Repository not found");
    return found;
  }

  private create({name, organization, type, visibility, sdk}: Record<string, string>): Answer {
    need(type === "space" || type === "dataset", 400, "type");
    need(type !== "space" || sdk === "static", 400, "a Space needs an sdk");
    const place = `${type}s/${organization}/${name}`;
    need(!this.repositories.has(place), 409, "You already created this repo");
    const files = new Map([[".gitattributes", {bytes: Buffer.from("*.parquet filter=lfs\n"), isLfs: false}]]);
    if (type === "space") files.set("style.css", {bytes: Buffer.from("body {}"), isLfs: false});
    this.repositories.set(place, {
      type,
      visibility: visibility ?? "public",
      sdk: sdk ?? null,
      commits: [{oid: newOid(), title: "initial commit", files}]
    });
    return {json: {url: `${this.url}/${place}`, id: newOid()}};
  }

  private info(name: string, repository: HubRepositoryState, revision: string): object {
    const {oid} = commitOf(repository, revision);
    const isPrivate = repository.visibility === "private";
    const id = name.replace(/^\w+\//, "");
    return {
      _id: newOid(),
      id,
      sha: oid,
      private: isPrivate,
      likes: 0,
      lastModified: "2026-01-01T00:00:00Z",
      sdk: repository.sdk
    };
  }

  /** Parquet and what has more than 10 MB goes by LFS, as a `.gitattributes` of the Hub says. */
  private preupload({files}: Preupload): Answer {
    need(Array.isArray(files) && files.length > 0, 400, "files");
    for (const {size, sample} of files)
      need(
        Buffer.from(sample, "base64").length === Math.min(512, size),
        400,
        "sample is not the first 512 bytes"
      );
    return {
      json: {
        files: files.map(({path, size}) => ({
          path,
          uploadMode: path.endsWith(".parquet") || size > 10_000_000 ? "lfs" : "regular"
        }))
      }
    };
  }

  private batch(_: HubRepositoryState, headers: IncomingMessage["headers"], body: Buffer): Answer {
    for (const name of ["accept", "content-type"] as const)
      need(headers[name] === "application/vnd.git-lfs+json", 406, `${name} is not of Git LFS`);
    const {operation, transfers, hash_algo, objects} = JSON.parse(body.toString()) as {
      operation: string;
      transfers: string[];
      hash_algo: string;
      objects: {oid: string; size: number}[];
    };
    need(operation === "upload" && transfers.includes("basic") && hash_algo === "sha_256", 400, "operation");
    need(objects.length > 0 && objects.length <= 100, 400, "objects");
    const answers = objects.map(({oid, size}) => {
      need(/^[0-9a-f]{64}$/.test(oid), 422, "oid");
      if (this.objects.has(oid)) return {oid, size};
      const key = randomBytes(8).toString("hex");
      this.granted.set(key, {oid, size});
      return {oid, size, authenticated: true, actions: {upload: {href: `${this.url}/upload/${key}`}}};
    });
    return {
      json: {transfer: "basic", objects: answers},
      headers: {"content-type": "application/vnd.git-lfs+json"}
    };
  }

  /** A signed address is the right to upload: a token has nothing to do there. */
  private upload(
    key: string,
    headers: IncomingMessage["headers"],
    body: Buffer,
    method: string | undefined
  ): Answer {
    const granted = this.granted.get(key);
    need(method === "PUT" && granted !== undefined, 403, "no such upload");
    need(headers.authorization === undefined, 400, "a token came to the storage");
    need(body.length === granted.size, 400, "size");
    need(createHash("sha256").update(body).digest("hex") === granted.oid, 400, "oid");
    this.objects.set(granted.oid, body);
    return {};
  }

  private commit(repository: HubRepositoryState, headers: IncomingMessage["headers"], body: Buffer): Answer {
    need(headers["content-type"] === "application/x-ndjson", 400, "content-type");
    const [head, ...operations] = body
      .toString()
      .split("\n")
      .map((line) => JSON.parse(line) as {key: string; value: Record<string, string>});
    need(head?.key === "header" && head.value.summary !== undefined, 400, "the first line is no header");
    const last = repository.commits.at(-1)!;
    need(
      head.value.parentCommit === last.oid,
      412,
      "A commit has happened since. Please refresh and try again."
    );
    const files = new Map(last.files);
    for (const {key, value} of operations) {
      const path = value.path!;
      if (key === "deletedFile") need(files.delete(path), 400, `${path} is not there`);
      else if (key === "lfsFile") {
        const bytes = this.objects.get(value.oid!);
        need(
          bytes?.length === Number(value.size) && value.algo === "sha256",
          400,
          `${path} was not uploaded`
        );
        files.set(path, {bytes, isLfs: true});
      } else {
        need(key === "file" && value.encoding === "base64", 400, key);
        files.set(path, {bytes: Buffer.from(value.content!, "base64"), isLfs: false});
      }
    }
    const oid = newOid();
    repository.commits.push({oid, title: head.value.summary, files});
    return {json: {success: true, commitOid: oid, commitUrl: `${this.url}/commit/${oid}`, hookOutput: ""}};
  }
}
