import type {Counts} from "../../src/metrics/counts/counts.js";
import {crossingPoint} from "../../src/metrics/coverage/crossing-point.js";
import {lookBudgets, pairLook, type PairLook} from "../../src/metrics/coverage/settled.js";
import type {StoppingRule} from "../../src/metrics/counts/stopping-rule.js";
import {
  adaptiveCourse,
  courseSizes,
  drawPrefixes,
  stoppedCounts,
  type CoursePlan,
  type Looked,
  type Prefixes
} from "../../src/metrics/planning/adaptive-course.js";
import {random} from "../../src/random/random.js";
import type {Pair, Rates} from "./pairs.js";

/** The looks of one benchmark in one way of sampling, and completions drawn up to each. */
export interface Course {
  looks: PairLook[];
  used: number[];
}

export interface TrialOptions extends Omit<CoursePlan, "share"> {
  problems: number;
  /** Whether to look at as much of every problem too: slow where `most` is large. */
  withUniform: boolean;
}

/** One benchmark drawn from a population: sampled by the rule, and as much of every problem, from the same completions. */
export interface Trial {
  rates: Rates[];
  /** As the program samples, but on to the last look whatever is settled. */
  adaptive: Course;
  /** Completions of n = the last look everywhere. */
  whole: number;
  /** What as much of every problem shows; null where that was not asked for. */
  beside: Beside | null;
  /** Part of the completions of n = the last look that problems take which are solved in none of theirs: what no stop at successes saves. */
  unsolved: number;
}

/** The same completions in other ways of sampling. */
export interface Beside {
  /** By the rule alone, never raised. */
  unraised: Course;
  /** As much of every problem, at the same level at each look. */
  uniform: Course;
  /** Its last look if it had no part of the level to keep for a raised rule. */
  alone: PairLook;
  /** The uniform looks each at the whole level: what a plan for that n alone would print. */
  single: Course;
}

/** True differences RL - base at budgets up to `most`. */
export interface Truth {
  ks: number[];
  difference: Float64Array;
}

export function truth(rates: readonly Rates[], {most, aim}: {most: number; aim: number}): Truth {
  // A budget beyond what is measured is bounded, and its truth is asked for too.
  const ks = [...lookBudgets(most, aim), ...(aim > most ? [aim] : [])];
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
  const {rule, raised, problems, withUniform} = options;
  const stream = random(name);
  const sizes = courseSizes(options);
  const rates = Array.from({length: problems}, () => pair.rates[stream.below(pair.rates.length)]!);
  const sides = (["base", "rl"] as const).map((side) =>
    rates.map((problem) => drawPrefixes(problem[side], sizes, stream))
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const levels = raised > 1 ? 2 : 1;
  const part = (place: number): number => sizes[place]! / (levels * total);
  const look = (at: CountsAt, place: number, share: number): Looked<PairLook> => {
    const [base, rl] = sides.map((cells) => at(place, cells));
    const used = [...base!, ...rl!].reduce((sum, {n}) => sum + n, 0);
    return {used, look: pairLook(base!, rl!, {...options, share})};
  };
  const stopped =
    (own: StoppingRule): CountsAt =>
    (place, cells) =>
      stoppedCounts(cells, {sizes, place, rule: own});
  const path = adaptiveCourse(sizes, raised, {
    at: (place, times) => look(stopped({...rule, successes: times * rule.successes}), place, part(place)),
    here: ({here}) => here
  });
  return {
    rates,
    adaptive: courseOf([...path]),
    whole: 2 * problems * sizes.at(-1)!,
    beside: withUniform ? besideOf({sizes, look, part, levels, stopped: stopped(rule)}) : null,
    unsolved: sides.flat().filter((counts) => counts.at(-1) === 0).length / (2 * problems)
  };
}

/** Counts of problems at a look. */
type CountsAt = (place: number, cells: readonly Prefixes[]) => Counts[];

function besideOf({
  sizes,
  look,
  part,
  levels,
  stopped
}: {
  sizes: readonly number[];
  look: (at: CountsAt, place: number, share: number) => Looked<PairLook>;
  part: (place: number) => number;
  levels: number;
  stopped: CountsAt;
}): Beside {
  const uniform: CountsAt = (place, cells) => cells.map((counts) => ({n: sizes[place]!, c: counts[place]!}));
  const course = (at: CountsAt, share: (place: number) => number): Course =>
    courseOf(sizes.map((_, place) => look(at, place, share(place))));
  return {
    unraised: course(stopped, part),
    uniform: course(uniform, part),
    alone: look(uniform, sizes.length - 1, levels * part(sizes.length - 1)).look,
    single: course(uniform, () => 1)
  };
}

function courseOf(looked: readonly Looked<PairLook>[]): Course {
  return {looks: looked.map(({look}) => look), used: looked.map(({used}) => used)};
}

/** Where a course ends: at the first look that settles k* on its problems, or at the last one. */
export function end({looks: all}: Course): number {
  const found = all.findIndex(({here}) => here.settled !== "open");
  return found < 0 ? all.length - 1 : found;
}
