import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {completionColumns, laterCompletionColumns} from "../../schema/completion.js";
import type {Problem} from "../../schema/problem.js";
import {studyCells, type StudyCell} from "../../schema/study/study-cells.js";
import type {Study} from "../../schema/study.js";
import {verdictColumns, type Judgement} from "../../schema/verdict.js";
import {quote, type Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles, type RunFolder, type VerifierName} from "../../store/run-folder.js";
import {selectCounts} from "../../store/select-counts.js";

/** What is stored of one policy on one benchmark. */
export interface ExportCell extends StudyCell {
  /** By id, in the benchmark's order. */
  problems: ReadonlyMap<string, Problem>;
  /** None where there are bare counts alone. */
  completions: number;
  /** The most completions that a problem has. */
  repeats: number;
  /** As the study states it; null where it does not, of imported completions. */
  sampling: Readonly<Record<"temperature" | "topP" | "maxTokens" | "power", number | null>>;
  /** Files of imported counts. */
  countFiles: readonly string[];
  /** Those that judged some of them, each in its newest version. */
  verifiers: readonly VerifierName[];
  /**
   * SQL for them in the order of the benchmark's problems and of their indexes, without those whose problem it lacks: the columns of completions, and `v0`, `v1`, … for the verdict of each
   * of `verifiers`, a struct or NULL.
   */
  select: string;
}

/** The verdict of a verifier on a completion. */
type ExportVerdict = Judgement & {version: number};

/** A stored completion with its verdicts, by verifier. */
export interface ExportRow {
  problem: Problem;
  sampleIndex: number;
  seed: number | null;
  completion: string;
  reasoning: string | null;
  completionTokens: number | null;
  finishReason: string | null;
  sumLogprob: number | null;
  meanEntropy: number | null;
  engine: string;
  source: string;
  verdicts: ReadonlyMap<string, ExportVerdict>;
}

/** The cells of a study of which the run has completions or counts, in the study's order. */
export async function exportCells(database: Database, study: Study, run: RunFolder): Promise<ExportCell[]> {
  const cells: ExportCell[] = [];
  for (const cell of studyCells(study)) {
    const {benchmark, policy} = cell;
    const files = parquetFiles(run.completions(benchmark.id, policy.id));
    const countFiles = parquetFiles(run.counts(benchmark.id, policy.id));
    if (files.length + countFiles.length === 0) continue;
    const stored = await selectFiles(database, files, completionColumns, laterCompletionColumns);
    const asked = `SELECT * FROM (${stored}) WHERE sample_index < ${cell.n}`;
    const [found] = await database.rows<{completions: number; repeats: number}>(
      `SELECT count(*) AS completions, coalesce(max(sample_index) + 1, 0) AS repeats FROM (${asked})`
    );
    const problems = readBenchmark(benchmark);
    cells.push({
      ...cell,
      ...found!,
      problems: new Map(problems.map((problem) => [problem.problemId, problem])),
      sampling: policy.samples ?? policy.sampling,
      countFiles,
      ...(await withVerdicts(database, run, cell, ofProblems(asked, problems)))
    });
  }
  return cells;
}

/** The completions whose problem is one of a benchmark's, with its place there. */
function ofProblems(completions: string, problems: readonly Problem[]): string {
  const ids = problems.map(({problemId}) => quote(problemId)).join(", ");
  return `SELECT * FROM (${completions}) JOIN (
    SELECT unnest([${ids}]) AS problem_id, unnest(range(${problems.length})) AS problem_place) USING (problem_id)`;
}

async function withVerdicts(
  database: Database,
  run: RunFolder,
  {benchmark, policy}: StudyCell,
  completions: string
): Promise<Pick<ExportCell, "verifiers" | "select">> {
  const verdicts = run
    .verifiers()
    .map((verifier) => ({verifier, files: parquetFiles(run.verdicts(verifier, benchmark.id, policy.id))}))
    .filter(({files}) => files.length > 0);
  let from = `(${completions})`;
  for (const [i, {files}] of verdicts.entries())
    from += ` LEFT JOIN (SELECT problem_id, sample_index,
        {verdict: verdict, extracted: extracted, reason: reason, rule: rule} AS v${i}
      FROM (${await selectFiles(database, files, verdictColumns)})) USING (problem_id, sample_index)`;
  return {
    verifiers: verdicts.map(({verifier}) => verifier),
    select: `SELECT * FROM ${from} ORDER BY problem_place, sample_index`
  };
}

/** The rows of a cell, in batches. */
export async function* cellRows(database: Database, cell: ExportCell): AsyncGenerator<readonly ExportRow[]> {
  const result = await database.connection.stream(cell.select);
  for await (const rows of result.yieldRowObjectJs())
    yield rows.map((row) => exportRow(row, cell.problems.get(row.problem_id as string)!, cell.verifiers));
}

function exportRow(
  row: Record<string, unknown>,
  problem: Problem,
  verifiers: readonly VerifierName[]
): ExportRow {
  const verdicts = verifiers.flatMap(({id, version}, i): [string, ExportVerdict][] => {
    const verdict = row[`v${i}`] as Judgement | null;
    return verdict === null ? [] : [[id, {version, ...verdict}]];
  });
  const {seed} = row;
  return {
    problem,
    sampleIndex: Number(row.sample_index),
    seed: seed === null ? null : Number(seed),
    completion: row.completion as string,
    reasoning: (row.reasoning ?? null) as string | null,
    completionTokens: row.completion_tokens as number | null,
    finishReason: row.finish_reason as string | null,
    sumLogprob: row.sum_logprob as number | null,
    meanEntropy: row.mean_entropy as number | null,
    engine: row.engine as string,
    source: row.source as string,
    verdicts: new Map(verdicts)
  };
}

/** How often each problem was judged and found correct; a verdict that is an error counts in neither. */
export interface CellCount {
  problemId: string;
  n: number;
  c: number;
}

/** The counts of a cell by one of its verifiers, in the order of the problems' ids. */
export async function cellCounts(
  database: Database,
  cell: ExportCell,
  verifier: string
): Promise<CellCount[]> {
  const place = cell.verifiers.findIndex(({id}) => id === verifier);
  if (place < 0) return [];
  const rows = await database.rows<{problem_id: string; n: number; c: number}>(
    `SELECT problem_id, count(*) AS n, count(*) FILTER (v${place}.verdict = ${quote("correct")}) AS c
     FROM (${cell.select}) WHERE v${place}.verdict <> ${quote("error")} GROUP BY problem_id ORDER BY problem_id`
  );
  return rows.map(({problem_id, n, c}) => ({problemId: problem_id, n, c}));
}

/** Imported counts of a cell, by whose they are. */
export async function importedCounts(
  database: Database,
  {countFiles}: ExportCell
): Promise<(CellCount & {verifier: string})[]> {
  if (countFiles.length === 0) return [];
  const rows = await database.rows<{problem_id: string; verifier: string; n: number; c: number}>(
    `FROM (${await selectCounts(database, countFiles)}) ORDER BY verifier, problem_id`
  );
  return rows.map(({problem_id, ...count}) => ({problemId: problem_id, ...count}));
}
