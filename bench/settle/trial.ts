import type {Counts} from "../../src/metrics/counts/counts.js";
import {crossingPoint} from "../../src/metrics/coverage/crossing-point.js";
import {
  isBounded,
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

export interface TrialOptions extends Omit<PairLookOptions, "share"> {
  rule: StoppingRule;
  /** So many times `rule.successes` where k* lies within what is measured, in an interval that is too wide; 1 raises nothing. */
  raised: number;
  /** Completions at the first look; problems stop from `rule.first` on. */
  from: number;
  problems: number;
}

/** One benchmark drawn from a population: sampled by the rule, and as much of every problem, from the same completions. */
export interface Trial {
  rates: Rates[];
  /** As the program samples, but on to the last look whatever is settled. */
  adaptive: Course;
  /** By the rule alone, never raised. */
  unraised: Course;
  /** At the same level at each look. */
  uniform: Course;
  /** Its last look if it had no part of the level to keep for a raised rule. */
  alone: PairLook;
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
  const {rule, raised, from, problems, most} = options;
  const stream = random(name);
  const sizes = looks({first: from}, most);
  const rates = Array.from({length: problems}, () => pair.rates[stream.below(pair.rates.length)]!);
  const sides = (["base", "rl"] as const).map((side) =>
    rates.map((problem) => prefixes(problem[side], sizes, stream))
  );
  const uniform = (place: number, cells: Prefixes[]): Counts[] =>
    cells.map((counts) => ({n: sizes[place]!, c: counts[place]!}));
  const stopped =
    (own: StoppingRule) =>
    (place: number, cells: Prefixes[]): Counts[] =>
      cells.map((counts) => {
        const at = counts.findIndex((c, i) => sizes[i]! >= own.first && c >= own.successes);
        const last = at < 0 ? place : Math.min(at, place);
        return {n: sizes[last]!, c: counts[last]!, rule: own};
      });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const look = (at: typeof uniform, place: number, share: number): Looked => {
    const [base, rl] = sides.map((cells) => at(place, cells));
    const used = [...base!, ...rl!].reduce((sum, {n}) => sum + n, 0);
    return {used, look: pairLook(base!, rl!, {...options, share})};
  };
  const course = (at: typeof uniform, share: (place: number) => number): Course =>
    courseOf(sizes.map((_, place) => look(at, place, share(place))));
  const levels = raised > 1 ? 2 : 1;
  const part = (place: number): number => sizes[place]! / (levels * total);
  return {
    rates,
    adaptive: courseOf(
      raisedPath(
        sizes,
        (place, times) => look(stopped({...rule, successes: times * rule.successes}), place, part(place)),
        raised
      )
    ),
    unraised: course(stopped(rule), part),
    uniform: course(uniform, part),
    alone: look(uniform, sizes.length - 1, levels * part(sizes.length - 1)).look,
    single: course(uniform, () => 1),
    unsolved: sides.flat().filter((counts) => counts.at(-1) === 0).length / (2 * problems)
  };
}

interface Looked {
  look: PairLook;
  used: number;
}

function courseOf(looked: readonly Looked[]): Course {
  return {looks: looked.map(({look}) => look), used: looked.map(({used}) => used)};
}

/** The looks in the order in which the program takes them: see `nextLook` of loaders/settling/study-look.ts. */
function raisedPath(
  sizes: readonly number[],
  look: (place: number, times: number) => Looked,
  raised: number
): Looked[] {
  const path: Looked[] = [];
  let times = 1;
  for (let place = 0; place < sizes.length; place++) {
    const found = look(place, times);
    path.push(found);
    if (times < raised && isBounded(found.look.here)) {
      times = raised;
      const more = look(place, times);
      if (more.used > found.used) path.push(more);
    }
  }
  return path;
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
