import {createHash} from "node:crypto";
import {readingSize, type Unread} from "../../../src/metrics/reading/reading-size.js";
import {
  packedText,
  type PolicyReading,
  type ReadingTable
} from "../../../src/metrics/reading/reading-table.js";
import type {ReadingText} from "../../../src/metrics/reading/reading-unit.js";
import {grouped} from "../../../src/metrics/support/grouped.js";
import type {Mark} from "../../../src/metrics/study/annotation.js";
import {chainMarkColumns} from "../../schema/rows/chain-mark.js";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Benchmark} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {createVerdictsView} from "../views/verdicts-view.js";
import {judgeOf} from "./judge-summary.js";
import {isRead, readFirst} from "./reading-sql.js";

/** What there is to read of every policy on every benchmark whose verifier does not check each step: src/data/reading.json. */
export async function readingTable(environment: NodeJS.ProcessEnv): Promise<ReadingTable> {
  const input = reportInput(environment);
  const database = await Database.open();
  try {
    await createVerdictsView(database, input, isRead);
    const policies: PolicyReading[] = [];
    const cells = studyCells(input.study).filter(isRead);
    for (const benchmark of new Set(cells.map((cell) => cell.benchmark)))
      policies.push(...(await benchmarkReading(database, input, benchmark)));
    return {judge: judgeOf(input.run), policies};
  } finally {
    database.close();
  }
}

interface TextRow {
  policy: string;
  problem_id: string;
  sample_index: number;
  place: number;
  distinct_correct: number;
  correct: number;
}

/** What is to be read on one benchmark, policies and problems in the order of their ids, from the view `verdicts`. */
async function benchmarkReading(
  database: Database,
  input: ReportInput,
  {id: benchmark, verifier}: Pick<Benchmark, "id" | "verifier">
): Promise<PolicyReading[]> {
  const rows = await database.rows<TextRow>(
    `SELECT policy, problem_id, sample_index, reading_place::INTEGER AS place, distinct_correct::INTEGER AS distinct_correct,
       correct::INTEGER AS correct
     FROM (${readFirst}) ORDER BY policy, problem_id, reading`,
    [benchmark, verifier, null]
  );
  const counts = await judgedCounts(database, benchmark, verifier);
  const policies: PolicyReading[] = [];
  for (const policy of new Set(rows.map((row) => row.policy))) {
    const ns = counts.get(policy)!;
    const k = Math.min(...ns.values());
    const marks = await judgeMarks(database, input, benchmark, policy);
    const problems = grouped(
      rows.filter((row) => row.policy === policy),
      (row) => row.problem_id
    );
    const units = [...problems].map(([problem_id, texts]) => {
      const {correct: c, distinct_correct: distinct} = texts[0]!;
      const listed = texts.map(({sample_index, place}): ReadingText => {
        return {sample_index, place, judge: marks.get(JSON.stringify([problem_id, sample_index])) ?? null};
      });
      const unread: Unread = {n: ns.get(problem_id)!, c, texts: listed, distinct};
      const draw = randomNumber(["read", benchmark, policy, problem_id]);
      return {...unread, problem_id, draw, size: readingSize(unread, k), texts: listed.map(packedText)};
    });
    policies.push({benchmark, policy, k, units});
  }
  return policies;
}

/** Judged completions of each problem, by policy. */
async function judgedCounts(
  database: Database,
  benchmark: string,
  verifier: string
): Promise<Map<string, Map<string, number>>> {
  const rows = await database.rows<{policy: string; problem_id: string; n: number}>(
    `SELECT policy, problem_id, count(*)::INTEGER AS n FROM verdicts
     WHERE benchmark = $1 AND verifier = $2 AND verdict != 'error' GROUP BY ALL`,
    [benchmark, verifier]
  );
  const counts = new Map<string, Map<string, number>>();
  for (const {policy, problem_id, n} of rows) {
    const ofPolicy = counts.get(policy) ?? new Map<string, number>();
    counts.set(policy, ofPolicy.set(problem_id, n));
  }
  return counts;
}

/** The judge's marks of a policy, by problem and sample index. */
async function judgeMarks(
  database: Database,
  {run}: ReportInput,
  benchmark: string,
  policy: string
): Promise<Map<string, Mark>> {
  const files = parquetFiles(run.chainMarks(benchmark, policy));
  if (files.length === 0) return new Map();
  const rows = await database.rows<{problem_id: string; sample_index: number; mark: Mark}>(
    `SELECT problem_id, sample_index, mark FROM (${await selectFiles(database, files, chainMarkColumns)}) WHERE mark IS NOT NULL`
  );
  return new Map(
    rows.map(({problem_id, sample_index, mark}) => [JSON.stringify([problem_id, sample_index]), mark])
  );
}

/** A number above 0 and up to 1, the same for the same names. */
function randomNumber(names: readonly string[]): number {
  const word = createHash("sha256").update(JSON.stringify(names)).digest().readUIntBE(0, 6);
  return (word + 1) / 2 ** 48;
}
