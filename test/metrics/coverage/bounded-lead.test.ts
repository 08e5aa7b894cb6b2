import {describe, expect, it} from "vitest";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import {looks, type StoppingRule} from "../../../src/metrics/counts/stopping-rule.js";
import {boundedLead, boundedPassAtK, boundedVariance} from "../../../src/metrics/coverage/bounded-lead.js";
import {samplingInterval} from "../../../src/metrics/coverage/sampling-interval.js";
import {binomialDraw} from "../../../src/metrics/planning/binomial-draw.js";
import {random, type Random} from "../../../src/random/random.js";

/** Every (n, c) that a rule may come to up to its last look, with its probability at a solve rate. */
function outcomes(rate: number, most: number, rule: StoppingRule): {counts: Counts; chance: number}[] {
  const ended: {counts: Counts; chance: number}[] = [];
  let open = new Map([[0, 1]]);
  let before = 0;
  for (const n of looks({first: 4}, most)) {
    const next = new Map<number, number>();
    for (const [c, chance] of open)
      for (let more = 0; more <= n - before; more++)
        next.set(c + more, (next.get(c + more) ?? 0) + chance * binomial(n - before, more, rate));
    open = new Map();
    for (const [c, chance] of next)
      if ((n >= rule.first && c >= rule.successes) || n === most) ended.push({counts: {n, c, rule}, chance});
      else open.set(c, chance);
    before = n;
  }
  return ended;
}

function binomial(n: number, c: number, p: number): number {
  let ways = 1;
  for (let i = 0; i < c; i++) ways *= (n - i) / (i + 1);
  return ways * p ** c * (1 - p) ** (n - c);
}

const rule = {successes: 2, first: 4};
const budgets = {k: 100, at: 8, from: 4};
const slope = (budgets.k - budgets.at) / (budgets.at - budgets.from);
const bound = (p: number): number =>
  1 - (1 + slope) * (1 - p) ** budgets.at + slope * (1 - p) ** budgets.from;

describe("boundedPassAtK", () => {
  it.each([0, 0.01, 0.1, 0.4, 0.9])(
    "is unbiased for a bound of pass@k at the solve rate %d, by enumeration",
    (p) => {
      const all = outcomes(p, 16, rule);
      expect(all.reduce((sum, {chance}) => sum + chance, 0)).toBeCloseTo(1, 12);
      const mean = all.reduce((sum, {counts, chance}) => sum + chance * boundedPassAtK(counts, budgets), 0);
      expect(mean).toBeCloseTo(bound(p), 10);
      expect(bound(p)).toBeGreaterThanOrEqual(1 - (1 - p) ** budgets.k - 1e-12);
    }
  );

  it.each([0.01, 0.1, 0.4, 0.9])("has an unbiased variance at the solve rate %d, by enumeration", (p) => {
    const all = outcomes(p, 16, rule);
    const over = (value: (counts: Counts) => number): number =>
      all.reduce((sum, {counts, chance}) => sum + chance * value(counts), 0);
    const variance = over((counts) => (boundedPassAtK(counts, budgets) - bound(p)) ** 2);
    expect(over((counts) => boundedVariance(counts, budgets)) / variance).toBeCloseTo(1, 8);
  });

  it("bounds pass@k at every solve rate and budget", () => {
    for (let p = 0; p <= 1; p += 0.001)
      for (const k of [8, 9, 40, 1e4])
        expect(
          1 - (1 + (k - 8) / 4) * (1 - p) ** 8 + ((k - 8) / 4) * (1 - p) ** 4 - (1 - (1 - p) ** k)
        ).toBeGreaterThanOrEqual(-1e-12);
  });
});

/** Draws a problem by the rule of the program. */
function drawn(rate: number, most: number, stream: Random): Counts {
  const own = {successes: 4, first: 16};
  let [n, c] = [0, 0];
  for (const look of looks({first: 16}, most)) {
    c += binomialDraw(stream, look - n, rate);
    n = look;
    if (c >= own.successes) break;
  }
  return {n, c, rule: own};
}

describe("boundedLead", () => {
  const k = 10_000;
  // Base and RL of each problem: populations whose true difference at k is close to 0, from rare successes alone or among others.
  const populations: [string, {base: number; rl: number}[]][] = [
    ["rare", mixed(30, {base: 1 / 20_000, rl: 1 / 20_000}, 0)],
    ["very rare", mixed(60, {base: 1e-5, rl: 1e-5}, 10)],
    ["few", mixed(6, {base: 1 / 8000, rl: 1 / 8000}, 40)],
    ["as rare as completions", mixed(3, {base: 1 / 2000, rl: 1 / 2000}, 60)],
    ["won and lost", [...mixed(20, {base: 0, rl: 0.2}, 20), ...mixed(32, {base: 1 / 10_000, rl: 0}, 0)]]
  ];

  function mixed(count: number, one: {base: number; rl: number}, easy: number): {base: number; rl: number}[] {
    return [
      ...Array.from({length: count}, () => one),
      ...Array.from({length: easy}, () => ({base: 0.3, rl: 0.6}))
    ];
  }

  it.each(populations)("lies below the true difference as often as its level says: %s", (name, rates) => {
    const truth = rates.reduce((sum, {base, rl}) => sum + (1 - base) ** k - (1 - rl) ** k, 0) / rates.length;
    const stream = random(`bounded lead ${name}`);
    const trials = 1500;
    let informative = 0;
    for (const most of [1024, 4096]) {
      let held = 0;
      for (let trial = 0; trial < trials; trial++) {
        const [base, rl] = (["base", "rl"] as const).map((side) =>
          rates.map((problem) => drawn(problem[side], most, stream))
        );
        const at = most / 2;
        const low = boundedLead(base!, rl!, {budgets: {k, at, from: at / 2}, level: 0.9});
        held += low <= truth ? 1 : 0;
        if (low > -1) informative++;
      }
      // One side of 90 %: 95 %, less two standard errors.
      expect(held / trials).toBeGreaterThan(0.95 - 2 * Math.sqrt((0.05 * 0.95) / trials));
    }
    expect(informative).toBeGreaterThan(trials / 2);
  });

  it("is the lower end of the interval of sampling where k is measured, and falls with k beyond", () => {
    const stream = random("falls");
    const [base, rl] = [0.002, 0.02].map((rate) =>
      Array.from({length: 40}, (_, i) => drawn(rate * (i % 4), 1024, stream))
    );
    const at = 512;
    const lead = (k: number): number => boundedLead(base!, rl!, {budgets: {k, at, from: 256}, level: 0.95});
    expect(lead(at)).toBeCloseTo(samplingInterval(base!, rl!, at, 0.95).low, 12);
    expect(lead(1000)).toBeLessThan(lead(at));
    expect(lead(10_000)).toBeLessThan(lead(1000));
  });
});
