import {describe, expect, it} from "vitest";
import {handChecks} from "../../../src/metrics/audit/hand-checks.js";
import {passEnvelope, verdictEnvelopes} from "../../../src/metrics/audit/verdict-envelope.js";
import type {ProblemMarks} from "../../../src/metrics/audit/problem-marks.js";
import type {ReadChain} from "../../../src/metrics/coverage/read-chain.js";

const noDoubt = {falsePositives: 0, falseNegatives: 0, cut: 0};

/** Every subset of `k` of `n`. */
function subsets(n: number, k: number): number[][] {
  if (k === 0) return [[]];
  return Array.from({length: n}, (_, i) => i).flatMap((i) => subsets(i, k - 1).map((rest) => [...rest, i]));
}

describe("passEnvelope", () => {
  it("is pass@k without doubts", () => {
    expect(passEnvelope({n: 4, c: 1}, 2, noDoubt)).toEqual([0.5, 0.5]);
  });

  it("has false negatives of every completion by itself: all draws and all errors enumerated", () => {
    const [n, c, k, rate] = [5, 1, 3, 0.2];
    let [solved, all] = [0, 0];
    for (const draw of subsets(n, k))
      for (let errors = 0; errors < 2 ** n; errors++) {
        const isFalse = (i: number): boolean => ((errors >> i) & 1) === 1;
        const chance = Array.from({length: n}, (_, i) => (isFalse(i) ? rate : 1 - rate)).reduce(
          (a, b) => a * b,
          1
        );
        // The first c are judged correct.
        if (draw.some((i) => i < c || isFalse(i))) solved += chance;
        all += chance;
      }
    expect(passEnvelope({n, c}, k, {...noDoubt, falseNegatives: rate})[1]).toBeCloseTo(solved / all, 12);
  });

  it("has false positives of whole problems, which no dependence between completions goes below", () => {
    const [n, c, k, rate] = [5, 2, 3, 0.3];
    const least = passEnvelope({n, c}, k, {...noDoubt, falsePositives: rate})[0];
    // Of 10 draws of 3, one has neither of the two.
    expect(least).toBeCloseTo(0.7 * 0.9, 12);
    const alone = subsets(n, k).map((draw) => 1 - rate ** draw.filter((i) => i < c).length);
    expect(least).toBeLessThan(alone.reduce((a, b) => a + b, 0) / alone.length);
  });

  it("takes cut completions for missing at most, and all that are left where k is larger", () => {
    expect(passEnvelope({n: 4, c: 1}, 2, {...noDoubt, cut: 2})).toEqual([0.5, 1]);
    expect(passEnvelope({n: 4, c: 1}, 1, {...noDoubt, cut: 2})).toEqual([0.25, 0.5]);
    expect(passEnvelope({n: 4, c: 0}, 4, {...noDoubt, cut: 4})).toEqual([0, 0]);
  });
});

describe("verdictEnvelopes", () => {
  const rows = (policy: string, cs: readonly number[]) =>
    cs.map((c, i) => ({benchmark: "sums", policy, problem_id: `p${i}`, n: 4, c}));
  const counts = [...rows("base", [1, 1]), ...rows("rl", [4, 0])];
  const policies = [
    {policy: "base", base: null},
    {policy: "rl", base: "base"}
  ];

  it("sets the policy at its least against the base at its most, and gives the range of k*", () => {
    const checks = [
      {benchmark: "sums", falsePositives: {wrong: 0, of: 100}, falseNegatives: null, source: "a peer"}
    ];
    const [found] = verdictEnvelopes(counts, [], {policies, checks, level: 0.95});
    const rate = 1 - 0.025 ** (1 / 100);
    expect(found!.falsePositives!.high).toBeCloseTo(rate, 9);
    expect(found!.source).toBe("a peer");
    expect(found!.curves.map(({points}) => points[0]!.low)).toEqual([
      expect.closeTo(0.25 * (1 - rate), 9),
      expect.closeTo(0.5 * (1 - rate), 9)
    ]);
    expect(found!.difference[0]).toMatchObject({k: 1, estimate: 0.25});
    expect(found!.difference[0]!.low).toBeCloseTo(0.5 * (1 - rate) - 0.25, 9);
    expect(found!.crossing.low!).toBeLessThan(found!.crossing.estimate!);
    expect(found!.crossing.high!).toBeGreaterThan(found!.crossing.estimate!);
  });

  it("has none where nobody checked and nothing was cut", () => {
    expect(verdictEnvelopes(counts, [], {policies, checks: [], level: 0.95})).toEqual([]);
    const marks = [{...rows("rl", [4, 0])[1]!, cut: 1, cut_correct: 0} as unknown as ProblemMarks];
    const [found] = verdictEnvelopes(counts, marks, {policies, checks: [], level: 0.95});
    expect(found!.curves.map(({cut}) => cut)).toEqual([0, 1]);
    expect(found!.falsePositives).toBeNull();
  });
});

describe("handChecks", () => {
  it("counts texts whose readers contradict the verifier", () => {
    const chain = (index: number, correct: boolean, mark: ReadChain["mark"], reader = "A"): ReadChain => ({
      ...{study: "s", benchmark: "sums", problem_id: "p", policy: "rl", date: "2026-01-01", count: 3},
      ...{sample_index: index, correct, mark, reader}
    });
    const chains = [
      chain(0, true, "valid"),
      chain(1, true, "invalid"),
      chain(2, true, "unsure"),
      chain(3, true, "valid"),
      chain(3, true, "invalid", "B"),
      chain(4, false, "valid")
    ];
    expect(handChecks(chains)).toEqual([
      {benchmark: "sums", falsePositives: {wrong: 1, of: 2}, falseNegatives: {wrong: 1, of: 1}}
    ]);
  });
});
