import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {Database, quote} from "../../loaders/store/database.js";
import {RunFolder} from "../../loaders/store/run-folder.js";

/** How large a study is. Every second policy is trained from the one before it. */
export interface StudySize {
  policies: number;
  benchmarks: number;
  problems: number;
  n: number;
}

export interface SyntheticStudy {
  study: string;
  runs: string;
  completions: number;
}

const VERIFIER = {id: "countdown@steps", version: 1};

/**
 * Writes a study and its run as the store lays them out, with completions and verdicts that DuckDB makes from hashes: the
 * same size gives the same rows. No model wrote them; they serve to measure what comes after.
 */
export async function writeSyntheticStudy(folder: string, size: StudySize): Promise<SyntheticStudy> {
  mkdirSync(folder, {recursive: true});
  const study = join(folder, "study.yaml");
  writeFileSync(study, studyText(size));
  const run = new RunFolder(join(folder, "runs", "scale"));
  const database = await Database.open();
  try {
    for (let b = 0; b < size.benchmarks; b++) {
      writeFileSync(join(folder, `${benchmarkId(b)}.jsonl`), benchmarkText(size.problems, benchmarkId(b)));
      await database.run(`CREATE OR REPLACE TABLE drawn AS ${drawnSql(b, size)}`);
      await writePartitions(database, completionsSql, join(run.path, "completions"));
      await writePartitions(
        database,
        verdictsSql,
        join(run.path, "verdicts", `verifier=${VERIFIER.id}`, `version=${VERIFIER.version}`)
      );
    }
  } finally {
    database.close();
  }
  const {policies, benchmarks, problems, n} = size;
  return {study, runs: join(folder, "runs"), completions: policies * benchmarks * problems * n};
}

async function writePartitions(database: Database, query: string, folder: string): Promise<void> {
  mkdirSync(folder, {recursive: true});
  await database.run(
    `COPY (${query}) TO ${quote(folder)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (benchmark, policy), OVERWRITE_OR_IGNORE)`
  );
}

/** Every completion of a benchmark with its chance to be correct: RL is ahead at k = 1 and never solves the hardest problems. */
function drawnSql(b: number, {policies, problems, n}: StudySize): string {
  return `
    SELECT '${benchmarkId(b)}' AS benchmark, 'policy-' || lpad(p::VARCHAR, 2, '0') AS policy, 'p' || q AS problem_id,
      i::INTEGER AS sample_index, hash(${b}, p, q, i) AS bits, pow((q + 0.5) / ${problems}, 1 + ${b} % 4) AS ease,
      CASE WHEN p % 2 = 0 THEN 0.01 + (0.6 + 0.02 * p) * ease WHEN ease < 0.08 THEN 0 ELSE least(1, 1.5 * ease) END AS accuracy,
      bits / 18446744073709551616.0 < accuracy AS is_correct
    FROM range(${policies}) policies(p), range(${problems}) problems(q), range(${n}) samples(i)`;
}

const completionsSql = `
  SELECT benchmark, policy, problem_id, sample_index, (bits >> 12)::BIGINT AS seed,
    'step ' || (bits % 97) || ' then ' || (bits % 89) || ' gives ' || (bits % 83) AS completion,
    (12 + bits % 200)::INTEGER AS completion_tokens, if(bits % 50 = 0, 'length', 'stop') AS finish_reason,
    -((bits % 100000) / 4096.0)::DOUBLE AS sum_logprob, ((bits % 1000) / 512.0)::DOUBLE AS mean_entropy,
    'micro' AS engine, 'no model: written by a benchmark' AS source
  FROM drawn`;

const verdictsSql = `
  SELECT benchmark, policy, problem_id, sample_index, if(is_correct, 'correct', 'incorrect') AS verdict,
    NULL::VARCHAR AS extracted, if(is_correct, NULL, 'mismatch') AS reason, 'bench' AS rule, 0::FLOAT AS ms
  FROM drawn`;

function benchmarkId(b: number): string {
  return `set-${String(b).padStart(2, "0")}`;
}

function benchmarkText(problems: number, benchmark: string): string {
  return problemsText(
    Array.from({length: problems}, (_, q) => {
      const numbers = [1 + (q % 50), 2 + (q % 31)];
      const target = numbers[0]! + numbers[1]!;
      const prompt = `numbers ${numbers.join(" ")} target ${target}`;
      return {benchmark, problemId: `p${q}`, domain: "countdown", prompt, gold: {numbers, target}, meta: {}};
    })
  );
}

function studyText({policies, benchmarks, n}: StudySize): string {
  const ids = Array.from({length: policies}, (_, p) => `policy-${String(p).padStart(2, "0")}`);
  return [
    "study: scale",
    "title: A synthetic study for the scale check",
    "seed: 1",
    `sampling: {n: ${n}, max_tokens: 256}`,
    "policies:",
    ...ids.map((id, p) =>
      p % 2 === 0
        ? `  - {id: ${id}, role: base, engine: micro, model: nowhere}`
        : `  - {id: ${id}, role: rl, base: ${ids[p - 1]!}, engine: micro, model: nowhere}`
    ),
    "benchmarks:",
    ...Array.from({length: benchmarks}, (_, b) => benchmarkId(b)).map(
      (id) => `  - {id: ${id}, problems: ${id}.jsonl, verifier: ${VERIFIER.id}}`
    ),
    ""
  ].join("\n");
}
