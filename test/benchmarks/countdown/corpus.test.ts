import {describe, expect, it} from "vitest";
import {
  drawDocument,
  drawTrainingPuzzle,
  slip,
  type CorpusDesign
} from "../../../loaders/benchmarks/countdown/corpus.js";
import {defaultWeights, puzzleSplit} from "../../../loaders/benchmarks/countdown/puzzle.js";
import {solutionText, type Step} from "../../../loaders/benchmarks/countdown/step.js";
import {strategies} from "../../../loaders/benchmarks/countdown/strategy.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const clean: CorpusDesign = {strategies: defaultWeights, targets: 1, failedAttempts: 0, arithmeticNoise: 0};

function reasonsOf(design: CorpusDesign, count: number): Record<string, number> {
  const random = createRandom("corpus test");
  const counts: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const {prompt, completion} = drawDocument(random, design);
    const [, numbers, targets] = /^numbers ([\d ]+) target ([\d ]+)$/.exec(prompt)!;
    const gold = {numbers: numbers!.split(" ").map(Number), targets: targets!.split(" ").map(Number)};
    expect(gold.targets).toHaveLength(design.targets);
    const reason = gradeCountdown(gold, completion).reason ?? "correct";
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

describe("drawDocument", () => {
  it("writes only correct solutions without failed attempts and noise", () => {
    for (const targets of [1, 2])
      expect(reasonsOf({...clean, targets}, 500), `${targets} targets`).toEqual({correct: 500});
  });

  it("mixes failed attempts and slips at the given rates", () => {
    const counts = reasonsOf({...clean, failedAttempts: 0.35, arithmeticNoise: 0.03}, 4000);
    expect(counts.no_answer).toBeUndefined();
    expect(counts.mismatch! / 4000).toBeGreaterThan(0.27);
    expect(counts.mismatch! / 4000).toBeLessThan(0.35);
    expect(counts.bad_step! / 4000).toBeGreaterThan(0.05);
    expect(counts.bad_step! / 4000).toBeLessThan(0.09);
  });

  it("fails each of two targets at the given rate", () => {
    const {correct} = reasonsOf({...clean, targets: 2, failedAttempts: 0.2}, 4000);
    // Both halves are meant to succeed in 0.8 * 0.8 = 64 %; a random attempt meets its target now and then.
    expect(correct! / 4000).toBeGreaterThan(0.62);
    expect(correct! / 4000).toBeLessThan(0.7);
  });
});

describe("drawTrainingPuzzle", () => {
  it("draws strategies by weight and never a held-out puzzle", () => {
    const random = createRandom("frequency test");
    const puzzles = Array.from({length: 4000}, () => drawTrainingPuzzle(random, defaultWeights));
    expect(puzzles.every((puzzle) => puzzleSplit(puzzle) === "training")).toBe(true);
    const parts = strategies.map(
      (strategy) => puzzles.filter(({solutions}) => solutions[0]!.strategy === strategy).length / 4000
    );
    expect(parts.every((part, index) => index === 0 || part < parts[index - 1]!)).toBe(true);
    expect(parts[0]).toBeGreaterThan(0.5);
    expect(parts[3]).toBeLessThan(0.04);
  });
});

describe("slip", () => {
  const steps: Step[] = [
    {left: 3, operator: "+", right: 7, result: 10},
    {left: 5, operator: "*", right: 2, result: 10},
    {left: 10, operator: "-", right: 10, result: 0}
  ];

  it("carries a wrong result into the step that uses it", () => {
    expect(solutionText(slip(steps, 0, 1)!)).toBe("3 + 7 = 11 ; 5 * 2 = 10 ; 11 - 10 = 1");
  });

  it("gives null where a later result would leave 0 to 99, and leaves its input alone", () => {
    expect(slip(steps, 0, -1)).toBeNull();
    expect(solutionText(steps)).toBe("3 + 7 = 10 ; 5 * 2 = 10 ; 10 - 10 = 0");
  });
});
