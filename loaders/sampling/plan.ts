import type {Database} from "../store/database.js";
import {parquetFiles} from "../store/run-folder.js";
import {selectFiles} from "../store/read-files.js";

/** A completion to draw: the problem's place in its benchmark, and the sample index. */
export interface PlannedSample {
  problem: number;
  sampleIndex: number;
}

/**
 * Which completions of one (benchmark, policy) are missing. All planned completions stand in one order, by sample index and
 * then by problem; chunks of `chunkSize` places cut it. A chunk's bounds depend on neither n nor on what is stored, so that a
 * run that was killed and resumed writes the same files as one that was not.
 */
export class SamplingPlan {
  /** Missing completions over all chunks. */
  readonly missing: number;
  /** Chunks that lack something, in order. */
  readonly chunks: readonly number[];
  private readonly database: Database;

  private constructor(database: Database, chunks: {chunk: number; missing: number}[]) {
    this.database = database;
    this.chunks = chunks.map(({chunk}) => chunk);
    this.missing = chunks.reduce((sum, {missing}) => sum + missing, 0);
  }

  /** Reads the keys in `folder`; `database` is the plan's own until it is done with. */
  static async make(
    database: Database,
    folder: string,
    problemIds: readonly string[],
    n: number,
    chunkSize: number
  ): Promise<SamplingPlan> {
    const stored = await selectFiles(database, parquetFiles(folder), {
      problem_id: "VARCHAR",
      sample_index: "INTEGER"
    });
    await database.run(
      `CREATE OR REPLACE TEMP TABLE planned_problem AS
       SELECT unnest(CAST($1 AS JSON)::VARCHAR[]) AS problem_id, generate_subscripts(CAST($1 AS JSON)::VARCHAR[], 1) - 1 AS problem`,
      [JSON.stringify(problemIds)]
    );
    await database.run(
      `CREATE OR REPLACE TEMP TABLE missing_sample AS
       SELECT problem, sample_index, (sample_index * ${problemIds.length} + problem) // ${chunkSize} AS chunk
       FROM planned_problem CROSS JOIN (SELECT range::BIGINT AS sample_index FROM range(${n}))
       ANTI JOIN (${stored}) USING (problem_id, sample_index)`
    );
    const chunks = await database.rows<{chunk: number; missing: number}>(
      "SELECT chunk, count(*) AS missing FROM missing_sample GROUP BY chunk ORDER BY chunk"
    );
    return new SamplingPlan(database, chunks);
  }

  /** The missing completions of a chunk, in order. */
  async samples(chunk: number): Promise<PlannedSample[]> {
    return this.database.rows<PlannedSample>(
      `SELECT problem::INTEGER AS problem, sample_index::INTEGER AS "sampleIndex" FROM missing_sample
       WHERE chunk = ${chunk} ORDER BY sample_index, problem`
    );
  }
}
