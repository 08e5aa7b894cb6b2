import {bucketOf, ownsBucket, type Shard} from "./shard.js";

/** Completions that a file of a shard holds at the most, if its bucket has no more problems than that. */
const FILE_ROWS = 8192;

/** How many samples of each problem a file of a bucket with so many problems holds: neither n nor what is stored changes it. */
export function fileSamples(problems: number): number {
  return Math.max(1, Math.floor(FILE_ROWS / problems));
}

/** The file of a bucket's completions from a sample index on. */
export function shardFile(bucket: number, firstSample: number): string {
  return `b${String(bucket).padStart(4, "0")}-s${String(firstSample).padStart(6, "0")}.parquet`;
}

/** The bucket of a shard's file; null for a file that no shard wrote. */
function bucketOfFile(name: string): number | null {
  const bucket = /^b(\d{4})-s\d{6,}\.parquet$/.exec(name)?.[1];
  return bucket === undefined ? null : Number(bucket);
}

/** Whether the completions of a file may be of a shard's problems: those that no shard wrote hold problems of all. */
export function mayHoldShard(shard: Shard | null, name: string): boolean {
  const bucket = bucketOfFile(name);
  return shard === null || bucket === null || ownsBucket(shard, bucket);
}

/**
 * Whether what follows from a file of completions, its verdicts and scores, is a shard's work. A file that no shard wrote belongs to one
 * as a whole, by its name.
 */
export function ownsFile(shard: Shard | null, benchmark: string, name: string): boolean {
  return shard === null || ownsBucket(shard, bucketOfFile(name) ?? bucketOf(benchmark, name));
}
