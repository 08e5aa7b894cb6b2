import {basename} from "node:path";
import {fileSamples, mayHoldShard, shardFile} from "../schema/sharding/shard-file.js";
import {bucketOf, ownsBucket, type Shard} from "../schema/sharding/shard.js";
import {quote, type Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles} from "../store/run-folder.js";
import {checkPlanSize, type DrawPlan, type PlannedSample} from "./plan.js";

/** The problems of a bucket, as places in their benchmark. */
interface Bucket {
  bucket: number;
  problems: number[];
}

/** What one file of a shard holds: samples from `first` to before `end` of each of a bucket's problems. */
interface Unit extends Bucket {
  first: number;
  end: number;
}

/** The files of completions in a folder that may hold problems of a shard. */
export function filesOfShard(folder: string, shard: Shard | null): string[] {
  return parquetFiles(folder).filter((file) => mayHoldShard(shard, basename(file)));
}

/**
 * Which completions of one shard of a (benchmark, policy) are missing, file by file: all problems before more of each. A file's name
 * and bounds depend on its bucket's problems alone, so that shards of any number, at any time, write the same files. Files of other
 * shards are not looked at.
 */
export class ShardPlan implements DrawPlan {
  readonly missing: number;
  private readonly database: Database;
  private readonly all: readonly Unit[];
  /** Stored completions by bucket. */
  private readonly stored: ReadonlyMap<number, number>;
  private readonly n: number;

  private constructor(
    database: Database,
    n: number,
    buckets: readonly Bucket[],
    stored: ReadonlyMap<number, number>
  ) {
    this.database = database;
    this.n = n;
    this.stored = stored;
    this.all = buckets.flatMap((bucket) => unitsOf(bucket, n)).sort((a, b) => a.first - b.first);
    const planned = buckets.reduce((sum, {problems}) => sum + n * problems.length, 0);
    this.missing = [...stored.values()].reduce((rest, count) => rest - count, planned);
  }

  /** Reads the keys in `folder`, which are distinct; `database` is the plan's own until it is done with. */
  static async make(
    database: Database,
    folder: string,
    problemIds: readonly string[],
    {benchmark, shard, n}: {benchmark: string; shard: Shard; n: number}
  ): Promise<ShardPlan> {
    checkPlanSize(problemIds.length, n, folder);
    const buckets = bucketsOf(problemIds, benchmark).filter(({bucket}) => ownsBucket(shard, bucket));
    const own = buckets.flatMap(({bucket, problems}) =>
      problems.map((problem) => ({problem_id: problemIds[problem]!, problem, bucket}))
    );
    const stored = await selectFiles(database, filesOfShard(folder, shard), {
      problem_id: "VARCHAR",
      sample_index: "INTEGER"
    });
    const known = `SELECT unnest(CAST(${quote(JSON.stringify(own))} AS JSON)::STRUCT(problem_id VARCHAR, problem BIGINT, bucket BIGINT)[], recursive := true)`;
    await database.run(
      `CREATE OR REPLACE TEMP TABLE stored_key AS
       SELECT problem, bucket, sample_index::BIGINT AS sample FROM (${stored}) JOIN (${known}) USING (problem_id)
       WHERE sample_index < ${n}`
    );
    const counts = await database.rows<{bucket: number; count: number}>(
      "SELECT bucket, count(*) AS count FROM stored_key GROUP BY bucket"
    );
    return new ShardPlan(database, n, buckets, new Map(counts.map(({bucket, count}) => [bucket, count])));
  }

  /** Numbers of the files that may lack something, in order. */
  *chunks(): Generator<number> {
    for (const [i, {bucket, problems}] of this.all.entries())
      if ((this.stored.get(bucket) ?? 0) < problems.length * this.n) yield i;
  }

  /** What a file lacks, in order: perhaps nothing. */
  async samples(chunk: number): Promise<PlannedSample[]> {
    const {bucket, problems, first, end} = this.all[chunk]!;
    const rows = this.stored.has(bucket)
      ? await this.database.rows<{problem: number; sample: number}>(
          `SELECT problem, sample FROM stored_key WHERE bucket = ${bucket} AND sample >= ${first} AND sample < ${end}`
        )
      : [];
    const stored = new Set(rows.map(({problem, sample}) => `${sample} ${problem}`));
    const samples: PlannedSample[] = [];
    for (let sampleIndex = first; sampleIndex < end; sampleIndex++)
      for (const problem of problems)
        if (!stored.has(`${sampleIndex} ${problem}`)) samples.push({problem, sampleIndex});
    return samples;
  }
}

/** The problems of a benchmark by their buckets, in the order of these. */
function bucketsOf(problemIds: readonly string[], benchmark: string): Bucket[] {
  const buckets = new Map<number, number[]>();
  for (const [place, id] of problemIds.entries()) {
    const bucket = bucketOf(benchmark, id);
    const problems = buckets.get(bucket);
    if (problems === undefined) buckets.set(bucket, [place]);
    else problems.push(place);
  }
  return [...buckets].sort(([a], [b]) => a - b).map(([bucket, problems]) => ({bucket, problems}));
}

function unitsOf({bucket, problems}: Bucket, n: number): Unit[] {
  const step = fileSamples(problems.length);
  const units: Unit[] = [];
  for (let first = 0; first < n; first += step)
    units.push({bucket, problems, first, end: Math.min(n, first + step)});
  return units;
}

/** The names of the files in which a shard stores completions, by problem and sample index. */
export function shardFileNames(
  problemIds: readonly string[],
  benchmark: string
): (problem: number, sampleIndex: number) => string {
  const bucketAt = new Map(
    bucketsOf(problemIds, benchmark).flatMap(({bucket, problems}) =>
      problems.map((problem) => [problem, {bucket, step: fileSamples(problems.length)}] as const)
    )
  );
  return (problem, sampleIndex) => {
    const {bucket, step} = bucketAt.get(problem)!;
    return shardFile(bucket, sampleIndex - (sampleIndex % step));
  };
}
