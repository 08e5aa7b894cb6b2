import {readBenchmark} from "../benchmarks/read-benchmark.js";
import type {Problem} from "../schema/problem.js";
import {chainMarkColumns} from "../schema/rows/chain-mark.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Study} from "../schema/study.js";
import {Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import {digestSql, isRead, readFirst} from "../tables/reading/reading-sql.js";
import {createVerdictsView} from "../tables/views/verdicts-view.js";

/** A correct text without a mark of the judge. */
export interface UnjudgedText {
  problem: Problem;
  sampleIndex: number;
  digest: string;
  completion: string;
}

/** Such texts of a policy on a benchmark. */
export interface UnjudgedCell {
  benchmark: string;
  policy: string;
  texts: UnjudgedText[];
  /** Texts that have a mark. */
  judged: number;
}

/** What a command is limited to; all where nothing is named. */
export interface ReadingScope {
  benchmark?: string | undefined;
  policy?: string | undefined;
}

/** The texts to read first of every policy on every benchmark whose verifier does not check each step, as far as the judge has not read them. */
export async function unjudgedTexts(
  study: Study,
  run: RunFolder,
  scope: ReadingScope = {}
): Promise<UnjudgedCell[]> {
  const database = await Database.open();
  try {
    const isAsked = (cell: StudyCell): boolean =>
      isRead(cell) &&
      (scope.benchmark ?? cell.benchmark.id) === cell.benchmark.id &&
      (scope.policy ?? cell.policy.id) === cell.policy.id;
    await createVerdictsView(database, {study, run}, isAsked);
    const cells: UnjudgedCell[] = [];
    for (const {benchmark, policy} of studyCells(study).filter(isAsked)) {
      const files = parquetFiles(run.chainMarks(benchmark.id, policy.id));
      const marks = await selectFiles(database, files, chainMarkColumns);
      const rows = await database.rows<TextRow>(
        `SELECT first.problem_id, first.sample_index, completion, ${digestSql} AS digest, marks.problem_id IS NOT NULL AS is_judged
         FROM (${readFirst}) AS first
         JOIN verdicts ON verdicts.benchmark = $1 AND verdicts.verifier = $2 AND verdicts.policy = first.policy
           AND verdicts.problem_id = first.problem_id AND verdicts.sample_index = first.sample_index
         LEFT JOIN (${marks}) AS marks ON marks.problem_id = first.problem_id AND marks.sample_index = first.sample_index
         WHERE first.policy = $4 ORDER BY first.problem_id, reading`,
        [benchmark.id, benchmark.verifier, null, policy.id]
      );
      const problems = new Map(readBenchmark(benchmark).map((problem) => [problem.problemId, problem]));
      const texts = rows
        .filter(({is_judged: isJudged}) => !isJudged)
        .map(({problem_id, sample_index, digest, completion}) => {
          return {problem: problems.get(problem_id)!, sampleIndex: sample_index, digest, completion};
        });
      if (rows.length > 0)
        cells.push({benchmark: benchmark.id, policy: policy.id, texts, judged: rows.length - texts.length});
    }
    return cells;
  } finally {
    database.close();
  }
}

interface TextRow {
  problem_id: string;
  sample_index: number;
  completion: string;
  digest: string;
  is_judged: boolean;
}
