import {describe, expect, it} from "vitest";
import {supportPair} from "../../../src/metrics/support/support-table.js";
import type {ScoredText, SupportSource, SupportText} from "../../../src/metrics/support/support-text.js";

function scored(full: number, sampled: number, parts: number[] = [Math.log(full), 0]): ScoredText {
  const at = sampled === 0 ? null : Math.log(sampled);
  return {
    sumLogprob: Math.log(full),
    sampledLow: at,
    sampledHigh: at,
    neededLow: sampled === 0 ? 0.97 : 0.5,
    neededHigh: sampled === 0 ? 0.97 : 0.5,
    outside: sampled === 0 ? {at: 1, token: "b", from: 2, logprob: Math.log(0.1)} : null,
    parts
  };
}

function text(
  problemId: string,
  name: string,
  sources: SupportSource[],
  [base, rl]: [ScoredText | null, ScoredText | null],
  isCorrect = true
): SupportText {
  return {problemId, text: name, sources, isCorrect, base, rl};
}

const counts = (n: number, c: number) => ({n, c, exact: null});

describe("supportPair", () => {
  const pair = supportPair(
    {
      benchmark: "b",
      base: "base",
      rl: "rl",
      problems: [
        {problemId: "lost", base: counts(64, 9), rl: counts(64, 0)},
        {problemId: "both", base: counts(64, 9), rl: counts(64, 64)},
        {problemId: "gained", base: counts(64, 0), rl: counts(64, 5)}
      ],
      texts: [
        text("lost", "a b", ["base"], [scored(1 / 4, 1 / 2), scored(1 / 64, 0)]),
        text("lost", "a bc", ["base", "reference"], [scored(1 / 8, 1 / 4), scored(1 / 32, 0)]),
        text("lost", "wrong", ["base"], [scored(1 / 8, 1 / 4), scored(1 / 4, 0)], false),
        text("both", "x", ["rl"], [scored(1 / 16, 1 / 16), scored(1 / 2, 1)]),
        text("both", "y", ["base"], [scored(1 / 2, 1 / 2), null]),
        text("gained", "z", ["rl"], [scored(2 ** -30, 0), scored(1 / 2, 1)])
      ]
    },
    0.95
  );
  const [lost, both, gained] = pair.problems as [
    (typeof pair.problems)[0],
    (typeof pair.problems)[0],
    (typeof pair.problems)[0]
  ];

  it("adds up what is known under each policy, by who wrote it", () => {
    expect(lost.rl.bound).toEqual({texts: 2, full: expect.closeTo(3 / 64, 12) as number, low: 0, high: 0});
    expect(lost.rl.bySource.reference).toMatchObject({texts: 1, full: expect.closeTo(1 / 32, 12) as number});
    expect(lost.rl.bySource.rl.texts).toBe(0);
    expect(lost.base.bound.low).toBeCloseTo(3 / 4, 12);
  });

  it("names the class, and the token where the support of the likeliest text ends", () => {
    // ln 2 / (3/64) = 14.8 of 64 tries.
    expect(lost.rl.class).toBe("hidden");
    expect(lost.rl.end).toEqual({
      before: "a ",
      token: "b",
      at: 1,
      probability: expect.closeTo(0.1, 12) as number,
      needed: [0.97, 0.97],
      full: expect.closeTo(1 / 32, 12) as number
    });
    expect(gained.base.class).toBe("out of reach");
    expect(gained.rl.end).toBe(null);
  });

  it("judges a policy on a problem that it solves by what others wrote", () => {
    expect(both.base.others).toMatchObject({texts: 1, full: expect.closeTo(1 / 16, 12) as number});
    expect(both.base.class).toBe("within reach");
    // What it could not read adds nothing.
    expect(both.rl.others.texts).toBe(0);
    expect(both.rl.class).toBe("never written");
    expect(lost.base.class).toBe("within reach");
  });

  it("compares texts that both have read, by source and verdict", () => {
    expect(pair.texts).toBe(5);
    const of = (source: string, isCorrect: boolean) =>
      pair.changes.find((change) => change.source === source && change.isCorrect === isCorrect)!;
    // log(1/64 : 1/4) = -4 log 2 and log(1/32 : 1/8) = -2 log 2.
    expect(of("base", true).median.estimate).toBeCloseTo(-3 * Math.LN2, 12);
    expect(of("base", false).median.estimate).toBeCloseTo(Math.LN2, 12);
    expect(of("rl", true).quantiles[0]).toBeCloseTo(3 * Math.LN2, 12);
    expect(of("rl", true).quantiles.at(-1)).toBeCloseTo(29 * Math.LN2, 12);
    expect(of("rl", true).quantiles).toHaveLength(41);
    expect(of("rl", false)).toBeUndefined();
  });

  it("sums the change along the text to that of the whole", () => {
    const [first] = pair.along.filter(({solvers}) => solvers === "base");
    expect(first).toMatchObject({problems: 1, texts: 2});
    expect(first!.parts[0]).toEqual({
      estimate: expect.closeTo(-3 * Math.LN2, 12) as number,
      low: null,
      high: null
    });
    expect(first!.parts[1]!.estimate).toBe(0);
  });
});
