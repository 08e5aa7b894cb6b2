import type {Counts} from "../../src/metrics/counts/counts.js";
import {crossingPoint} from "../../src/metrics/coverage/crossing-point.js";
import {
  lookBudgets,
  pairLook,
  type PairLook,
  type PairLookOptions
} from "../../src/metrics/coverage/settled.js";
import {looks, type StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import {random, type Random} from "../../src/random/random.js";
import type {Pair, Rates} from "./pairs.js";

/** Correct completions of one problem among the first so many, a number for each look. */
type Prefixes = number[];

/** The looks of one benchmark in one way of sampling, and completions drawn up to each. */
export interface Course {
  looks: PairLook[];
  used: number[];
}

export interface TrialOptions extends Omit<PairLookOptions, "looks"> {
  rule: StoppingRule;
  /** Completions at the first look; problems stop from `rule.first` on. */
  from: number;
  problems: number;
}

/** One benchmark drawn from a population: sampled by the rule, and as much of every problem, from the same completions. */
export interface Trial {
  rates: Rates[];
  adaptive: Course;
  uniform: Course;
  /** The uniform looks each at the whole level: what a plan for that n alone would print. */
  single: Course;
  /** Part of the completions of n = the last look that problems take which are solved in none of theirs: what no stop at successes saves. */
  unsolved: number;
}

/** True differences RL - base at budgets up to `most`. */
export interface Truth {
  ks: number[];
  difference: Float64Array;
}

export function truth(rates: readonly Rates[], most: number): Truth {
  const ks = lookBudgets(most);
  const difference = Float64Array.from(ks, (k) => {
    let sum = 0;
    for (const {base, rl} of rates) sum += (1 - base) ** k - (1 - rl) ** k;
    return sum / rates.length;
  });
  return {ks, difference};
}

/** The true k* among the budgets up to `kMax`. */
export function trueCrossing({ks, difference}: Truth, kMax: number): number {
  const measured = ks.filter((k) => k <= kMax);
  return crossingPoint(measured, difference.subarray(0, measured.length));
}

/** Draws a benchmark and samples it to the last look; where sampling would have ended is for the reader of the looks to say. */
export function trial(pair: Pair, name: string, options: TrialOptions): Trial {
  const {rule, from, problems, most} = options;
  const stream = random(name);
  const sizes = looks({first: from}, most);
  const rates = Array.from({length: problems}, () => pair.rates[stream.below(pair.rates.length)]!);
  const sides = (["base", "rl"] as const).map((side) =>
    rates.map((problem) => prefixes(problem[side], sizes, stream))
  );
  const uniform = (place: number, cells: Prefixes[]): Counts[] =>
    cells.map((counts) => ({n: sizes[place]!, c: counts[place]!}));
  const stopped = (place: number, cells: Prefixes[]): Counts[] =>
    cells.map((counts) => {
      const at = counts.findIndex((c, i) => sizes[i]! >= rule.first && c >= rule.successes);
      const last = at < 0 ? place : Math.min(at, place);
      return {n: sizes[last]!, c: counts[last]!, rule};
    });
  const course = (at: typeof uniform, planned: number): Course => {
    const both = sizes.map((_, place) => sides.map((cells) => at(place, cells)));
    return {
      looks: both.map(([base, rl]) => pairLook(base!, rl!, {...options, looks: planned})),
      used: both.map((counts) => counts.flat().reduce((sum, {n}) => sum + n, 0))
    };
  };
  return {
    rates,
    adaptive: course(stopped, sizes.length),
    uniform: course(uniform, sizes.length),
    single: course(uniform, 1),
    unsolved: sides.flat().filter((counts) => counts.at(-1) === 0).length / (2 * problems)
  };
}

function prefixes(rate: number, sizes: readonly number[], stream: Random): Prefixes {
  let [count, drawn] = [0, 0];
  return sizes.map((size) => {
    for (; drawn < size; drawn++) if (stream.uniform() < rate) count++;
    return count;
  });
}

/** Where a course ends: at the first look that settles k* on its problems, or at the last one. */
export function end({looks: all}: Course): number {
  const found = all.findIndex(({here}) => here.settled !== "open");
  return found < 0 ? all.length - 1 : found;
}
