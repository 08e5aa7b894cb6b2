import {describe, expect, it} from "vitest";
import {costCaption, costPanel} from "../../../src/figures/beyond/beyond-cost.js";
import {
  coverBands,
  coverIdentities,
  passHatBands,
  reliabilities
} from "../../../src/figures/beyond/beyond-measures.js";
import {
  budgetAxis,
  differenceAxis,
  powerAxis,
  shareAxis
} from "../../../src/figures/shared/plot/panel-axes.js";
import {keyPlaces} from "../../../src/figures/shared/plot/panel-key.js";
import {pairBands} from "../../../src/findings/beyond/beyond-bands.js";
import {costAnswer, coverAnswer, reliabilityAnswer} from "../../../src/findings/beyond/beyond-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {Comparison} from "../../../src/metrics/counts/comparison.js";
import {mainPairs} from "../../../src/metrics/counts/main-pairs.js";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {exampleCounts} from "../../findings/example-counts.js";
import {exampleStudy} from "../../findings/example-study.js";

const options = {level: 0.95, replicates: 300, seed: 1};
const [pair] = mainPairs(exampleCounts, exampleStudy) as [Comparison];

describe("mainPairs", () => {
  it("takes the first policy beside its base, on the benchmarks of the main experiments", () => {
    expect([pair.benchmark.benchmark, pair.base.policy, pair.rl.policy]).toEqual(["sums", "base", "grpo"]);
    expect(mainPairs(exampleCounts, {...exampleStudy, experiments: []})).toEqual([]);
  });
});

describe("pairBands", () => {
  it("is the mean over problems of any statistic, with the paired difference", () => {
    const {base, rl, difference} = pairBands(pair, [1, 20], ({n, c}, k) => passAtK(n, c, k), options);
    expect(base.map(({x, estimate}) => [x, estimate])).toEqual([[1, expect.closeTo(0.26, 12)]]);
    expect(rl[0]!.estimate).toBeCloseTo(0.44, 12);
    expect(difference[0]!.estimate).toBeCloseTo(0.18, 12);
    expect(difference[0]!.low).toBeLessThan(0.18);
    expect(difference[0]!.high).toBeGreaterThan(0.18);
  });
});

