import {describe, expect, it} from "vitest";
import {adaptiveSentences} from "../../../src/findings/planning/adaptive-plan-text.js";
import {planAssumptions} from "../../../src/findings/planning/plan-assumptions.js";
import {planLines} from "../../../src/findings/planning/plan-table.js";
import {hoursText, planSentence, tokensText} from "../../../src/findings/planning/plan-text.js";
import {examplePlan} from "./example-plan.js";

const few = {id: "math", label: "Set math", problems: 100};

describe("planSentence", () => {
  it("is the cheapest plan with its price and its chance", () => {
    expect(planSentence(examplePlan(), "difference")).toBe(
      "120 problems x 256 completions of each policy (31M tokens) show a difference of 5 points at k = 64 with a probability of 83%."
    );
    const cost = {base: 400, rl: 600, are: "limit", perSecond: 5000} as const;
    expect(planSentence(examplePlan({cost, power: 0.5}), "crossing")).toBe(
      "120 problems x 256 completions of each policy (at most 31M tokens, 1.7 hours) show a crossing with a probability of 55%."
    );
  });

  it("says that nothing in the table does, or that the benchmark has too few problems, and what comes nearest", () => {
    expect(planSentence(examplePlan(), "crossing")).toBe(
      "Nothing in the table shows a crossing with a probability of 80%, up to 120 problems x 256 completions. The most is 55%, with 120 problems x 256 completions of each policy (31M tokens)."
    );
    expect(planSentence(examplePlan({benchmark: few}), "difference")).toBe(
      "The benchmark’s 100 problems are too few: 120 problems x 256 completions of each policy (31M tokens) show a difference of 5 points at k = 64 with a probability of 83%. The most that they allow is 20%, with 30 problems x 256 completions of each policy (7.7M tokens)."
    );
    expect(planSentence(examplePlan({benchmark: few}), "crossing")).toContain(
      " The most that the benchmark’s problems allow is 10%, with 30 problems x 256 "
    );
  });

  it("says that a difference cannot be, on either side", () => {
    const difference = {asked: 0.95, own: -0.03, planned: null, most: 0.92};
    expect(planSentence(examplePlan({difference}), "difference")).toBe(
      "A difference of 95 points at k = 64 cannot be: where the RL policy solves nothing it is 92 points."
    );
    expect(planSentence(examplePlan({difference: {...difference, own: 0.1, most: 0.4}}), "difference")).toBe(
      "A difference of 95 points at k = 64 cannot be: where the RL policy always solves whatever it ever solves it is 40 points."
    );
  });
});

describe("planLines", () => {
  it("are the table, aligned, without columns of what is unknown", () => {
    expect(planLines(examplePlan())).toEqual([
      "problems  completions  difference at k = 64  crossing  k* high/low  tokens",
      "      30           16                     –        0%         open    480k",
      "      30          256                   20%       10%         open    7.7M",
      "     120           16                     –      0.4%          4.1    1.9M",
      "     120          256                   83%       55%          4.1     31M"
    ]);
    const cost = {base: null, rl: null, are: "unknown", perSecond: null} as const;
    expect(planLines(examplePlan({cost}))[0]).toMatch(/k\* high\/low$/);
  });
});

describe("planAssumptions", () => {
  it("tell the source of the rates, and where a pilot ends", () => {
    const [rates, difference, crossing, intervals, tokens] = planAssumptions(examplePlan());
    expect(rates).toMatch(
      /^Solve rates: a pilot of 40 problems with 64 judged completions of each policy\. /
    );
    expect(rates).toMatch(/ Beyond k = 64 it measured nothing: /);
    expect(difference).toContain(" is −3.3 points in this population; for one of −5.0 the logits ");
    expect(crossing).toMatch(/at k = 1 the population has \+16\.0 points, at k = 256 −4\.0\.$/);
    expect(intervals).toContain(
      "a share of 1,000 simulated studies: its standard error is at most 1.6 points"
    );
    expect(tokens).toBe(
      "Tokens of a completion: the pilot’s mean, 400 (Base) and 600 (RL & co); prompts, and what is drawn already, are not taken into account."
    );
  });

  it("say that more completions may hide a crossing only where the table shows it", () => {
    const {rows} = examplePlan();
    const shrinks = rows.map((row) => ({...row, crossing: row.completions === 16 ? 0.9 : 0.5}));
    expect(planAssumptions(examplePlan({rows: shrinks}))[2]).toContain(
      "−4.0. More completions move that end: "
    );
  });

  it("say that a population without a crossing has none to show", () => {
    expect(planAssumptions(examplePlan({ends: {atOne: 0.1, atMost: 0.02}}))[2]).toMatch(
      /: it has none to show\.$/
    );
  });
});

describe("tokensText and hoursText", () => {
  it("have two digits and a unit", () => {
    expect([812, 8123, 123_456, 31_600_000, 2.04e9].map(tokensText)).toEqual([
      "812",
      "8.1k",
      "123k",
      "32M",
      "2G"
    ]);
    expect([0.001, 0.5, 3.456, 123.4].map(hoursText)).toEqual([
      "1 minute",
      "30 minutes",
      "3.5 hours",
      "123 hours"
    ]);
  });
});

describe("a plan whose n is adaptive", () => {
  const plan = examplePlan({
    adaptive: {
      ...{n_max: 32_768, k_max: 10_000, successes: 4, budget: null, replicates: 200, error: 0.0354},
      rows: [
        {
          ...{problems: 500, median: 61_000, nineOfTen: 200_400, planned: 32_768_000},
          ends: {crossing: 0.6, "base-ahead": 0, "rl-ahead": 0.3, unsolved: 0, open: 0.1},
          ...{tokens: 30_500_000, hours: null}
        }
      ]
    }
  });

  it("says what it takes as it draws, and what it settles", () => {
    expect(adaptiveSentences(plan)).toEqual([
      "As the study draws, with n adaptive, 500 problems take 61,000 completions in the median (31M tokens) and 200,400 or fewer in nine of ten studies, of 32,768,000 if nothing stopped: 60% bound k* within a factor of two, 30% show no crossing below 10⁴ and 10% stay open."
    ]);
    expect(planAssumptions(plan).find((text) => text.startsWith("With n adaptive"))).toMatch(
      /at k = 10,000, at 32,768 completions of a problem\. These shares are of 200 simulated studies, with standard errors of at most 3\.5 points\.$/
    );
    expect(adaptiveSentences(examplePlan())).toEqual([]);
  });
});
