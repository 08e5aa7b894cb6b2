import type {Study} from "../../schema/study.js";

/** The rows of one policy on one benchmark. */
export interface CellRows<Row> {
  benchmark: string;
  policy: string;
  rows: Row[];
}

/** Rows by benchmark and policy, in the study's order; what has no row is left out. */
export function cellRows<Row extends {benchmark: string; policy: string}>(
  rows: readonly Row[],
  study: Pick<Study, "benchmarks" | "policies">
): CellRows<Row>[] {
  const cells = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.benchmark, row.policy]);
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [row]);
    else cell.push(row);
  }
  return study.benchmarks.flatMap(({id: benchmark}) =>
    study.policies.flatMap(({id: policy}) => {
      const found = cells.get(JSON.stringify([benchmark, policy]));
      return found === undefined ? [] : [{benchmark, policy, rows: found}];
    })
  );
}
