import {coverageTable as tabulate, type CoverageTable} from "../../src/metrics/coverage-table.js";
import {problemCounts} from "./problem-counts.js";
import {withCompletions} from "./with-completions.js";

/** The table behind the pass@k figures of the study that the environment names. */
export async function coverageTable(environment: NodeJS.ProcessEnv): Promise<CoverageTable> {
  return withCompletions(environment, async (database, {study}) => {
    const policies = study.policies.map(({id, base}) => ({policy: id, base}));
    const order = study.benchmarks.map(({id}) => id);
    const table = tabulate(await problemCounts(database), policies, study.bootstrap);
    table.benchmarks.sort((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
    return table;
  });
}
