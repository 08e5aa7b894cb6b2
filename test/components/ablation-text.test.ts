import {describe, expect, it} from "vitest";
import {ablationAnswer} from "../../src/components/ablation-text.js";
import {endsViews} from "../../src/components/ends-view.js";
import {endsStudy, endsTable} from "./example-ends.js";

describe("ablationAnswer", () => {
  const withKl = (difference: [number, number], seed?: [number, number]): string => {
    const copies = seed ? [{id: "grpo-seed2", pass: [0.6, 0.8] as [number, number], difference: seed}] : [];
    const table = endsTable(
      [{id: "grpo", pass: [0.6, 0.8]}, {id: "grpo-kl", pass: [0.6, 0.8], difference}, ...copies],
      {reference: "grpo"}
    );
    return ablationAnswer(endsViews(table, endsStudy));
  };

  it("tells a clear change with its interval, and what another seed alone does", () => {
    expect(withKl([-0.1, 0.01], [0.02, -0.03])).toBe(
      "On Sums, compared with GRPO, “GRPO, KL” loses 10.0 points (95% −15.0 to −5.0) with one completion; " +
        "no setting changes the result clearly with 16. Another seed alone changes the result by 0.0 to +2.0 points with one and −3.0 to 0.0 points with 16."
    );
  });

  it("marks a change that another seed makes too", () => {
    expect(withKl([-0.06, 0.01], [-0.07, 0])).toContain(
      "loses 6.0 points (95% −11.0 to −1.0), no more than another seed does, with one completion"
    );
  });

  it("says once that no run is repeated", () => {
    expect(withKl([0.01, 0.01])).toBe(
      "On Sums, compared with GRPO, no setting changes the result clearly, neither with one completion nor with 16. " +
        "This experiment repeats no run with another seed, which would tell how much of a difference is chance."
    );
  });
});
