import {basename, join} from "node:path";
import {existsSync} from "node:fs";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {referenceAuthor} from "../schema/score.js";
import {scoredPairs, scoringTasks} from "../schema/scoring-tasks.js";
import {ownsFile} from "../schema/sharding/shard-file.js";
import {bucketOf} from "../schema/sharding/shard.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Study} from "../schema/study.js";
import {Database} from "../store/database.js";
import {parquetRowCounts} from "../store/parquet.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles, type RunFolder, type VerifierName} from "../store/run-folder.js";
import {findVerifier, isForeignVerifier} from "../verification/find-verifier.js";
import type {ClusterStep} from "./cluster-job.js";

/** How far a step is, and what its shards lack. */
export interface StepStatus {
  step: ClusterStep;
  /** Completions, verdicts or scores that there should be. */
  planned: number;
  missing: number;
  /** Element i: what the shard i, counted from 0, lacks. */
  byShard: number[];
}

/**
 * Compares a run's folder with its study's plan: completions that are planned; verdicts, and scores, of the completions that are there.
 * Reads keys alone. Support certificates, exact rates and imports are not looked at.
 */
export async function runStatus(study: Study, run: RunFolder, shards: number): Promise<StepStatus[]> {
  const database = await Database.open();
  try {
    const counter = new Counter(database, shards);
    const steps = [
      await counter.step("sample", (add) => sampleStatus(study, run, counter, add)),
      await counter.step("verify", (add) => verifyStatus(study, run, counter, add))
    ];
    if (scoredPairs(study).length > 0)
      steps.push(await counter.step("score", (add) => scoreStatus(study, run, counter, add)));
    return steps;
  } finally {
    database.close();
  }
}

type Add = (shard: number, planned: number, there: number) => void;

class Counter {
  readonly database: Database;
  readonly shards: number;

  constructor(database: Database, shards: number) {
    this.database = database;
    this.shards = shards;
  }

  async step(step: ClusterStep, count: (add: Add) => Promise<void>): Promise<StepStatus> {
    const status: StepStatus = {
      step,
      planned: 0,
      missing: 0,
      byShard: new Array<number>(this.shards).fill(0)
    };
    await count((shard, planned, there) => {
      const missing = Math.max(0, planned - there);
      status.planned += planned;
      status.missing += missing;
      status.byShard[shard]! += missing;
    });
    return status;
  }

  /** The shard whose work follows from a file of completions. */
  shardOfFile(benchmark: string, file: string): number {
    for (let index = 0; index < this.shards; index++)
      if (ownsFile({index, count: this.shards}, benchmark, basename(file))) return index;
    throw new RangeError(`no shard of ${this.shards} owns ${file}`);
  }
}

function drawnCells(study: Study): StudyCell[] {
  return studyCells(study).filter(({policy}) => policy.samples === null);
}

async function sampleStatus(
  study: Study,
  run: RunFolder,
  {database, shards}: Counter,
  add: Add
): Promise<void> {
  for (const {policy, benchmark, n} of drawnCells(study)) {
    const files = parquetFiles(run.completions(benchmark.id, policy.id));
    const keys = await selectFiles(database, files, {problem_id: "VARCHAR", sample_index: "INTEGER"});
    const rows = await database.rows<{problem_id: string; there: number}>(
      `SELECT problem_id, count(*) AS there FROM (${keys}) WHERE sample_index < ${n} GROUP BY problem_id`
    );
    const stored = new Map(rows.map(({problem_id, there}) => [problem_id, there]));
    for (const {problemId} of readBenchmark(benchmark))
      add(bucketOf(benchmark.id, problemId) % shards, n, stored.get(problemId) ?? 0);
  }
}

async function verifyStatus(study: Study, run: RunFolder, counter: Counter, add: Add): Promise<void> {
  for (const {policy, benchmark} of studyCells(study)) {
    const files = parquetFiles(run.completions(benchmark.id, policy.id));
    const planned = await parquetRowCounts(counter.database, files);
    for (const id of [benchmark.verifier, ...benchmark.audit]) {
      if (isForeignVerifier(study, id)) continue;
      const verifier = judgedBy(study, run, id);
      const folder = run.verdicts(verifier, benchmark.id, policy.id);
      const judged = await parquetRowCounts(counter.database, parquetFiles(folder));
      for (const file of files)
        add(
          counter.shardOfFile(benchmark.id, file),
          planned.get(file)!,
          judged.get(join(folder, basename(file))) ?? 0
        );
    }
  }
}

/** A pure verifier in the version that judges now, another one in the newest version that has judged in the run. */
function judgedBy(study: Study, run: RunFolder, id: string): VerifierName {
  const isOwn = study.ownVerifiers.some((own) => own.id === id);
  const definition = isOwn ? null : findVerifier(id);
  if (definition === null || !("version" in definition)) return run.newestVerifier(id);
  return {id, version: definition.version};
}

async function scoreStatus(study: Study, run: RunFolder, counter: Counter, add: Add): Promise<void> {
  for (const {scorer, benchmark, author, n} of scoringTasks(scoredPairs(study))) {
    const isReference = author === referenceAuthor;
    const texts = isReference ? run.references(benchmark.id) : run.completions(benchmark.id, author);
    const folder = run.scores(scorer.id, benchmark.id, author);
    for (const file of parquetFiles(texts)) {
      const scores = join(folder, basename(file));
      const count = async (path: string): Promise<number> => {
        const keys = await selectFiles(counter.database, existsSync(path) ? [path] : [], {
          sample_index: "INTEGER"
        });
        const [row] = await counter.database.rows<{there: number}>(
          `SELECT count(*) AS there FROM (${keys}) WHERE sample_index < ${n}`
        );
        return row!.there;
      };
      add(counter.shardOfFile(benchmark.id, file), await count(file), await count(scores));
    }
  }
}
