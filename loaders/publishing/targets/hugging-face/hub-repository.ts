import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {pathToFileURL} from "node:url";
import {
  commit,
  countCommits,
  createRepo,
  datasetInfo,
  HubApiError,
  listFiles,
  spaceInfo,
  type CommitOperation,
  type RepoId
} from "@huggingface/hub";
import {UserError} from "../../../schema/user-error.js";
import {streamedHash} from "../../../store/file-hash.js";
import type {ArtefactFile} from "../../artefact.js";

export interface HubAccess {
  /** Address of the hub, without a slash at its end. */
  hubUrl: string;
  accessToken: string;
  fetch: typeof fetch;
}

/** What a commit did. */
export interface HubCommit {
  /** The newest commit, whether it is a new one or not. */
  head: string;
  sent: ArtefactFile[];
  removed: number;
}

/** How often a commit is tried when others commit too. */
const TRIES = 4;

/** Files that the Hub itself makes: they stay. */
const HUBS_OWN = new Set([".gitattributes"]);

/** A repository on a hub: a data set, or a static Space. */
export class HubRepository {
  readonly repo: RepoId;
  private readonly access: HubAccess;

  constructor(repo: RepoId, access: HubAccess) {
    this.repo = repo;
    this.access = access;
  }

  /** The newest commit; null where there is no such repository, or none that this token may see. */
  async head(): Promise<string | null> {
    const given = {
      name: this.repo.name,
      ...this.access,
      additionalFields: ["sha" as const],
      revision: "main"
    };
    try {
      const {sha} = this.repo.type === "space" ? await spaceInfo(given) : await datasetInfo(given);
      return sha;
    } catch (error) {
      if (error instanceof HubApiError && error.statusCode === 404) return null;
      throw hubFault(error, this.shown);
    }
  }

  /** Makes the repository, private unless `isPublic`. False where it is there already: it stays as open as it is. */
  async create(isPublic: boolean): Promise<boolean> {
    try {
      await createRepo({
        repo: this.repo,
        ...this.access,
        visibility: isPublic ? "public" : "private",
        ...(this.repo.type === "space" ? {sdk: "static"} : {})
      });
      return true;
    } catch (error) {
      if (error instanceof HubApiError && error.statusCode === 409) return false;
      throw hubFault(error, this.shown);
    }
  }

  /** Whether nobody has committed since it was made. */
  async isNew(): Promise<boolean> {
    try {
      return (await countCommits({repo: this.repo, ...this.access})) <= 1;
    } catch (error) {
      throw hubFault(error, this.shown);
    }
  }

  /** The text of a file on `main`; null where there is none. */
  async text(path: string): Promise<string | null> {
    const {hubUrl, accessToken, fetch: ask} = this.access;
    const response = await ask(`${hubUrl}/${this.repo.type}s/${this.repo.name}/resolve/main/${path}`, {
      headers: {authorization: `Bearer ${accessToken}`}
    });
    if (response.status === 404) return null;
    if (!response.ok)
      throw new UserError(`${this.shown}/${path}: the Hub answers ${response.status}: publish again later`);
    return response.text();
  }

  /**
   * Makes these files what the repository has, in one commit: sends what changed and removes what is not among them. Where
   * somebody else commits meanwhile, what is there is read again. Nothing is committed where nothing changed.
   */
  async replace(files: readonly ArtefactFile[], title: string, description: string): Promise<HubCommit> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const parent = await this.head();
      if (parent === null) throw new UserError(`${this.shown}: is gone: publish again to make it anew`);
      try {
        const {operations, sent, removed} = await this.changes(files, parent);
        if (operations.length === 0) return {head: parent, sent, removed};
        const done = await commit({
          repo: this.repo,
          ...this.access,
          title,
          description,
          operations,
          parentCommit: parent,
          // Uploads by LFS, which a loopback server can check; the Hub keeps them alike.
          useXet: false
        });
        return {head: done!.commit.oid, sent, removed};
      } catch (error) {
        if (!(error instanceof HubApiError) || error.statusCode !== 412) throw hubFault(error, this.shown);
      }
    }
    throw new UserError(`${this.shown}: somebody else commits all the time: publish again later`);
  }

  private async changes(
    files: readonly ArtefactFile[],
    revision: string
  ): Promise<{operations: CommitOperation[]; sent: ArtefactFile[]; removed: number}> {
    const there = new Map<string, {oid: string | undefined; lfs: string | undefined; size: number}>();
    for await (const entry of listFiles({repo: this.repo, ...this.access, recursive: true, revision}))
      if (entry.type === "file")
        there.set(entry.path, {oid: entry.oid, lfs: entry.lfs?.oid, size: entry.lfs?.size ?? entry.size});
    const sent: ArtefactFile[] = [];
    for (const file of files) {
      const old = there.get(file.place);
      there.delete(file.place);
      if (old?.size === file.bytes && (await hasHash(file, old))) continue;
      sent.push(file);
    }
    const removed = [...there.keys()].filter((path) => !HUBS_OWN.has(path));
    const operations: CommitOperation[] = [
      ...sent.map(({place, file}) => ({
        operation: "addOrUpdate" as const,
        path: place,
        content: pathToFileURL(file)
      })),
      ...removed.map((path) => ({operation: "delete" as const, path}))
    ];
    return {operations, sent, removed: removed.length};
  }

  private get shown(): string {
    return `${this.access.hubUrl}/${this.repo.type}s/${this.repo.name}`;
  }
}

/** Whether a file has the bytes that the Hub has, by what the Hub says: SHA-256 of LFS, or Git's hash of a blob. */
async function hasHash(
  {file, bytes}: ArtefactFile,
  {oid, lfs}: {oid: string | undefined; lfs: string | undefined}
): Promise<boolean> {
  if (lfs !== undefined) return (await streamedHash(file)) === lfs;
  const hash = createHash("sha1").update(`blob ${bytes}\0`);
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex") === oid;
}

/** What a user can do about an answer of the Hub. */
function hubFault(error: unknown, place: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  if (error instanceof HubApiError) {
    const {statusCode, message} = error;
    const remedy =
      statusCode === 401 || statusCode === 403
        ? "give HF_TOKEN a token that may write there"
        : "see https://status.huggingface.co, and publish again";
    return new UserError(`${place}: the Hub answers ${statusCode} (${message}): ${remedy}`, {cause: error});
  }
  if (error instanceof TypeError && error.message === "fetch failed") {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return new UserError(`${place}: no connection (${reason}): publish again when there is one`, {
      cause: error
    });
  }
  return error;
}
