import {recipeComparison} from "../../../src/metrics/runs/recipe-comparison.js";
import {runFamily} from "../../../src/metrics/runs/run-family.js";
import type {RunsTable} from "../../../src/metrics/runs/runs-table.js";
import {recipes, type Recipe} from "../../../src/metrics/runs/seed-copies.js";
import type {Study} from "../../schema/study.js";
import {problemCounts} from "../arrow/problem-counts.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

/**
 * The training runs of every recipe that has several, on every benchmark where two of them have verdicts, from all completions.
 * Compared are the recipes of the experiment on algorithms; where the study lacks it, those of the first base that has two.
 */
export async function runsTable(environment: NodeJS.ProcessEnv): Promise<RunsTable> {
  return withPartialCounts(environment, async (database, input) => {
    const {study} = input;
    const {level, seed} = study.bootstrap;
    const all = recipes(study.policies.map(({id, seedOf}) => ({policy: id, seedOf})));
    if (all.length === 0) return {level, families: [], comparisons: []};
    const counts = await problemCounts(database, input);
    const baseOf = new Map(study.policies.map(({id, base}) => [id, base]));
    const compared = comparedRecipes(study, all, baseOf);
    const base = baseOf.get(compared[0]?.recipe ?? "") ?? null;
    const benchmarks = study.benchmarks.map(({id}) => id);
    const compare = (count: number) =>
      benchmarks.flatMap(
        (id) => recipeComparison(id, counts, compared, {base, level, seed, benchmarks: count}) ?? []
      );
    return {
      level,
      families: benchmarks.flatMap((id) =>
        all.flatMap(
          (one) => runFamily(id, counts, {...one, base: baseOf.get(one.recipe) ?? null}, level) ?? []
        )
      ),
      // How many there are is known only after a first round.
      comparisons: compare(Math.max(1, compare(1).length))
    };
  });
}

function comparedRecipes(
  {experiments}: Study,
  all: readonly Recipe[],
  baseOf: ReadonlyMap<string, string | null>
): Recipe[] {
  const algorithms = experiments.find(({id}) => id === "algorithms");
  if (algorithms) return all.filter(({recipe}) => algorithms.policies.includes(recipe));
  const base = (recipe: string): string | null => baseOf.get(recipe) ?? null;
  const first = all.find(
    ({recipe}) => base(recipe) !== null && all.filter((one) => base(one.recipe) === base(recipe)).length > 1
  );
  return first ? all.filter(({recipe}) => base(recipe) === base(first.recipe)) : [];
}
