import {random, type Random} from "../../random/random.js";
import {lookHere, type LookResult, type Settled} from "../coverage/settled.js";
import {quantile} from "../statistics/quantile.js";
import {
  adaptiveCourse,
  courseSizes,
  drawPrefixes,
  stoppedCounts,
  type CoursePlan,
  type Looked,
  type Prefixes
} from "./adaptive-course.js";
import {rateOf, type RatePopulation} from "./rate-population.js";

export interface AdaptivePowerOptions {
  population: RatePopulation;
  /** Numbers of problems, ascending. */
  problems: readonly number[];
  plan: CoursePlan;
  /** What all completions may come to. */
  budget: number;
  /** Simulated studies. */
  replicates: number;
  seed: string | number;
}

/** What a study of so many problems whose n is adaptive comes to. */
export interface AdaptiveCell {
  problems: number;
  /** Shares of the simulated studies by what they settle. */
  ends: Record<Settled, number>;
  /** Completions of both policies up to the end: half of the studies take no more, and nine of ten. */
  median: number;
  nineOfTen: number;
  /** If no problem stopped. */
  planned: number;
}

/**
 * What adaptive sampling settles and takes, by simulation: each replicate draws problems from the population and completions at their
 * rates, and takes the looks that `adaptiveStep` would take, to the same end. Fewer problems are the first ones of many. The same
 * options give the same cells. A share's standard error is at most 0.5 / sqrt(replicates).
 */
export function adaptiveCells(options: AdaptivePowerOptions): AdaptiveCell[] {
  const {problems, plan, replicates, seed} = options;
  const most = problems.at(-1) ?? 0;
  const sizes = courseSizes(plan);
  const source = random(`adaptive power ${seed}`);
  const tallies = problems.map(() => new EndTally(replicates));
  for (let r = 0; r < replicates; r++) {
    const sides = drawSides(source, most, {population: options.population, sizes});
    for (const [j, count] of problems.entries())
      tallies[j]!.add(
        ended(
          sides.map((side) => side.slice(0, count)),
          sizes,
          options
        )
      );
  }
  return problems.map((count, j) => ({
    problems: count,
    ...tallies[j]!.shares(),
    planned: 2 * count * sizes.at(-1)!
  }));
}

function drawSides(
  source: Random,
  count: number,
  {population, sizes}: {population: RatePopulation; sizes: readonly number[]}
): Prefixes[][] {
  const logits = [new Float64Array(count), new Float64Array(count)] as const;
  population.draw(source, ...logits);
  return logits.map((side) => Array.from(side, (logit) => drawPrefixes(rateOf(logit), sizes, source)));
}

/** The look at which sampling ends: that which settles, the last one, or the last that the budget reaches. */
function ended(
  [base, rl]: Prefixes[][],
  sizes: readonly number[],
  {plan, budget}: AdaptivePowerOptions
): Looked<LookResult> {
  const {rule} = plan;
  const at = (place: number, times: number): Looked<LookResult> => {
    const own = {...rule, successes: times * rule.successes};
    const counts = [base!, rl!].map((side) => stoppedCounts(side, {sizes, place, rule: own}));
    const used = counts.flat().reduce((sum, {n}) => sum + n, 0);
    return {look: lookHere(counts[0]!, counts[1]!, {...plan, share: plan.share(sizes[place]!)}), used};
  };
  let last: Looked<LookResult> | undefined;
  for (const looked of adaptiveCourse(sizes, plan.raised, {at, here: (look) => look})) {
    if (last !== undefined && looked.used > budget) return last;
    last = looked;
    if (looked.look.settled !== "open") return looked;
  }
  return last!;
}

class EndTally {
  private readonly ends = {crossing: 0, "base-ahead": 0, "rl-ahead": 0, unsolved: 0, open: 0};
  private readonly used: Float64Array;
  private count = 0;

  constructor(replicates: number) {
    this.used = new Float64Array(replicates);
  }

  add({look, used}: Looked<LookResult>): void {
    this.ends[look.settled]++;
    this.used[this.count++] = used;
  }

  shares(): Pick<AdaptiveCell, "ends" | "median" | "nineOfTen"> {
    const sorted = this.used.toSorted();
    const ends = Object.fromEntries(Object.entries(this.ends).map(([end, n]) => [end, n / this.count]));
    return {
      ends: ends as AdaptiveCell["ends"],
      median: Math.round(quantile(sorted, 0.5)),
      nineOfTen: Math.round(quantile(sorted, 0.9))
    };
  }
}
