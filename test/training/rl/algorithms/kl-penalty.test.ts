import {describe, expect, it} from "vitest";
import {klPenaltySlope} from "../../../../loaders/training/algorithms/kl-penalty.js";

describe("klPenaltySlope", () => {
  it("is 0 where policy and base agree", () => {
    expect(klPenaltySlope(0)).toBe(0);
  });

  it("is 1 - q / p", () => {
    expect(klPenaltySlope(Math.log(3))).toBeCloseTo(-2, 12);
    expect(klPenaltySlope(Math.log(0.25))).toBeCloseTo(0.75, 12);
  });

  it("is the derivative of k3 in log p", () => {
    const k3 = (logp: number, logq: number) => Math.exp(logq - logp) - 1 - (logq - logp);
    for (const logp of [-3, -1, -0.2]) {
      const slope = (k3(logp + 1e-5, -1.2) - k3(logp - 1e-5, -1.2)) / 2e-5;
      expect(klPenaltySlope(-1.2 - logp)).toBeCloseTo(slope, 5);
    }
  });

  it("has the gradient of KL(base || policy) as its mean over the policy's tokens", () => {
    // Two tokens, the policy's first has probability s(z) = 1 / (1 + exp(-z)): d log s / dz = 1 - s, d log (1 - s) / dz = -s.
    const [policy, base] = [0.7, 0.2];
    const mean =
      policy * klPenaltySlope(Math.log(base / policy)) * (1 - policy) +
      (1 - policy) * klPenaltySlope(Math.log((1 - base) / (1 - policy))) * -policy;
    // d KL(q || p) / dz = p - q.
    expect(mean).toBeCloseTo(policy - base, 12);
  });
});
