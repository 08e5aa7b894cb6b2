import {adaptiveCells} from "../../src/metrics/planning/adaptive-power.js";
import type {RatePopulation} from "../../src/metrics/planning/rate-population.js";
import {adaptiveRows, type CompletionCost, type StudyPlan} from "../../src/metrics/planning/study-plan.js";
import {FIRST_LOOK, lookShare, raisedRule, SETTLED_RATIO, type Adaptive} from "../schema/study/adaptive.js";

/** Simulated studies at the most: a look at each of a dozen numbers of completions takes as long as a hundred fixed ones. */
const REPLICATES = 200;

/** What a study whose n is adaptive comes to, for numbers of problems of a population; null where n is fixed. */
export function planAdaptive(
  adaptive: Adaptive | null,
  {
    population,
    problems,
    level,
    cost,
    replicates,
    seed
  }: {
    population: RatePopulation;
    problems: readonly number[];
    level: number;
    cost: CompletionCost;
    replicates: number;
    seed: number;
  }
): StudyPlan["adaptive"] {
  if (adaptive === null) return null;
  const {rule, most, aim, budget} = adaptive;
  const times = Math.min(REPLICATES, replicates);
  const cells = adaptiveCells({
    ...{population, problems, seed, replicates: times},
    plan: {
      ...{rule, most, aim, level, from: FIRST_LOOK, ratio: SETTLED_RATIO},
      raised: raisedRule(rule).successes / rule.successes,
      share: (n) => lookShare({most}, n)
    },
    budget: budget === null ? Infinity : budget.most / (budget.of === "tokens" ? tokensOf(cost) : 1)
  });
  return {
    ...{n_max: most, k_max: aim, successes: rule.successes},
    budget,
    ...{replicates: times, error: 0.5 / Math.sqrt(times)},
    rows: adaptiveRows(cells, cost)
  };
}

/** Mean tokens of a completion; where nobody knows, a budget of tokens limits nothing. */
function tokensOf({base, rl}: CompletionCost): number {
  return base === null || rl === null ? 0 : (base + rl) / 2;
}
