import {existsSync} from "node:fs";
import type {
  ScoredText,
  SupportSideName,
  SupportSource,
  SupportText
} from "../../../src/metrics/support/support-text.js";
import {referenceColumns} from "../../schema/score.js";
import {SUPPORT_PARTS, supportColumns, type supportRow} from "../../schema/rows/support-score.js";
import type {SupportPair} from "../../schema/study/support-tasks.js";
import {verdictColumns} from "../../schema/verdict.js";
import type {Database} from "../../store/database.js";
import {selectFiles} from "../../store/read-files.js";
import {parquetFiles} from "../../store/run-folder.js";
import type {ReportInput} from "../views/report-input.js";
import {selectCompletions} from "../views/select-completions.js";

type StoredRow = {
  [name in keyof ReturnType<typeof supportRow>]: name extends "problem_id" | "outside_token"
    ? string
    : number;
};

type TextRow = StoredRow & {completion: string; finish_reason: string; verdict: string};

/** The distinct texts of a pair's problems with what both models make of them; a text of several authors stands once. */
export async function supportTexts(
  database: Database,
  input: ReportInput,
  {benchmark, base, rl, baseN, rlN}: SupportPair
): Promise<SupportText[]> {
  const texts = new Map<string, SupportText>();
  const authors = [
    {source: "base", author: base.id, n: baseN},
    {source: "rl", author: rl.id, n: rlN},
    {source: "reference", author: null, n: Infinity}
  ] as const;
  for (const {source, author, n} of authors) {
    const written = await writtenTexts(database, input, {benchmark, author, n});
    for (const [side, scorer] of [
      ["base", base.id],
      ["rl", rl.id]
    ] as const) {
      const file = input.run.support(scorer, benchmark.id, author);
      const scores = await selectFiles(database, existsSync(file) ? [file] : [], supportColumns);
      const rows = await database.rows<TextRow>(
        `SELECT * FROM (${scores}) JOIN (${written}) USING (problem_id, sample_index) ORDER BY problem_id, sample_index`
      );
      for (const row of rows) addText(texts, row, source, side);
    }
  }
  return [...texts.values()];
}

/** SQL for the texts of an author with their verdicts; reference solutions are correct. */
async function writtenTexts(
  database: Database,
  {run}: ReportInput,
  {benchmark, author, n}: {benchmark: SupportPair["benchmark"]; author: string | null; n: number}
): Promise<string> {
  if (author === null) {
    const files = parquetFiles(run.references(benchmark.id));
    return `SELECT problem_id, sample_index, completion, finish_reason, 'correct' AS verdict
      FROM (${await selectFiles(database, files, referenceColumns)})`;
  }
  const verifier = run.newestVerifier(benchmark.verifier);
  const files = parquetFiles(run.verdicts(verifier, benchmark.id, author));
  return `SELECT problem_id, sample_index, completion, coalesce(finish_reason, 'stop') AS finish_reason, verdict
    FROM (${await selectCompletions(database, run, benchmark.id, author)})
    JOIN (${await selectFiles(database, files, verdictColumns)}) USING (problem_id, sample_index)
    WHERE sample_index < ${n} AND verdict IN ('correct', 'incorrect')`;
}

function addText(
  texts: Map<string, SupportText>,
  row: TextRow,
  source: SupportSource,
  side: SupportSideName
): void {
  const key = JSON.stringify([row.problem_id, row.finish_reason, row.completion]);
  const known: SupportText = texts.get(key) ?? {
    problemId: row.problem_id,
    text: row.completion,
    sources: [],
    isCorrect: row.verdict === "correct",
    base: null,
    rl: null
  };
  const sources = known.sources.includes(source) ? known.sources : [...known.sources, source];
  texts.set(key, {...known, sources, [side]: scoredText(row)});
}

function scoredText(row: TextRow): ScoredText | null {
  // Null in every column where the model could not read the text.
  const sumLogprob = row.sum_logprob as number | null;
  if (sumLogprob === null) return null;
  return {
    sumLogprob,
    sampledLow: row.sampled_low,
    sampledHigh: row.sampled_high,
    neededLow: row.needed_top_p_low,
    neededHigh: row.needed_top_p_high,
    outside:
      (row.outside_at as number | null) === null
        ? null
        : {
            at: row.outside_at,
            token: row.outside_token,
            from: row.outside_from,
            logprob: row.outside_logprob
          },
    parts: Array.from({length: SUPPORT_PARTS}, (_, i) => row[`part_${i + 1}` as "part_1"])
  };
}
