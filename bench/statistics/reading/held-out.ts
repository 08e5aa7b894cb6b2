import {createRandom} from "../../../src/random/keyed-random.js";
import {beta, drawRead, type JudgeRule, type Population} from "./read-population.js";
import {intervalsAfter, truths} from "./read-trial.js";

/** Populations that nothing was settled on: made after the rules of the intervals. */
export const heldOut: (Population & {n: number; problems: number})[] = [
  {name: "near the ceiling", n: 32, problems: 60, rate: (r) => beta(6, 1, r), valid: (_, r) => beta(8, 2, r)},
  {name: "rare and doubtful", n: 128, problems: 300, rate: (r) => beta(1, 20, r), valid: () => 0.6},
  {
    name: "easy is guessed",
    n: 64,
    problems: 120,
    rate: (r) => beta(1, 1, r),
    valid: (rate) => 1 - 0.7 * rate
  },
  {
    name: "two kinds",
    n: 64,
    problems: 200,
    rate: (r) => (r.uniform() < 0.5 ? 0.04 : 0.9),
    valid: (rate) => (rate < 0.5 ? 0.2 : 0.99)
  },
  {
    name: "few rotten",
    n: 64,
    problems: 200,
    rate: (r) => beta(1, 2, r),
    valid: (_, r) => (r.uniform() < 0.03 ? 0 : 1)
  },
  {
    name: "hardly any solved",
    n: 256,
    problems: 500,
    rate: (r) => (r.uniform() < 0.6 ? 0 : beta(1, 60, r)),
    valid: (_, r) => beta(2, 1, r)
  }
];

/** Says valid of a valid chain with chance `ofValid`, of an invalid one with chance `ofInvalid`. */
function says(ofValid: number, ofInvalid: number): JudgeRule {
  return (mark, _, random) =>
    random.uniform() < (mark === "valid" ? ofValid : ofInvalid) ? "valid" : "invalid";
}

export const heldOutJudges: Record<string, JudgeRule> = {
  none: () => null,
  "near-perfect": says(0.995, 0.005),
  lenient: says(0.98, 0.8),
  strict: says(0.3, 0.02),
  "wrong where rare": (mark, rate, random) =>
    says(rate < 0.1 ? 0.3 : 0.95, rate < 0.1 ? 0.7 : 0.05)(mark, rate, random),
  "half are asked": (mark, rate, random) =>
    random.uniform() < 0.5 ? null : says(0.9, 0.1)(mark, rate, random)
};

/** Readings in order after which intervals are looked at; the first is the least at which they are given. */
export const stops = [40, 50, 80, 150];

export const LEVEL = 0.95;

/** How often intervals held in one cell of the grid. */
export interface HeldRow {
  population: string;
  judge: string;
  readings: number;
  /** Trials that gave an interval. */
  given: number;
  /** Of the share of right reasoning, then of CoT-pass@k at 1, n / 8 and n: trials whose interval held the truth. */
  held: number[];
  /** Their mean widths. */
  width: number[];
}

/** The rows of a population and a judge after so many readings each, by seed. */
export function heldRows(
  population: (typeof heldOut)[number],
  judge: string,
  {trials, seed = "held out", at = stops}: {trials: number; seed?: string; at?: readonly number[]}
): HeldRow[] {
  const ks = [1, population.n / 8, population.n];
  const rows = at.map((readings): HeldRow => {
    return {population: population.name, judge, readings, given: 0, held: [0, 0, 0, 0], width: [0, 0, 0, 0]};
  });
  for (let trial = 0; trial < trials; trial++) {
    const random = createRandom(seed, population.name, judge, trial);
    const read = drawRead(population, heldOutJudges[judge]!, random, population);
    const truth = truths(read, ks);
    for (const row of rows) {
      const intervals = intervalsAfter(read, row.readings, null, ks);
      if (intervals === null) continue;
      row.given += 1;
      for (const [i, {low, high}] of intervals.entries()) {
        row.held[i]! += low <= truth[i]! + 1e-9 && truth[i]! <= high + 1e-9 ? 1 : 0;
        row.width[i]! += (high - low) / trials;
      }
    }
  }
  return rows;
}