describe("the measures of a pair", () => {
  it("give pass^k by hand: all of k completions of ten are correct", () => {
    // c = 3, 1, 0, 0, 9 of 10: pass^2 is 3/45, 0, 0, 0, 36/45.
    const {base} = passHatBands(pair, options);
    expect(base[1]).toMatchObject({x: 2, estimate: expect.closeTo(39 / 45 / 5, 12) as number});
  });

  it("give G-Pass@k at tau = 1 as pass^k, and at tau = 1/2 as at least half", () => {
    const rows = reliabilities(pair, options);
    expect(rows.map(({tau, k}) => [tau, k])).toEqual([
      [0.5, 10],
      [0.75, 10],
      [1, 10],
      [null, 10]
    ]);
    // k = n = 10: of c = 3, 1, 0, 0, 9 one reaches five, one eight, none ten; of c = 10, 0, 2, 0, 10 two reach all.
    expect(rows.map(({base}) => base.estimate)).toEqual([
      expect.closeTo(0.2, 12),
      expect.closeTo(0.2, 12),
      0,
      expect.closeTo((2 / 10) * 4 * 0.2, 12)
    ]);
    expect(rows.map(({rl}) => rl.estimate)).toEqual(
      [1, 1, 1, 1].map(() => expect.closeTo(0.4, 12) as number)
    );
  });

  it("give Cover@tau by hand", () => {
    const {base, rl} = coverBands(pair, options);
    const at = (tau: number) => base.findIndex(({x}) => Math.abs(x - tau) < 1e-9);
    expect([0.1, 0.3, 0.35, 0.9, 1].map((tau) => base[at(tau)]!.estimate)).toEqual([
      expect.closeTo(0.6, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(0.2, 12),
      0
    ]);
    expect(rl.at(-1)!.estimate).toBeCloseTo(0.4, 12);
  });

  it("give pass@k twice: the integral over Cover@tau is that with replacement", () => {
    const [one, four] = coverIdentities(pair);
    expect(one!.k).toBe(1);
    expect(one!.baseFromCover).toBeCloseTo(one!.base, 12);
    const withReplacement = [0.3, 0.1, 0, 0, 0.9].reduce((sum, p) => sum + 1 - (1 - p) ** 4, 0) / 5;
    expect(four!.baseFromCover).toBeCloseTo(withReplacement, 12);
    expect(four!.baseFromCover).toBeLessThan(four!.base);
  });
});

describe("the figure of coverage at cost", () => {
  const cost = (policy: string, tokens: number) => ({
    benchmark: "sums",
    policy,
    points: [1, 2].map((k) => ({k, tokens: k * tokens, coverage: k / 4, low: k / 5, high: k / 3}))
  });

  it("has the band of coverage over the tokens of k completions", () => {
    const {curves} = costPanel(pair, [cost("grpo", 12), cost("base", 10), cost("other", 1)]);
    expect(curves.map(({policy, points}) => [policy, points])).toEqual([
      [
        "base",
        [
          {x: 10, estimate: 1 / 4, low: 1 / 5, high: 1 / 3},
          {x: 20, estimate: 1 / 2, low: 2 / 5, high: 2 / 3}
        ]
      ],
      [
        "grpo",
        [
          {x: 12, estimate: 1 / 4, low: 1 / 5, high: 1 / 3},
          {x: 24, estimate: 1 / 2, low: 2 / 5, high: 2 / 3}
        ]
      ]
    ]);
    expect(costPanel(pair, []).curves.map(({points}) => points)).toEqual([[], []]);
  });

  it("says what its bands leave out", () => {
    expect(costCaption(options)).toContain(
      "Bands: 95% score intervals for other problems of the same kind, pointwise. They are those of coverage; the tokens per completion are taken as known."
    );
  });
});

describe("the words on other measures", () => {
  const all = [{pair, bands: passHatBands(pair, options)}];
  const products = (measured: typeof all): typeof all =>
    measured.map((one) => ({
      ...one,
      pair: {...one.pair, benchmark: {...one.pair.benchmark, label: "Products"}}
    }));

  it("say who is right every time", () => {
    expect(answerText(reliabilityAnswer(all, 0.95))).toMatch(
      /^Sums: asked to be right every time, GRPO is not ahead at every k\. All of 10 tries are right with a chance of 40\.0% for GRPO and 0\.0% for Base, a difference of \+40\.0 \(.*\) points\.\nAhead: beyond the pointwise 95% interval\.$/
    );
    const [text, ...others] = answerText(reliabilityAnswer([...all, ...products(all)], 0.95)).split("\n");
    expect(text).toBe("Asked to be right every time, RL is ahead at every k on none of 2 tasks.");
    expect(others.map((line) => line.replace(/\(.*\)/, "()"))).toEqual([
      "Sums: all 10 right: GRPO 40.0%, Base 0.0%; +40.0 () points.",
      "Products: all 10 right: GRPO 40.0%, Base 0.0%; +40.0 () points.",
      "Ahead: beyond the pointwise 95% interval."
    ]);
  });

  it("say at which reliability one policy covers more", () => {
    const difference = (signs: readonly number[]) =>
      signs.map((sign, i) => ({
        x: (i + 1) / 5,
        estimate: sign / 10,
        low: sign / 10 - 0.05,
        high: sign / 10 + 0.05
      }));
    const measured = (signs: readonly number[]) => ({
      pair,
      bands: {...coverBands(pair, options), difference: difference(signs)}
    });
    expect(answerText(coverAnswer([measured([-1, -1, 0, 1, 1])], 0.95))).toBe(
      "Sums: Base solves more problems at τ = 0.2 to 0.4, GRPO at τ = 0.8 to 1."
    );
    const several = [measured([-1, 0, 1, 0, 1]), measured([0, 0, 0, 0, 0]), measured([1, 0, 0, 0, 0])];
    expect(answerText(coverAnswer(several, 0.95)).split("\n")).toEqual([
      "Where one right try in a few is enough, the base solves more problems on 1 of 3 tasks. Where most tries must be right, RL does on 1 of 3.",
      "Sums: Base solves more problems at τ = 0.2, GRPO at τ = 0.6 and 1.",
      "Sums: neither solves more problems at any reliability.",
      "Sums: GRPO solves more problems at τ = 0.2, Base at no reliability.",
      "In a few: some τ below 0.5; most: some τ above it; more: beyond the pointwise 95% interval."
    ]);
  });

  it("say what a completion costs", () => {
    const cost = (policy: string, tokens: number) => ({
      benchmark: "sums",
      policy,
      points: [{k: 1, tokens, coverage: 0.5, low: 0.4, high: 0.6}]
    });
    expect(answerText(costAnswer([pair], [cost("base", 10), cost("grpo", 12.5)]))).toBe(
      "Sums: a completion takes, on average, 12.5 tokens for GRPO and 10.0 for Base (+25.0%); counted in tokens rather than tries, the curves move by so much."
    );
    expect(answerText(costAnswer([pair], []))).toBe("No tokens of both policies are counted yet.");
  });

  it("give the range of costs over several benchmarks", () => {
    const answer = (...tokens: readonly number[]) =>
      costAnswer(
        tokens.map((_, i) => ({...pair, benchmark: {...pair.benchmark, benchmark: `b${i}`, label: `B${i}`}})),
        tokens.flatMap((ofRl, i) =>
          [10, ofRl].map((tokens, role) => ({
            benchmark: `b${i}`,
            policy: role === 0 ? "base" : "grpo",
            points: [{k: 1, tokens, coverage: 0.5, low: 0.4, high: 0.6}]
          }))
        )
      );
    expect(answer(9, 12).cases).toEqual([
      {title: "B0", text: "9.0 tokens for GRPO and 10.0 for Base (−10.0%)."},
      {title: "B1", text: "12.0 tokens for GRPO and 10.0 for Base (+20.0%)."}
    ]);
    const ranges = [answer(9, 12), answer(9, 8), answer(11, 12), answer(11, 11), answer(10, 10)].map(
      ({lead}) => /takes (.*) one of its base; counted in tokens/.exec(lead)![1]
    );
    expect(ranges).toEqual([
      "between 10.0% fewer and 20.0% more tokens than",
      "between 10.0% and 20.0% fewer tokens than",
      "between 10.0% and 20.0% more tokens than",
      "10.0% more tokens than",
      "as many tokens as"
    ]);
  });
});

describe("panel axes", () => {
  it("have as many powers of two as fit", () => {
    expect(budgetAxis([1, 2, 64], 400).ticks).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(budgetAxis([1, 2, 64], 200).ticks).toEqual([1, 4, 16, 64]);
    expect(powerAxis(10, 100, 400, String).ticks).toEqual([16, 32, 64]);
  });

  it("hold every band", () => {
    const curve = {points: [{x: 1, estimate: 0.3, low: -0.1, high: 0.41}]};
    expect(shareAxis([curve]).domain).toEqual([0, 0.6]);
    expect(differenceAxis([curve]).domain).toEqual([-0.1, 0.41]);
    expect(shareAxis([]).domain).toEqual([0, 0.2]);
  });
});

describe("keyPlaces", () => {
  it("breaks names into lines, and leaves a single one to the heading", () => {
    const entries = ["Base", "GRPO, entropy bonus", "Distilled"].map((label) => ({label}));
    expect(keyPlaces(entries, 1000).map(({line}) => line)).toEqual([0, 0, 0]);
    expect(keyPlaces(entries, 200).map(({x, line}) => [x > 0, line])).toEqual([
      [false, 0],
      [false, 1],
      [false, 2]
    ]);
    expect(keyPlaces(entries.slice(0, 1), 200)).toEqual([]);
  });
});
