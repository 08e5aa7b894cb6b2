import {describe, expect, it} from "vitest";
import {passAtK} from "../../../src/metrics/pass-at-k/pass-at-k.js";
import {stoppedPassAtK} from "../../../src/metrics/pass-at-k/stopped-pass-at-k.js";
import {lookBefore, looks, type StoppingRule} from "../../../src/metrics/counts/stopping-rule.js";

/** How often each end (n, c) is reached by the 2^most orders of right and wrong, by the number of right ones among all `most`. */
function ends(rule: StoppingRule, most: number): Map<string, {n: number; c: number; orders: number[]}> {
  const found = new Map<string, {n: number; c: number; orders: number[]}>();
  for (let order = 0; order < 2 ** most; order++) {
    const right = (n: number): number => {
      let count = 0;
      for (let i = 0; i < n; i++) count += (order >> i) & 1;
      return count;
    };
    const n = looks(rule, most).find((look) => right(look) >= rule.successes) ?? most;
    const c = right(n);
    const end = found.get(`${n} ${c}`) ?? {n, c, orders: new Array<number>(most + 1).fill(0)};
    end.orders[right(most)]! += 1;
    found.set(`${n} ${c}`, end);
  }
  return found;
}

const estimate = (rule: StoppingRule, {n, c}: {n: number; c: number}, k: number): number =>
  c < rule.successes
    ? passAtK(n, c, k)
    : stoppedPassAtK({n, c, before: lookBefore(rule, n), successes: rule.successes}, k);

describe("stoppedPassAtK", () => {
  it.each([
    {successes: 1, first: 1},
    {successes: 2, first: 2},
    {successes: 3, first: 4},
    {successes: 6, first: 4},
    {successes: 5, first: 1}
  ])(
    "is unbiased at every k, over all orders of 16 completions, with $successes successes from $first on",
    (rule) => {
      const all = [...ends(rule, 16).values()];
      for (const p of [0, 0.01, 0.125, 0.5, 0.9, 1]) {
        for (let k = 0; k <= 16; k++) {
          let mean = 0;
          for (const end of all)
            end.orders.forEach((orders, right) => {
              if (orders > 0) mean += orders * p ** right * (1 - p) ** (16 - right) * estimate(rule, end, k);
            });
          expect(mean).toBeCloseTo(1 - (1 - p) ** k, 13);
        }
      }
    }
  );

  it("is the ratio of counted orders, exactly, and stays within 0 and 1", () => {
    const rule = {successes: 3, first: 4};
    const begun = new Map<string, number>();
    const total = new Map<string, number>();
    const k = 5;
    for (let order = 0; order < 2 ** 16; order++) {
      const right = (n: number): number => (order & (2 ** n - 1)).toString(2).replaceAll("0", "").length;
      const n = looks(rule, 16).find((look) => right(look) >= 3) ?? 16;
      const weight = 2 ** (n - 16);
      const key = `${n} ${right(n)}`;
      total.set(key, (total.get(key) ?? 0) + weight);
      if ((order & (2 ** k - 1)) === 0) begun.set(key, (begun.get(key) ?? 0) + (n < k ? 0 : weight));
    }
    for (const [key, count] of total) {
      const [n, c] = key.split(" ").map(Number) as [number, number];
      const found = estimate(rule, {n, c}, k);
      expect(found).toBeCloseTo(1 - (n < k ? 0 : (begun.get(key) ?? 0)) / count, 13);
      expect(found >= 0 && found <= 1).toBe(true);
    }
  });

  it("is that of inverse sampling with a look after every completion", () => {
    const choose = (a: number, b: number): number => {
      let value = 1;
      for (let i = 0; i < b; i++) value *= (a - i) / (i + 1);
      return a < b ? 0 : value;
    };
    for (const [n, m, k] of [
      [9, 4, 1],
      [30, 4, 7],
      [200, 6, 50],
      [12, 5, 9]
    ] as const)
      expect(stoppedPassAtK({n, c: m, before: n - 1, successes: m}, k)).toBeCloseTo(
        1 - choose(n - 1 - k, m - 1) / choose(n - 1, m - 1),
        13
      );
    expect(stoppedPassAtK({n: 11, c: 4, before: 10, successes: 4}, 1)).toBeCloseTo(3 / 10, 14);
  });

  it("is plain pass@k at the first look, 1 beyond it, and overflows nowhere", () => {
    expect(stoppedPassAtK({n: 16, c: 5, before: 0, successes: 4}, 3)).toBeCloseTo(passAtK(16, 5, 3), 14);
    expect(stoppedPassAtK({n: 16, c: 5, before: 0, successes: 4}, 17)).toBe(1);
    const large = stoppedPassAtK({n: 8192, c: 300, before: 4096, successes: 290}, 40);
    expect(large).toBeGreaterThan(0.7);
    expect(large).toBeLessThan(0.8);
  });
});

describe("looks", () => {
  it("double from the first on", () => {
    expect(looks({first: 16}, 128)).toEqual([16, 32, 64, 128]);
    expect([16, 17, 32, 33, 1024].map((n) => lookBefore({first: 16}, n))).toEqual([0, 16, 16, 32, 512]);
  });
});
