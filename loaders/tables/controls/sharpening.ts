import {sharpeningTable, type SharpeningReport} from "../../../src/metrics/sharpening/sharpening-table.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {reportInput} from "../views/report-input.js";
import {powerSearches} from "./power-searches.js";

/** The experiment `sharpening`, its benchmarks in its order; there are none where the study lacks it. */
export async function sharpeningReport(environment: NodeJS.ProcessEnv): Promise<SharpeningReport> {
  const {study} = reportInput(environment);
  const experiment = study.experiments.find(({id}) => id === "sharpening");
  if (experiment === undefined) return {...study.bootstrap, benchmarks: [], cases: [], searches: []};
  const counts = await withPartialCounts(environment, (database, input) =>
    problemCounts(database, input, {experiment: "sharpening"})
  );
  const policies = study.policies
    .filter(({id}) => experiment.policies.includes(id))
    .map(({id, base, role, samples, sampling}) => ({
      policy: id,
      base,
      role,
      power: (samples ?? sampling).power
    }));
  const table = sharpeningTable(counts, policies, study.bootstrap);
  const place = ({benchmark}: {benchmark: string}): number => experiment.benchmarks.indexOf(benchmark);
  table.benchmarks.sort((a, b) => place(a) - place(b));
  table.cases.sort((a, b) => place(a) - place(b));
  return {...table, searches: powerSearches(environment)};
}
