import {createHash} from "node:crypto";
import {join} from "node:path";
import {shardText, type Shard} from "../schema/sharding/shard.js";
import {UserError} from "../schema/user-error.js";
import {bucketAccess, type BucketAccess} from "./bucket-access.js";

/** Runs that lie in a bucket. */
export interface RunPlace {
  access: BucketAccess;
  /** What the keys of all runs begin with, with a slash at its end unless it is empty. */
  prefix: string;
}

/** Whether a text means runs in a bucket rather than a folder. */
export function isInBucket(runs: string): boolean {
  return runs.startsWith("s3://");
}

/** Reads `s3://BUCKET/FOLDER`. Throws a UserError for anything else, and where the environment has no keys. */
export function runPlace(runs: string, environment: NodeJS.ProcessEnv): RunPlace {
  const [, bucket, folder = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/+(.*?))?\/*$/.exec(runs) ?? [];
  if (bucket === undefined) throw new UserError(`--runs ${runs}: give s3://BUCKET/FOLDER`);
  return {access: bucketAccess(bucket, environment), prefix: folder === "" ? "" : `${folder}/`};
}

/**
 * Where a workspace's cache has the mirror of runs in a bucket: folders of the runs, and files of what is the same in both. Each shard has
 * its own: tasks that share a file system do not put each other's files.
 */
export function mirrorFolders(
  {access, prefix}: RunPlace,
  cache: string,
  shard: Shard | null = null
): {runs: string; index: string} {
  const hash = createHash("sha256").update(access.address + prefix);
  const part = shard === null ? "whole" : shardText(shard).replace("/", "-of-");
  const folder = join(cache, "s3", `${access.bucket}-${hash.digest("hex").slice(0, 8)}`, part);
  return {runs: join(folder, "runs"), index: join(folder, "index")};
}
