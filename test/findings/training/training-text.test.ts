import {describe, expect, it} from "vitest";
import type {TrainingGroup} from "../../../src/findings/training/training-groups.js";
import {trainingAnswer} from "../../../src/findings/training/training-text.js";

/** Runs of two points each, whose responses go from one length to another. */
function group(...lengths: readonly [number, number][]): TrainingGroup {
  return {
    title: "Runs",
    runs: lengths.map((ends, i) => ({
      policy: `run-${i}`,
      label: `Run ${i}`,
      color: "",
      dash: "",
      isRepeat: false,
      points: ends.map((response_length, step) => ({
        policy: `run-${i}`,
        step,
        last_step: step,
        width: 1,
        reward: null,
        response_length,
        entropy: null,
        kl_to_base: null,
        validation_pass_at_1: null,
        validation_step: null
      }))
    }))
  };
}

describe("trainingAnswer", () => {
  it("keeps the count of runs and the average apart where they go different ways", () => {
    expect(trainingAnswer(group([18, 19], [18, 19], [30, 24]))).toBe(
      "The length of a response rises in 2 of 3 runs and falls in the other; the average goes from 22.0 tokens to 20.7 tokens."
    );
    expect(trainingAnswer(group([18, 19], [18, 18], [18, 18], [30, 24]))).toContain(
      "rises in 1 of 4 runs and falls in 1; the average goes from 21.0 tokens to 19.8 tokens"
    );
    expect(trainingAnswer(group([18, 19], [20, 18], [30, 24]))).toContain("and falls in the others; ");
  });

  it("tells the runs together where all go one way", () => {
    expect(trainingAnswer(group([18, 19], [20, 24]))).toBe(
      "The length of a response rises in all 2 runs, on average from 19.0 tokens to 21.5 tokens."
    );
    expect(trainingAnswer(group([19, 18]))).toBe(
      "The length of a response falls from 19.0 tokens to 18.0 tokens."
    );
    expect(trainingAnswer(group([19, 18], [18, 19]))).toBe(
      "The length of a response stays at 18.5 tokens on average."
    );
  });
});
