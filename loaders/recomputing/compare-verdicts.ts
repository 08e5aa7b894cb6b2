import {join} from "node:path";
import type {VerdictChange, VerdictChanges} from "../../src/metrics/compare/verdict-changes.js";
import type {ReportManifest} from "../publication/identity/report-manifest.js";
import {UserError} from "../schema/user-error.js";
import {Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import type {ParquetColumns} from "../store/row-table.js";
import {openPublication} from "./open-publication.js";
import {sameFiles, verdictFiles, type VerdictFiles} from "./verdict-files.js";

/** A published report: where it was found, and its manifest. */
export interface ComparedReport {
  place: string;
  manifest: ReportManifest;
}

/** Changed verdicts of a cell that are shown. */
const EXAMPLES = 3;
/** Characters of a completion that are shown. */
const SHOWN = 2000;

const verdictColumns: ParquetColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  verdict: "VARCHAR",
  extracted: "VARCHAR",
  rule: "VARCHAR"
};
const completionColumns: ParquetColumns = {
  problem_id: "VARCHAR",
  sample_index: "INTEGER",
  completion: "VARCHAR"
};

/**
 * Which verdicts changed between two published reports, from their data sets: of completions that both have with the same text,
 * cell by cell and verifier by verifier, the newest version of each. Files that both have with the same bytes are not read, and
 * of a data set on the web only the others are downloaded, into `folder`. A data set that cannot be had is said in `missing`.
 */
export async function compareVerdicts(
  a: ComparedReport,
  b: ComparedReport,
  folder: string
): Promise<VerdictChanges> {
  const [first, second] = [verdictFiles(a.manifest), verdictFiles(b.manifest)];
  const shared = [...first].flatMap(([key, one]): [VerdictFiles, VerdictFiles][] => {
    const other = second.get(key);
    return other === undefined ? [] : [[one, other]];
  });
  const differing = shared.filter((pair) => !sameFiles(a.manifest, b.manifest, pair));
  const identical = shared.length - differing.length;
  if (differing.length === 0) return {missing: null, identical, cells: []};
  try {
    const workspaces = [
      await openWorkspace(
        a,
        differing.map(([one]) => one),
        join(folder, "first")
      ),
      await openWorkspace(
        b,
        differing.map(([, other]) => other),
        join(folder, "second")
      )
    ] as const;
    const database = await Database.open();
    try {
      const cells: VerdictChange[] = [];
      for (const pair of differing) cells.push(await cellChange(database, pair, workspaces));
      return {missing: null, identical, cells};
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {missing: error.message, identical, cells: []};
  }
}

/** The folder of the workspace in which the files of these cells are. */
async function openWorkspace(
  {place, manifest}: ComparedReport,
  cells: readonly VerdictFiles[],
  folder: string
): Promise<string> {
  const wanted = new Set(cells.flatMap(({verdicts, completions}) => [...verdicts, ...completions]));
  const {dataset, workspace} = await openPublication(
    place,
    undefined,
    folder,
    undefined,
    (part, name) => part === "workspace" && wanted.has(name)
  );
  if (dataset.identity !== manifest.identity)
    throw new UserError(
      `${place}: its data set is of another report, ${dataset.identity.slice(0, 12)} in place of ${manifest.identity.slice(0, 12)}`
    );
  return workspace;
}

interface ChangedRow {
  a_verdict: string;
  b_verdict: string;
  a_extracted: string | null;
  b_extracted: string | null;
  a_rule: string;
  b_rule: string;
  problem_id: string;
  sample_index: number;
  completion: string;
}

async function cellChange(
  database: Database,
  [one, other]: readonly [VerdictFiles, VerdictFiles],
  workspaces: readonly [string, string]
): Promise<VerdictChange> {
  const judged = async ({verdicts, completions}: VerdictFiles, workspace: string): Promise<string> => {
    const paths = (names: readonly string[]): string[] => names.map((name) => join(workspace, name));
    const [left, right] = [
      await selectFiles(database, paths(verdicts), verdictColumns),
      await selectFiles(database, paths(completions), completionColumns)
    ];
    return `SELECT * FROM (${left}) JOIN (${right}) USING (problem_id, sample_index)`;
  };
  const [a, b] = [await judged(one, workspaces[0]), await judged(other, workspaces[1])];
  const both = `(${a}) a JOIN (${b}) b USING (problem_id, sample_index)`;
  const [counts] = await database.rows<{same: number; others: number}>(
    `SELECT count(*) FILTER (a.completion = b.completion) AS same,
       count(*) FILTER (a.completion <> b.completion) AS others FROM ${both}`
  );
  const changed = `a.completion = b.completion AND a.verdict <> b.verdict`;
  const kinds = await database.rows<{a: string; b: string; count: number}>(
    `SELECT a.verdict AS a, b.verdict AS b, count(*) AS count FROM ${both}
     WHERE ${changed} GROUP BY ALL ORDER BY count DESC, a, b`
  );
  const examples = await database.rows<ChangedRow>(
    `SELECT problem_id, sample_index, left(a.completion, ${SHOWN}) AS completion,
       a.verdict AS a_verdict, b.verdict AS b_verdict, a.extracted AS a_extracted, b.extracted AS b_extracted,
       a.rule AS a_rule, b.rule AS b_rule
     FROM ${both} WHERE ${changed} ORDER BY problem_id, sample_index LIMIT ${EXAMPLES}`
  );
  return {
    ...{policy: one.policy, benchmark: one.benchmark, verifier: one.verifier},
    versions: [one.version, other.version],
    ...{same: counts!.same, otherTexts: counts!.others, kinds},
    examples: examples.map((row) => ({
      ...{problemId: row.problem_id, sampleIndex: row.sample_index, completion: row.completion},
      a: {verdict: row.a_verdict, extracted: row.a_extracted, rule: row.a_rule},
      b: {verdict: row.b_verdict, extracted: row.b_extracted, rule: row.b_rule}
    }))
  };
}
