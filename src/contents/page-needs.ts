import type {PagePath} from "./contents.js";

/** When a report has a page, and how a study comes to have it: overviews of reports without the page say so. */
export interface PageNeed {
  /** `experiment`: one of the page's experiments; else a fact of `StudyFact`. */
  has: "experiment" | "curves" | "pairs" | "texts" | "guesses" | "certificates";
  /** What is not measured without it. */
  what: string;
  /** What to add to the study, in Markdown. */
  add: string;
}

/** What a study must have for a page to be built. Every report has the other pages. */
export const pageNeeds: Readonly<Partial<Record<PagePath, PageNeed>>> = {
  mathematics: {
    has: "experiment",
    what: "Whether RLVR gains at one try and loses at many in mathematics",
    add: "a benchmark whose verifier judges mathematics (`verifier: math@strict`)"
  },
  code: {
    has: "experiment",
    what: "Whether the same holds for programs",
    add: "a benchmark of programs (`verifier: code@python`), or `domain: code` to one whose verdicts come from elsewhere"
  },
  visual: {
    has: "experiment",
    what: "Whether the same holds for questions about images",
    add: "a benchmark of such questions (`verifier: visual@answer`), or `domain: visual` to one whose verdicts come from elsewhere"
  },
  histograms: {
    has: "curves",
    what: "How accurate a policy is on each problem",
    add: "a benchmark of mathematics, programs or questions about images, such as `verifier: math@strict`"
  },
  solvable: {
    has: "pairs",
    what: "Which problems are solved only before or only after training",
    add: "a policy with `base: ID`, the policy that it was trained from"
  },
  support: {
    has: "certificates",
    what: "Whether what training lost is gone, or hidden by the sampler",
    add: "the experiment `{id: perplexity, policies: [BASE, RL], benchmarks: […]}`, for policies whose engine gives log-probabilities"
  },
  perplexity: {
    has: "experiment",
    what: "How likely the base finds the answers of the trained policy",
    add: "the experiment `{id: perplexity, policies: [BASE, RL], benchmarks: […]}`, for policies whose engine gives log-probabilities"
  },
  distillation: {
    has: "experiment",
    what: "Whether distillation goes beyond the base",
    add: "a policy with `role: distilled` and `base: ID` beside one with `role: rl` of the same base"
  },
  algorithms: {
    has: "experiment",
    what: "Whether the choice of the RL algorithm matters",
    add: "a second policy with `role: rl` and the same `base`, whose label names another algorithm (such as PPO or RLOO), or the experiment `{id: algorithms, policies: [BASE, RL-A, RL-B], benchmarks: […]}`, or `seed_of: RL-A` at a policy that is another training run of RL-A"
  },
  steps: {
    has: "experiment",
    what: "What more training steps change",
    add: "policies of one run with labels such as `step 150` and `step 300`, or the experiment `{id: steps, policies: [BASE, RL-150, RL-300], benchmarks: […]}`"
  },
  ablations: {
    has: "experiment",
    what: "Whether other settings of RLVR keep more of the base",
    add: "the experiment `{id: ablations, policies: [BASE, RL, RL-KL], benchmarks: […]}`"
  },
  temperature: {
    has: "experiment",
    what: "Whether the crossing is a matter of temperature",
    add: "the base and the RL policy at a second `temperature`, or the experiment `{id: temperature, policies: [BASE, RL, BASE-T1.0, RL-T1.0], benchmarks: […]}`, or `entropy-match` with the RL policy at a second temperature"
  },
  sharpening: {
    has: "experiment",
    what: "Whether RLVR does more than sharpen what the base would say anyway",
    add: "the experiment `{id: sharpening, policies: [BASE, RL, BASE-POWER], benchmarks: […]}`, with a policy of the base that has `sampling: {power: 4}`"
  },
  guess: {
    has: "guesses",
    what: "Whether the base only guesses",
    add: "completions with their text on a benchmark whose verifier judges the answer, or the experiment `{id: guess, policies: [DIRECT], benchmarks: […]}` with a policy that answers at once"
  },
  beyond: {
    has: "curves",
    what: "What lies beyond *n*, what coverage costs, and who is right every time",
    add: "a benchmark of mathematics, programs or questions about images, such as `verifier: math@strict`"
  },
  "hard-cases": {
    has: "texts",
    what: "Whether the reasoning behind rare correct answers is valid",
    add: "completions with their text: counts alone have nothing to read"
  }
};
