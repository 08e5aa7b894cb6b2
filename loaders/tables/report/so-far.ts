import type {SoFar} from "../../../src/metrics/study/so-far.js";
import {textLiteral} from "../../../src/sql/text-literal.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Study} from "../../schema/study.js";
import type {Database} from "../../store/database.js";
import {experimentCells} from "../views/experiment-cells.js";

interface Stored {
  experiment: string;
  benchmark: string;
  policy: string;
  problems: number;
  /** Completions that each of these problems has, at least. */
  drawn: number;
  /** And verdicts, errors among them. */
  judged: number;
}

/**
 * What the run has of each cell that is drawn, where completions or verdicts lack; else nothing. Cells without any verdict are
 * taken for such whose verifier cannot run here: they alone make no run incomplete. `database` has the tables of `withPartialCounts`.
 */
export async function soFar(database: Database, study: Study): Promise<{soFar?: SoFar[]}> {
  const drawn = new Set(study.policies.filter(({samples}) => samples === null).map(({id}) => id));
  const planned = experimentCells(study).filter(({policy}) => drawn.has(policy));
  const stored = await storedCells(database, study);
  const sizes = new Map(study.benchmarks.map((benchmark) => [benchmark.id, readBenchmark(benchmark).length]));
  const cells = planned.map(({experiment, benchmark, policy, n: of}) => {
    const found = stored.get(key({experiment, benchmark, policy}));
    const isEach = found !== undefined && found.problems === sizes.get(benchmark);
    const [least, n] = isEach ? [found.drawn, found.judged] : [0, 0];
    const isLacking = least < of || (n > 0 && n < of);
    return {isLacking, cell: {experiment, benchmark, policy, n, of}};
  });
  return cells.some(({isLacking}) => isLacking) ? {soFar: cells.map(({cell}) => cell)} : {};
}

async function storedCells(database: Database, study: Study): Promise<Map<string, Stored>> {
  const verifiers = study.benchmarks.map(
    ({id, verifier}) => `(benchmark = ${textLiteral(id)} AND verifier = ${textLiteral(verifier)})`
  );
  const rows = await database.rows<Stored>(
    `SELECT experiment, benchmark, policy, count(*)::INTEGER AS problems, min(drawn)::INTEGER AS drawn, min(judged)::INTEGER AS judged
     FROM (
       SELECT experiment, benchmark, policy, problem_id, sum(completions) AS drawn,
         coalesce(sum(completions) FILTER (verdict IS NOT NULL), 0) AS judged
       FROM tallies JOIN experiment_cells USING (benchmark, policy)
       WHERE smallest_n <= n AND (${verifiers.join(" OR ")})
       GROUP BY ALL
     )
     GROUP BY experiment, benchmark, policy`
  );
  return new Map(rows.map((row) => [key(row), row]));
}

function key({experiment, benchmark, policy}: Pick<Stored, "experiment" | "benchmark" | "policy">): string {
  return JSON.stringify([experiment, benchmark, policy]);
}
