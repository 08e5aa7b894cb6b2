import {describe, expect, it} from "vitest";
import {learningRate} from "../../../loaders/training/recipe/learning-rate.js";

describe("learningRate", () => {
  it("rises linearly over the warm-up", () => {
    const schedule = {peak: 1, warmup: 4, decay: "constant" as const};
    expect([0, 1, 3, 4, 99].map((step) => learningRate(schedule, step, 100))).toEqual([0.25, 0.5, 1, 1, 1]);
  });

  it("falls along a cosine to a hundredth of the peak", () => {
    const schedule = {peak: 2, warmup: 0, decay: "cosine" as const};
    expect(learningRate(schedule, 0, 100)).toBeCloseTo(2, 10);
    expect(learningRate(schedule, 50, 100)).toBeCloseTo(2 * 0.505, 10);
    expect(learningRate(schedule, 100, 100)).toBeCloseTo(0.02, 10);
  });
});
