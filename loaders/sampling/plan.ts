import {UserError} from "../schema/user-error.js";
import {quote, type Database} from "../store/database.js";
import {parquetFiles} from "../store/run-folder.js";
import {selectFiles} from "../store/read-files.js";

/** A completion to draw: the problem's place in its benchmark, and the sample index. */
export interface PlannedSample {
  problem: number;
  sampleIndex: number;
}

/** What of one (benchmark, policy) is missing, in chunks that are stored one after the other. */
export interface DrawPlan {
  /** Missing completions over all chunks. */
  readonly missing: number;
  /** Chunks that may lack something, in order. */
  chunks(): Iterable<number>;
  /** The missing completions of a chunk, in order. */
  samples(chunk: number): Promise<PlannedSample[]>;
}

/** Completions that one policy may have of one benchmark: a thousand of each of 100,000 problems. */
const mostPlanned = 100_000_000;

/** Throws a UserError where problems times n is beyond what a run can hold. */
export function checkPlanSize(problems: number, n: number, where: string): void {
  if (problems * n <= mostPlanned) return;
  throw new UserError(
    `${where}: ${problems} problems times n = ${n} are more than ${mostPlanned} completions: lower n (--n, or n in the study)`
  );
}

/**
 * Which completions of one (benchmark, policy) are missing. All planned completions stand in one order, by sample index and
 * then by problem; chunks of `chunkSize` places cut it. A chunk's bounds depend on neither n nor on what is stored, so that a
 * run that was killed and resumed writes the same files as one that was not. Only what is stored is held in memory.
 */
export class SamplingPlan implements DrawPlan {
  /** Missing completions over all chunks. */
  readonly missing: number;
  private readonly total: number;
  /** Stored completions by chunk. */
  private readonly stored: ReadonlyMap<number, number>;
  private readonly database: Database;
  private readonly problems: number;
  private readonly chunkSize: number;
  private readonly closed: ReadonlySet<number>;
  /** Element i: problems before the i-th that are not closed. */
  private readonly openBefore: Int32Array;

  private constructor(
    database: Database,
    {
      problems,
      n,
      chunkSize,
      closed
    }: {problems: number; n: number; chunkSize: number; closed: ReadonlySet<number>},
    stored: ReadonlyMap<number, number>
  ) {
    this.database = database;
    this.problems = problems;
    this.chunkSize = chunkSize;
    this.stored = stored;
    this.total = problems * n;
    this.closed = closed;
    this.openBefore = new Int32Array(problems + 1);
    for (let i = 0; i < problems; i++) this.openBefore[i + 1] = this.openBefore[i]! + (closed.has(i) ? 0 : 1);
    this.missing = [...stored.values()].reduce((rest, count) => rest - count, this.openUpTo(this.total));
  }

  /**
   * Reads the keys in `folder`, which are distinct; `database` is the plan's own until it is done with. Of the problems in `closed`
   * (ids) nothing more is planned, and places of others stay what they were.
   */
  static async make(
    database: Database,
    folder: string,
    problemIds: readonly string[],
    n: number,
    chunkSize: number,
    closed: ReadonlySet<string> = new Set()
  ): Promise<SamplingPlan> {
    const problems = problemIds.length;
    checkPlanSize(problems, n, folder);
    const stored = await selectFiles(database, parquetFiles(folder), {
      problem_id: "VARCHAR",
      sample_index: "INTEGER"
    });
    const closedPlaces = problemIds.flatMap((id, place) => (closed.has(id) ? place : []));
    const ids = quote(JSON.stringify(problemIds));
    await database.run(
      `CREATE OR REPLACE TEMP TABLE stored_place AS
       SELECT sample_index::BIGINT * ${problems} + problem AS place
       FROM (${stored}) JOIN (
         SELECT unnest(CAST(${ids} AS JSON)::VARCHAR[]) AS problem_id,
           generate_subscripts(CAST(${ids} AS JSON)::VARCHAR[], 1) - 1 AS problem
       ) USING (problem_id)
       WHERE sample_index < ${n}
         AND problem NOT IN (SELECT unnest(CAST('${JSON.stringify(closedPlaces)}' AS JSON)::BIGINT[]))`
    );
    const counts = await database.rows<{chunk: number; count: number}>(
      `SELECT place // ${chunkSize} AS chunk, count(*) AS count FROM stored_place GROUP BY chunk`
    );
    const byChunk = new Map(counts.map(({chunk, count}) => [chunk, count]));
    return new SamplingPlan(database, {problems, n, chunkSize, closed: new Set(closedPlaces)}, byChunk);
  }

  /** Chunks that lack something, in order. */
  *chunks(): Generator<number> {
    for (let chunk = 0; chunk * this.chunkSize < this.total; chunk++) {
      const places = this.openUpTo(this.end(chunk)) - this.openUpTo(chunk * this.chunkSize);
      if ((this.stored.get(chunk) ?? 0) < places) yield chunk;
    }
  }

  /** The missing completions of a chunk, in order. */
  async samples(chunk: number): Promise<PlannedSample[]> {
    const start = chunk * this.chunkSize;
    const rows = this.stored.has(chunk)
      ? await this.database.rows<{place: number}>(
          `SELECT place FROM stored_place WHERE place >= ${start} AND place < ${this.end(chunk)}`
        )
      : [];
    const stored = new Set(rows.map(({place}) => place));
    const samples: PlannedSample[] = [];
    for (let place = start; place < this.end(chunk); place++) {
      if (stored.has(place) || this.closed.has(place % this.problems)) continue;
      samples.push({problem: place % this.problems, sampleIndex: Math.floor(place / this.problems)});
    }
    return samples;
  }

  /** How many places before this one are of problems that are not closed. */
  private openUpTo(place: number): number {
    const rounds = Math.floor(place / this.problems);
    return rounds * this.openBefore[this.problems]! + this.openBefore[place - rounds * this.problems]!;
  }

  /** The place after a chunk's last one. */
  private end(chunk: number): number {
    return Math.min((chunk + 1) * this.chunkSize, this.total);
  }
}
