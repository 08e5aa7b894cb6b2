import {looks, type StoppingRule} from "../../../src/metrics/counts/stopping-rule.js";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";
import type {samplingSchema} from "./fields.js";

/** Completions at the first look at what is drawn; each look has twice as many as the one before. */
export const FIRST_LOOK = 16;

/** Upper over lower end of the interval of k* at which it is narrow enough. */
export const SETTLED_RATIO = 2;

/** So many times the correct completions end a problem where k* is known to lie within what is measured, but not well enough. */
const RAISED = 4;

/** Correct completions that a study may ask for, the least and the largest n_max, and the largest k_max. */
const MOST_SUCCESSES = 32;
const LEAST_MOST = 32;
const LARGEST_MOST = 65_536;
const LARGEST_AIM = 1_000_000;

/** By bench/settle. */
const defaults = {successes: 4, n_max: 1024, k_max: 10_000};

/** Sampling that ends where enough is known: `n: adaptive`. */
export interface Adaptive {
  rule: StoppingRule;
  /** Completions of a problem at the last look. */
  most: number;
  /** The largest k at which a crossing is looked for: where RL's lead is shown there, enough is known. */
  aim: number;
  /** What all completions of the study may come to; null for no limit. */
  budget: {most: number; of: "completions" | "tokens"} | null;
}

type RawSampling = typeof samplingSchema.infer;

/** The looks of adaptive sampling, completions of a problem at each. */
export function plannedLooks({most}: Pick<Adaptive, "most">): number[] {
  return looks({first: FIRST_LOOK}, most);
}

/** The n_max that a study may have, ascending. */
export function possibleMosts(): number[] {
  return looks({first: LEAST_MOST}, LARGEST_MOST);
}

/** The aim where none is given: what the last look measures, and no more than 10^4. */
function usualAim(most: number): number {
  return Math.min(most / 2, defaults.k_max);
}

/** The rule of a benchmark whose k* lies within what is measured, in an interval that is too wide. */
export function raisedRule(rule: StoppingRule): StoppingRule {
  return {...rule, successes: RAISED * rule.successes};
}

/**
 * Part of 1 - level that a look with n completions may use: in proportion to n, since the last looks decide what is hard to decide. Each n
 * may be looked at twice, by the rule and by the raised one, and all parts sum to 1.
 */
export function lookShare(adaptive: Pick<Adaptive, "most">, n: number): number {
  return n / (2 * plannedLooks(adaptive).reduce((sum, look) => sum + look, 0));
}

/** What a study's sampling says of adaptive n; null where n is a number. Throws a UserError for keys that do not go together. */
export function parseAdaptive(
  raw: RawSampling | undefined,
  {n, where}: {n: number | undefined; where: Where}
): Adaptive | null {
  const at = (key: string): string => where(["sampling", key]);
  if (raw?.n !== "adaptive") {
    const stray = (["successes", "n_max", "k_max", "budget"] as const).find(
      (key) => raw?.[key] !== undefined
    );
    if (stray === undefined) return null;
    throw new UserError(
      `${at(stray)}: ${stray} is a setting of n: adaptive: write n: adaptive, or leave it out`
    );
  }
  if (n !== undefined)
    throw new UserError(`--n ${n}: ${at("n")} is adaptive: leave --n out, or write the number there`);
  const {successes = defaults.successes, n_max: most = defaults.n_max, budget} = raw;
  const {k_max: aim = usualAim(most)} = raw;
  const sizes = possibleMosts();
  if (!sizes.includes(most))
    throw new UserError(
      `${at("n_max")}: n_max ${most} is no look of adaptive sampling, each of which doubles the one before: write one of ${sizes.join(", ")}`
    );
  if (successes < 2 || successes > MOST_SUCCESSES)
    throw new UserError(
      `${at("successes")}: successes must be an integer from 2 to ${MOST_SUCCESSES}, not ${successes}`
    );
  if (aim < 2 || aim > LARGEST_AIM)
    throw new UserError(`${at("k_max")}: k_max must be an integer from 2 to ${LARGEST_AIM}, not ${aim}`);
  return {
    rule: {successes, first: FIRST_LOOK},
    ...{most, aim},
    budget: budget === undefined ? null : parsedBudget(budget, at("budget"))
  };
}

/** `10M-tokens`, `60k-completions` or a number of completions. */
function parsedBudget(budget: string | number, place: string): Adaptive["budget"] {
  const match = /^(\d+(?:\.\d+)?(?:e\d+)?)([kMG]?)(?:-(tokens|completions))?$/.exec(String(budget));
  const most = Number(match?.[1]) * ({k: 1e3, M: 1e6, G: 1e9}[match?.[2] ?? ""] ?? 1);
  if (match === null || !(most >= 1))
    throw new UserError(
      `${place}: the budget ${budget} is none: write a number of completions such as 60000, or 10M-tokens`
    );
  return {most, of: match[3] === "tokens" ? "tokens" : "completions"};
}
