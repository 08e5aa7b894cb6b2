import {benchmarkCounts, type BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

/** The counts behind the figures that look at single problems, benchmarks in the study's order. */
export async function countsTable(environment: NodeJS.ProcessEnv): Promise<BenchmarkCounts[]> {
  return withPartialCounts(environment, async (database, input) => {
    const order = input.study.benchmarks.map(({id}) => id);
    const table = benchmarkCounts(await problemCounts(database, input));
    return table.sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
  });
}
