import {idDifference} from "../../src/metrics/sets/id-difference.js";
import {quote, type Database} from "../store/database.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";

/** How the problems of two policies on one benchmark differ. */
export interface JoinDifference {
  benchmark: string;
  a: string;
  b: string;
  /** Problems of both. */
  shared: number;
  /** Problems of the first alone, and of the second. */
  onlyA: string[];
  onlyB: string[];
}

/** Pairs of policies, the first with each other one, whose problems on a benchmark are not the same. */
export async function joinDifferences(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policies: readonly string[]
): Promise<JoinDifference[]> {
  const sets: {policy: string; ids: Set<string>}[] = [];
  for (const policy of policies) {
    const ids = await problemIds(database, run, benchmark, policy);
    if (ids.size > 0) sets.push({policy, ids});
  }
  const [first, ...others] = sets;
  if (first === undefined) return [];
  return others.flatMap(({policy, ids}) => {
    const {shared, onlyA, onlyB} = idDifference(first.ids, ids);
    if (onlyA.length + onlyB.length === 0) return [];
    return [{benchmark, a: first.policy, b: policy, shared, onlyA, onlyB}];
  });
}

async function problemIds(
  database: Database,
  run: RunFolder,
  benchmark: string,
  policy: string
): Promise<Set<string>> {
  const files = [run.completions(benchmark, policy), run.counts(benchmark, policy)].flatMap(parquetFiles);
  if (files.length === 0) return new Set();
  const list = files.map(quote).join(", ");
  const rows = await database.rows<{problem_id: string}>(
    `SELECT DISTINCT problem_id FROM read_parquet([${list}], union_by_name = true) ORDER BY problem_id`
  );
  return new Set(rows.map(({problem_id}) => problem_id));
}
