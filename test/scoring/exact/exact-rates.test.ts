import {describe, expect, it} from "vitest";
import {allSolutions} from "../../../loaders/benchmarks/countdown/all-solutions.js";
import {sampledScores} from "../../../loaders/engines/sampled-logprobs.js";
import {exactRates, problemSolutions} from "../../../loaders/scoring/exact/exact-rates.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";

const gold = {numbers: [2, 3, 4], target: 14};
const puzzle = {numbers: [2, 3, 4], targets: [14]};
const problem = {
  benchmark: "b",
  problemId: "p",
  domain: "countdown" as const,
  prompt: "numbers 2 3 4 target 14",
  gold,
  meta: {}
};

describe("allSolutions", () => {
  it("has every order and side of the steps, once each", () => {
    expect(allSolutions({numbers: [2, 3], targets: [6]})).toEqual(["2 * 3 = 6", "3 * 2 = 6"]);
    expect(allSolutions({numbers: [2, 3], targets: [1]})).toEqual(["3 - 2 = 1"]);
    expect(allSolutions(puzzle)).toContain("3 + 4 = 7 ; 2 * 7 = 14");
    expect(allSolutions({numbers: [3, 3], targets: [6]})).toEqual(["3 + 3 = 6"]);
  });

  it("has every pair of solutions of two targets, in the order of the targets", () => {
    expect(allSolutions({numbers: [2, 3], targets: [6, 1]})).toEqual([
      "2 * 3 = 6 ; 3 - 2 = 1",
      "3 * 2 = 6 ; 3 - 2 = 1"
    ]);
    expect(allSolutions({numbers: [2, 3], targets: [6, 7]})).toEqual([]);
  });

  it("agrees with the verifier", () => {
    const two = {numbers: [2, 3, 4, 7], targets: [14, 9]};
    for (const text of allSolutions(puzzle)) expect(gradeCountdown(gold, text).verdict).toBe("correct");
    const texts = allSolutions(two);
    expect(texts.length).toBe(
      allSolutions({...two, targets: [14]}).length * allSolutions({...two, targets: [9]}).length
    );
    for (const text of texts) expect(gradeCountdown(two, text).verdict).toBe("correct");
  });
});

describe("sampledScores", () => {
  const ranked = {
    tokens: BigInt64Array.from([7n, 3n, 5n]),
    logprobs: Float32Array.from([0.5, 0.3, 0.2], Math.log)
  };

  it("is that of the nucleus, renormalised, at temperature 1", () => {
    const at = (token: number, topP: number) =>
      sampledScores(ranked, [token], {temperature: 1, topP}).sampled[0]!;
    expect(Math.exp(at(7, 0.6))).toBeCloseTo(0.5 / 0.8, 6);
    expect(at(5, 0.6)).toBe(-Infinity);
    expect(Math.exp(at(5, 1))).toBeCloseTo(0.2, 6);
    expect(at(3, 0.5)).toBe(-Infinity);
  });

  it("is sharper at a lower temperature, and greedy at 0", () => {
    const half = sampledScores(ranked, [3], {temperature: 0.5, topP: 1}).sampled[0];
    expect(Math.exp(half!)).toBeCloseTo(0.09 / (0.25 + 0.09 + 0.04), 6);
    expect([...sampledScores(ranked, [7], {temperature: 0, topP: 1}).sampled]).toEqual([0]);
    expect([...sampledScores(ranked, [3], {temperature: 0, topP: 1}).sampled]).toEqual([-Infinity]);
  });

  it("says what stands ahead of a token: the top-p that it needs", () => {
    const ahead = (token: number, temperature: number) =>
      sampledScores(ranked, [token], {temperature, topP: 0.9}).ahead[0]!;
    expect([7, 3, 5].map((token) => ahead(token, 1))).toEqual(
      [0, 0.5, 0.8].map((each) => expect.closeTo(each, 6) as number)
    );
    expect(ahead(5, 0.5)).toBeCloseTo(0.34 / 0.38, 6);
    expect(ahead(3, 0)).toBe(1);
  });
});

describe("exactRates", () => {
  it("adds the probabilities of all solutions, without those that are too long to be drawn", async () => {
    const model = {
      scoreSampled: (requests: readonly {completion: string}[]) =>
        Promise.resolve(
          requests.map(({completion}) => ({
            logprobs: Float32Array.from([...completion.split(" "), "end"], () => Math.log(0.5)),
            entropies: null,
            sampled: Float64Array.from([...completion.split(" "), "end"], () => Math.log(0.25))
          }))
        )
    };
    const [short] = (await exactRates([{...problem, gold: {numbers: [2, 3], target: 6}}], model, 24))!;
    expect(short).toEqual({
      problemId: "p",
      solutions: 2,
      rate: expect.closeTo(2 * 0.25 ** 6, 12) as number,
      fullRate: expect.closeTo(2 * 0.5 ** 6, 8) as number
    });
    const [cut] = (await exactRates([{...problem, gold: {numbers: [2, 3], target: 6}}], model, 5))!;
    expect(cut!.rate).toBe(0);
  });

  it("knows which problems it cannot enumerate", () => {
    expect(problemSolutions({gold: "12"})).toBe(null);
    expect(problemSolutions({gold: {numbers: [1, 2, 3, 4, 5], target: 9}})).toBe(null);
    expect(problemSolutions({gold: {numbers: [1, 2], targets: [3, 2, 1]}})).toBe(null);
    expect(problemSolutions({gold: {numbers: [1, 2], targets: [3, 2]}})).toHaveLength(4);
  });
});
