import {textLiteral} from "./text-literal.js";

/** Which completions an analysis counts, and who judges them. */
export interface TallySelection {
  /** Policies and benchmarks of one experiment, up to its n; null for every completion of the study. */
  experiment: string | null;
  /** The verifier whose verdicts count, by benchmark; other benchmarks are left out. */
  verifiers: ReadonlyMap<string, string>;
  /** Counts only completions that some experiment with at most this n draws. */
  most?: number | null;
  /** Leaves out completions cut at the token limit. */
  withoutTruncated?: boolean;
}

/**
 * A query over `tallies`, such as problem-counts.sql, restricted to a selection: one statement that runs as it is wherever
 * the tables `tallies` and `experiment_cells` are. The query must not begin with WITH.
 */
export function selectedTallies(
  query: string,
  {experiment, verifiers, most = null, withoutTruncated = false}: TallySelection
): string {
  const judges = [...verifiers].map(
    ([benchmark, verifier]) => `benchmark = ${textLiteral(benchmark)} AND verifier = ${textLiteral(verifier)}`
  );
  const conditions = [
    judges.length === 0 ? "false" : `(${judges.join(" OR ")})`,
    ...(withoutTruncated ? ["finish_reason IS DISTINCT FROM 'length'"] : []),
    ...(most === null ? [] : [`smallest_n <= ${most}`]),
    ...(experiment === null ? [] : [`experiment = ${textLiteral(experiment)}`, "smallest_n <= n"])
  ];
  const source =
    experiment === null
      ? "main.tallies"
      : "main.tallies JOIN main.experiment_cells USING (benchmark, policy)";
  return `WITH tallies AS (
  SELECT benchmark, policy, problem_id, verifier, verdict, finish_reason, completions
  FROM ${source}
  WHERE ${conditions.join("\n    AND ")}
)
${query}`;
}
