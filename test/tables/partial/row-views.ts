import {studyCells, type StudyCell} from "../../../loaders/schema/study/study-cells.js";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {quote, type Database} from "../../../loaders/store/database.js";
import {selectFiles} from "../../../loaders/store/read-files.js";
import {parquetFiles} from "../../../loaders/store/run-folder.js";
import {experimentCells, smallestN} from "../../../loaders/tables/views/experiment-cells.js";
import type {ReportInput} from "../../../loaders/tables/views/report-input.js";
import {selectCompletions} from "../../../loaders/tables/views/select-completions.js";

/** Reasons that say that a verifier gave up on a completion, and judged it incorrect. */
const GAVE_UP = "'timeout', 'crash', 'memory', 'output_limit'";

/**
 * Creates the view `audited`: one row for each completion of the study, its text as a hash, with what could spoil the verdict
 * of its benchmark's verifier as yes or no. `seed` is there only where a tool gave it; `chance` is the probability of the very
 * text, where it is known: drawn at temperature 1 from all tokens.
 */
export async function createAuditedView(database: Database, input: ReportInput): Promise<void> {
  const parts: string[] = [];
  for (const cell of studyCells(input.study)) parts.push(await auditedCell(database, input, cell));
  await database.run(`CREATE VIEW audited AS ${parts.join(" UNION ALL ")}`);
}

async function auditedCell(database: Database, {run}: ReportInput, cell: StudyCell): Promise<string> {
  const {benchmark, policy, n} = cell;
  const own = run.newestVerifier(benchmark.verifier);
  const files = (verifier: typeof own) => parquetFiles(run.verdicts(verifier, benchmark.id, policy.id));
  const others = run.verifiers().flatMap((verifier) => (verifier.id === own.id ? [] : files(verifier)));
  const {temperature, topP, power} = policy.samples ?? policy.sampling;
  const chance = temperature === 1 && topP === 1 && power === null ? "exp(sum_logprob)" : "NULL::DOUBLE";
  return `SELECT '${benchmark.id}' AS benchmark, '${policy.id}' AS policy, problem_id, sample_index,
      CASE WHEN engine = 'imported' THEN seed END AS seed,
      md5(completion) AS text,
      coalesce(verdict IN ('correct', 'incorrect'), false) AS is_judged,
      coalesce(verdict = 'correct', false) AS is_correct,
      coalesce(verdict = 'error', false) AS is_error,
      coalesce(finish_reason = 'length', false) AS is_cut,
      finish_reason IS NOT NULL AS has_finish,
      coalesce(reason = 'no_answer', false) OR trim(completion) = '' AS is_empty,
      coalesce(reason IN (${GAVE_UP}), false) AND verdict = 'incorrect' AS is_failed,
      coalesce((verdict = 'correct' AND some_incorrect) OR (verdict = 'incorrect' AND some_correct), false) AS is_disputed,
      ${chance} AS chance,
      attempts,
      completion_tokens AS tokens
    FROM (${await selectCompletions(database, run, benchmark.id, policy.id)})
    LEFT JOIN (${await selectFiles(database, files(own), verdictColumns)}) USING (problem_id, sample_index)
    LEFT JOIN (
      SELECT problem_id, sample_index, bool_or(verdict = 'correct') AS some_correct, bool_or(verdict = 'incorrect') AS some_incorrect
      FROM (${await selectFiles(database, others, verdictColumns)}) GROUP BY ALL
    ) USING (problem_id, sample_index)
    WHERE sample_index < ${n}`;
}

/**
 * Creates the view `judgements`: one row for each completion of the study and each verifier that is its benchmark's or has
 * judged something of its cell. `verdict` is NULL where that verifier has not judged it; `smallest_n` is the smallest n of
 * an experiment that includes the completion.
 */
export async function createJudgementsView(database: Database, {study, run}: ReportInput): Promise<void> {
  const experiments = experimentCells(study);
  const verifiers = run.verifiers();
  const parts: string[] = [];
  for (const cell of studyCells(study)) {
    const [benchmark, policy] = [cell.benchmark.id, cell.policy.id];
    const completions = await selectCompletions(database, run, benchmark, policy);
    const own = run.newestVerifier(cell.benchmark.verifier);
    for (const verifier of [own, ...verifiers.filter(({id}) => id !== own.id)]) {
      const files = parquetFiles(run.verdicts(verifier, benchmark, policy));
      if (files.length === 0 && verifier.id !== own.id) continue;
      parts.push(
        `SELECT '${benchmark}' AS benchmark, '${policy}' AS policy, ${quote(verifier.id)} AS verifier, problem_id, sample_index,
           verdict, finish_reason, ${smallestN(cell, experiments)} AS smallest_n
         FROM (${completions})
         LEFT JOIN (${await selectFiles(database, files, verdictColumns)}) USING (problem_id, sample_index)
         WHERE sample_index < ${cell.n}`
      );
    }
  }
  await database.run(`CREATE VIEW judgements AS ${parts.join(" UNION ALL ")}`);
}
