import {sizeTrend, type SizedPair, type SizesTable} from "../../../src/metrics/runs/size-trend.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {reportInput} from "../views/report-input.js";
import {modelCards} from "./model-cards.js";

/**
 * Trends over the sizes of the experiment `sizes`: its RL policies beside their bases, as large as the study or the model's card
 * says; those whose size nobody says are left out. No benchmarks where the study lacks the experiment.
 */
export async function sizesTable(environment: NodeJS.ProcessEnv): Promise<SizesTable> {
  const {study} = reportInput(environment);
  const {level} = study.bootstrap;
  const experiment = study.experiments.find(({id}) => id === "sizes");
  if (experiment === undefined) return {level, benchmarks: []};
  const cards = modelCards(environment);
  const pairs = study.policies.flatMap(({id, role, base, seedOf, training}): SizedPair[] => {
    const parameters = training.parameters ?? cards.find(({policy}) => policy === id)?.parameters;
    if (role !== "rl" || base === null || seedOf !== null || parameters === undefined) return [];
    if (![id, base].every((one) => experiment.policies.includes(one))) return [];
    return [{base, rl: id, parameters}];
  });
  const counts = await withPartialCounts(environment, (database, input) =>
    problemCounts(database, input, {experiment: "sizes"})
  );
  return {
    level,
    benchmarks: experiment.benchmarks.flatMap((id) => sizeTrend(id, counts, pairs, level) ?? [])
  };
}
