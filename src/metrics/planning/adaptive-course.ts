import type {Random} from "../../random/random.js";
import type {Counts} from "../counts/counts.js";
import {looks, type StoppingRule} from "../counts/stopping-rule.js";
import {isBounded, type LookResult, type PairLookOptions} from "../coverage/settled.js";
import {binomialDraw} from "./binomial-draw.js";

/** Correct completions of one problem among the first so many, a number for each look. */
export type Prefixes = readonly number[];

/** Adaptive sampling as it is planned. */
export interface CoursePlan extends Omit<PairLookOptions, "share"> {
  rule: StoppingRule;
  /** So many times `rule.successes` where k* lies within what is measured, in an interval that is too wide; 1 raises nothing. */
  raised: number;
  /** Completions at the first look; problems stop from `rule.first` on. */
  from: number;
  /** Part of 1 - level of a look with n completions. */
  share: (n: number) => number;
}

/** Completions of a problem at each look of a plan. */
export function courseSizes({from, most}: Pick<CoursePlan, "from" | "most">): number[] {
  return looks({first: from}, most);
}

/** Draws a problem's completions up to each look at a solve rate. */
export function drawPrefixes(rate: number, sizes: readonly number[], random: Random): Prefixes {
  let count = 0;
  return sizes.map((size, i) => (count += binomialDraw(random, size - (sizes[i - 1] ?? 0), rate)));
}

/** The counts of problems at the look at a place among `sizes`, each stopped by the rule where it stops before. */
export function stoppedCounts(
  problems: readonly Prefixes[],
  {sizes, place, rule}: {sizes: readonly number[]; place: number; rule: StoppingRule}
): Counts[] {
  return problems.map((prefixes) => {
    const at = prefixes.findIndex((c, i) => sizes[i]! >= rule.first && c >= rule.successes);
    const last = at < 0 ? place : Math.min(at, place);
    return {n: sizes[last]!, c: prefixes[last]!, rule};
  });
}

/** A look, and completions drawn up to it. */
export interface Looked<Look> {
  look: Look;
  used: number;
}

/**
 * The looks in the order in which sampling takes them, on to the last one whatever is settled: who reads them stops. The rule is raised
 * after a look that bounds k*, if that lets a problem go on; see `nextLook` of loaders/settling/study-look.ts. `at` makes the look at a
 * place among the sizes with so many times the successes.
 */
export function* adaptiveCourse<Look>(
  sizes: readonly number[],
  raised: number,
  {at, here}: {at: (place: number, times: number) => Looked<Look>; here: (look: Look) => LookResult}
): Generator<Looked<Look>> {
  let times = 1;
  for (let place = 0; place < sizes.length; place++) {
    const found = at(place, times);
    yield found;
    if (times < raised && isBounded(here(found.look))) {
      times = raised;
      const more = at(place, times);
      if (more.used > found.used) yield more;
    }
  }
}
