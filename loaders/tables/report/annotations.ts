import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import type {ReadChain} from "../../../src/metrics/coverage/read-chain.js";
import {parseAnnotations, type Annotation} from "../../../src/metrics/study/annotation.js";
import {fileError} from "../../schema/system-error.js";
import {readTextFile} from "../../schema/text-file.js";
import {UserError} from "../../schema/user-error.js";
import {Database} from "../../store/database.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {createVerdictsView} from "../views/verdicts-view.js";
import {digestSql} from "../reading/reading-sql.js";

/** The marks that readers gave, as the pages use them: src/data/annotations.json. */
export interface AnnotationTable {
  /** Marks of completions that the report holds; each names its text by the smallest sample index that has it. */
  chains: ReadChain[];
  /** Marks of this study whose completion it does not hold, or not with the text that was read. */
  unmatched: number;
}

/**
 * The study's marks from every .jsonl file of the folder that `BOUNDARY_ANNOTATIONS` names, in the order of the files'
 * names and lines; none without it. Throws a UserError that names a line that is no annotation.
 */
export async function annotationTable(environment: NodeJS.ProcessEnv): Promise<AnnotationTable> {
  const input = reportInput(environment);
  const all = readFolder(environment.BOUNDARY_ANNOTATIONS);
  const annotations = all.filter(({study}) => study === input.study.id);
  if (annotations.length === 0) return {chains: [], unmatched: 0};
  const chains = await matchChains(annotations, input);
  return {chains, unmatched: annotations.length - chains.length};
}

function readFolder(folder: string | undefined): Annotation[] {
  if (folder === undefined || !existsSync(folder)) return [];
  const names = folderNames(folder).filter((name) => name.endsWith(".jsonl"));
  return names.sort().flatMap((name) => {
    const file = join(folder, name);
    const text = readTextFile(file);
    try {
      return parseAnnotations(text, file);
    } catch (error) {
      throw new UserError((error as Error).message, {cause: error});
    }
  });
}

function folderNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw fileError(folder, error);
  }
}

interface MatchRow {
  line: number;
  sample_index: number;
  count: number;
  correct: boolean;
}

/** Finds the text of each annotation, and how often the policy wrote it. An annotation with another digest finds nothing. */
async function matchChains(annotations: readonly Annotation[], input: ReportInput): Promise<ReadChain[]> {
  const database = await Database.open();
  try {
    await createVerdictsView(database, input);
    await database.run(
      "CREATE TABLE marks (line INTEGER, verifier VARCHAR, benchmark VARCHAR, problem_id VARCHAR, policy VARCHAR, sample_index INTEGER, digest VARCHAR)"
    );
    const verifiers = new Map(input.study.benchmarks.map(({id, verifier}) => [id, verifier]));
    for (const [line, {benchmark, problem_id, policy, sample_index, digest}] of annotations.entries()) {
      await database.run("INSERT INTO marks VALUES ($1, $2, $3, $4, $5, $6, $7)", [
        line,
        verifiers.get(benchmark) ?? "",
        benchmark,
        problem_id,
        policy,
        sample_index,
        digest ?? null
      ]);
    }
    const rows = await database.rows<MatchRow>(
      `WITH read AS (
         SELECT line, verifier, benchmark, problem_id, policy, completion, verdict
         FROM marks JOIN verdicts USING (verifier, benchmark, problem_id, policy, sample_index)
         WHERE digest IS NULL OR digest = ${digestSql}
       )
       SELECT line, min(sample_index) AS sample_index, count(*) AS count, verdict = 'correct' AS correct
       FROM read JOIN verdicts USING (verifier, benchmark, problem_id, policy, completion, verdict)
       GROUP BY line, verdict ORDER BY line`
    );
    return rows.map(({line, ...found}) => ({...annotations[line]!, ...found}));
  } finally {
    database.close();
  }
}
