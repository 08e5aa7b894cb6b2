import type {ProblemCount} from "../../../src/metrics/counts/problem-count.js";
import {recipeComparison} from "../../../src/metrics/runs/recipe-comparison.js";
import type {Interval} from "../../../src/metrics/statistics/interval.js";
import {randomNormal} from "../../../src/random/draws.js";
import {random} from "../../../src/random/random.js";
import type {Family} from "../family.js";
import {expectation, type Truth} from "../truth.js";
import {meanCurve, trainedAs} from "./runs.js";

const names = {
  atOne: "range of recipes at k = 1 over problems and 3 runs",
  atMost: "range of recipes at k = n over problems and 3 runs",
  gap: "least gap of recipes to the base over problems and 3 runs"
};

const RUNS = 3;

/** How much sharper each recipe is than the population's RL, and how many more problems it loses. */
const RECIPES = [
  {sharper: 1, lost: 0},
  {sharper: 1.2, lost: 0.03},
  {sharper: 1.4, lost: 0.06}
];

/** Three recipes with three runs each, whose runs scatter; on one of two benchmarks on which the intervals hold at once. */
export const recipes: Family = {
  quantities: Object.values(names).map((name) => ({
    name,
    printed: "algorithms against the spread of their runs"
  })),
  values(truth, {n}) {
    const curves = RECIPES.map((recipe) => meanCurve(populationOf(truth, recipe), [1, n]));
    const range = (j: number): number => {
      const at = curves.map((curve) => curve[j]!);
      return Math.max(...at) - Math.min(...at);
    };
    const base = expectation(truth, (p) => 1 - (1 - p) ** n);
    return new Map([
      [names.atOne, range(0)],
      [names.atMost, range(1)],
      [names.gap, base - Math.max(...curves.map((curve) => curve[0]!))]
    ]);
  },
  sample(truth, {problems, n}, name) {
    const stream = random(name);
    const all = RECIPES.map((recipe, i) =>
      Array.from({length: RUNS}, (_, run) => ({
        id: `recipe ${i}, run ${run}`,
        ...trainedAs(populationOf(truth, recipe), randomNormal(stream), randomNormal(stream))
      }))
    );
    const counts: ProblemCount[] = [];
    const draw = (policy: string, problem: number, rate: number): void => {
      let c = 0;
      for (let i = 0; i < n; i++) if (stream.uniform() < rate) c++;
      counts.push({benchmark: "one", policy, problem_id: String(problem), n, c});
    };
    for (let i = 0; i < problems; i++) {
      const p = truth.base(stream.uniform());
      draw("base", i, p);
      for (const {id, sharpened, lost} of all.flat())
        draw(id, i, stream.uniform() < lost ? 0 : 1 - (1 - p) ** sharpened);
    }
    const compared = all.map((runs) => ({recipe: runs[0]!.id, runs: runs.map(({id}) => id), base: "base"}));
    const found = recipeComparison("one", counts, compared, {
      base: "base",
      level: 0.95,
      seed: 1,
      benchmarks: 2
    })!;
    const report = new Map<string, Interval>([
      [names.atOne, found.atOne.range],
      [names.atMost, found.atMost.range]
    ]);
    if (found.leastGap !== null) report.set(names.gap, found.leastGap);
    return {report};
  }
};

/** The population as the recipe's runs make it on average; where RL changes nothing, all recipes are alike. */
function populationOf(truth: Truth, {sharper, lost}: (typeof RECIPES)[number]): Truth {
  if (truth.sharpened === 1 && truth.lost === 0) return truth;
  return {...truth, sharpened: truth.sharpened * sharper, lost: truth.lost + lost};
}
