import {describe, expect, it} from "vitest";
import {coverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {random} from "../../../src/random/random.js";

const policies = ["base", "plain", "matched"].map((policy) => ({
  policy,
  base: policy === "base" ? null : "base"
}));

/** Problems with one completion each, solved with the chance given. */
function rows(problems: number, chances: Record<string, number>, seed = "gap") {
  const stream = random(seed);
  return Object.entries(chances).flatMap(([policy, chance]) =>
    Array.from({length: problems}, (_, i) => ({
      benchmark: "sums",
      policy,
      problem_id: `p${i}`,
      n: 1,
      c: Number(stream.uniform() < chance)
    }))
  );
}

const options = {level: 0.95, replicates: 400, seed: 1, withClosed: true};

describe("the closed share of a gap", () => {
  it("is one minus what is left of it over what it was, with an interval around it", () => {
    const counts = rows(400, {base: 0.9, plain: 0.4, matched: 0.7});
    const {curves, closed} = coverageTable(counts, policies, options).benchmarks[0]!;
    const [base, plain, matched] = curves.map(({points}) => points[0]!.coverage) as [number, number, number];
    const found = closed!.find(({from}) => from === "plain")!;
    expect(found).toMatchObject({base: "base", from: "plain", to: "matched", k: 1});
    expect(found.estimate).toBeCloseTo(1 - (base - matched) / (base - plain), 12);
    expect(found.low).toBeLessThan(found.estimate);
    expect(found.high).toBeGreaterThan(found.estimate);
  });

  it("holds the truth in at least 93 of 100 studies of 120 problems", () => {
    let held = 0;
    for (let study = 0; study < 300; study++) {
      const counts = rows(120, {base: 0.9, plain: 0.6, matched: 0.78}, `study ${study}`);
      const {closed} = coverageTable(counts, policies, {...options, replicates: 300}).benchmarks[0]!;
      const {low, high} = closed!.find(({from}) => from === "plain")!;
      if (low <= 0.6 && 0.6 <= high) held++;
    }
    expect(held / 300).toBeGreaterThanOrEqual(0.93);
  });

  it("is not given where there is no gap to divide by, nor where it is not asked for", () => {
    const counts = rows(60, {base: 0.5, plain: 0.5, matched: 0.7});
    expect(coverageTable(counts, policies, options).benchmarks[0]!.closed).toEqual([]);
    expect(coverageTable(counts, policies, {...options, withClosed: false}).benchmarks[0]).not.toHaveProperty(
      "closed"
    );
  });
});
