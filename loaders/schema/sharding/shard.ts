import {createHash} from "node:crypto";

/** Part `index`, counted from 0, of `count` parts of a study's work. */
export interface Shard {
  index: number;
  count: number;
}

/**
 * Problems are dealt into so many buckets, and buckets to shards. Files of shards hold the problems of one bucket, so that their names and
 * bytes do not depend on how many shards there are.
 */
export const BUCKETS = 4096;

/** The bucket of a problem, in [0, 4096): the first 12 bits of the SHA-256 of its benchmark's and its own id. */
export function bucketOf(benchmark: string, problemId: string): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([benchmark, problemId]))
    .digest();
  return digest.readUInt16BE(0) >> 4;
}

/** Whether a bucket's work is that of a shard. Every bucket belongs to exactly one of `count` shards. */
export function ownsBucket({index, count}: Shard, bucket: number): boolean {
  return bucket % count === index;
}

/** Whether a problem's work is that of a shard; null, the whole study, owns every problem. */
export function ownsProblem(shard: Shard | null, benchmark: string, problemId: string): boolean {
  return shard === null || ownsBucket(shard, bucketOf(benchmark, problemId));
}

/**
 * Whether a task about a whole benchmark is that of a shard, such as the exact rates of one policy: what is not cut by problems belongs to
 * one shard as a whole, by its name.
 */
export function ownsTask(shard: Shard | null, benchmark: string, name: string): boolean {
  return ownsProblem(shard, benchmark, name);
}

/** A shard as people write it: `3/16` is the third of sixteen. */
export function shardText({index, count}: Shard): string {
  return `${index + 1}/${count}`;
}
