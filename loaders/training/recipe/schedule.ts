import {type} from "arktype";
import type {Schedule} from "./learning-rate.js";

const shape = {"+": "reject", warmup: "number.integer >= 0", decay: "'cosine' | 'constant'"} as const;

const fixedSchema = type({...shape, peak: "number > 0"});

const searchSchema = type({
  ...shape,
  candidates: type("(number > 0)[] >= 2").narrow(
    (rates, context) => new Set(rates).size === rates.length || context.mustBe("a list of different rates")
  ),
  /** Steps that each candidate is trained for before they are compared. */
  search_steps: "number.integer >= 1"
});

/** The `learning_rate` of a recipe: a schedule, or candidates for its peak of which the run chooses one. */
export const learningRateSchema = fixedSchema.or(searchSchema);

export type LearningRateSettings = typeof learningRateSchema.infer;

/** The schedules that a run tries, in the recipe's order. */
export function candidateSchedules(settings: LearningRateSettings): Schedule[] {
  if ("peak" in settings) return [settings];
  const {candidates, warmup, decay} = settings;
  return candidates.map((peak) => ({peak, warmup, decay}));
}

/** Steps after which candidates are compared; null where there is nothing to choose. */
export function searchSteps(settings: LearningRateSettings): number | null {
  return "peak" in settings ? null : settings.search_steps;
}
