import {supportBound, supportClass, type SupportBound, type SupportClass} from "./certificate.js";
import {supportSources, type SupportSideName, type SupportSource, type SupportText} from "./support-text.js";

/** A problem under both policies of a pair. */
export interface CountedProblem {
  problemId: string;
  base: {n: number; c: number; exact: ExactRates | null};
  rl: {n: number; c: number; exact: ExactRates | null};
}

/** Solve rates that hold all solutions. */
interface ExactRates {
  /** With one try at the policy's sampling settings. */
  rate: number;
  /** The same at temperature 1 from all tokens. */
  full_rate: number;
}

/** Where the support of a sampler ends in a text. */
interface TextEnd {
  /** Letters before the token; null where nobody knows. */
  before: string | null;
  /** Null where the engine does not tell tokens. */
  token: string | null;
  /** Place of the token, from 0. */
  at: number;
  /** Probability of the token at temperature 1. */
  probability: number;
  /** The top-p that the whole text needs, between bounds. */
  needed: [low: number, high: number];
  /** Probability of the whole text at temperature 1. */
  full: number;
}

/** A policy on a problem. */
export interface SupportSide {
  /** Completions with a verdict. */
  n: number;
  /** Correct ones. */
  c: number;
  /** From all correct texts that are known. */
  bound: SupportBound;
  /** From those of each source alone. */
  bySource: Record<SupportSource, SupportBound>;
  /** From those that the policy did not write itself: what would be known of it if it had solved nothing. */
  others: SupportBound;
  /** As if it had not solved the problem, from `others` where it did. */
  class: SupportClass;
  /** Null where not all solutions were enumerated. */
  exact: ExactRates | null;
  /** Of its likeliest text that is surely cut off, where its settings give none of the texts for sure; else null. */
  end: TextEnd | null;
}

export interface SupportProblem {
  problem_id: string;
  base: SupportSide;
  rl: SupportSide;
}

/** What is known of a problem of which these are the correct texts. */
export function supportProblem(problem: CountedProblem, correct: readonly SupportText[]): SupportProblem {
  return {
    problem_id: problem.problemId,
    base: supportSide("base", problem, correct),
    rl: supportSide("rl", problem, correct)
  };
}

/** Who solves a problem. */
export function solversOf({base, rl}: SupportProblem): Solvers {
  if (base.c > 0) return rl.c > 0 ? "both" : "base";
  return rl.c > 0 ? "rl" : "neither";
}

/** Which policies of a pair solve a problem. */
export type Solvers = "both" | "base" | "rl" | "neither";

function supportSide(
  side: SupportSideName,
  problem: CountedProblem,
  correct: readonly SupportText[]
): SupportSide {
  const {n, c, exact} = problem[side];
  const readable = correct.filter((text) => text[side] !== null);
  const boundOf = (texts: readonly SupportText[]): SupportBound =>
    supportBound(texts.map((text) => text[side]!));
  const bound = boundOf(readable);
  const foreign = readable.filter(({sources}) => sources.some((source) => source !== side));
  const others = boundOf(foreign);
  const known = c > 0 ? foreign : readable;
  const otherSide = side === "base" ? "rl" : "base";
  const otherFull = supportBound(known.flatMap((text) => text[otherSide] ?? [])).full;
  return {
    n,
    c,
    bound,
    bySource: Object.fromEntries(
      supportSources.map((source) => [
        source,
        boundOf(readable.filter(({sources}) => sources.includes(source)))
      ])
    ) as Record<SupportSource, SupportBound>,
    others,
    class: supportClass(c > 0 ? others : bound, n, otherFull),
    exact,
    end: bound.low > 0 ? null : textEnd(side, readable)
  };
}

/** The end of the likeliest text that the settings surely cut off. */
function textEnd(side: SupportSideName, texts: readonly SupportText[]): TextEnd | null {
  let best: SupportText | null = null;
  for (const text of texts)
    if (text[side]!.outside !== null && (best === null || text[side]!.sumLogprob > best[side]!.sumLogprob))
      best = text;
  if (best === null) return null;
  const {outside, neededLow, neededHigh, sumLogprob} = best[side]!;
  const {at, token, from, logprob} = outside!;
  return {
    before: from === null ? null : best.text.slice(0, from),
    token,
    at,
    probability: Math.exp(logprob),
    needed: [neededLow, neededHigh],
    full: Math.exp(sumLogprob)
  };
}
