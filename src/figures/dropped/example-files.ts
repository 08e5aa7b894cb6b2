import {toCsv} from "../../findings/shared/csv.js";
import type {ReportSet} from "../../findings/dropped/report-sets.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";

/** The report's own counts of its first pair as the files that a reader would give: what such a file looks like. */
export function exampleFiles(counts: readonly BenchmarkCounts[], [set]: readonly ReportSet[]): File[] {
  const found = counts.find(({benchmark}) => benchmark === set?.benchmark.benchmark);
  return (set?.policies ?? []).flatMap(({policy}) => {
    const one = found?.policies.find((other) => other.policy === policy);
    if (one === undefined) return [];
    const rows = found!.problemIds.flatMap((id, i) =>
      one.n[i]! > 0 ? [[found!.benchmark, id, one.n[i]!, one.c[i]!]] : []
    );
    return [new File([toCsv(["benchmark", "problem", "n", "c"], rows)], `${policy}.csv`, {type: "text/csv"})];
  });
}
