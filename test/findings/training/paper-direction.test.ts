import {describe, expect, it} from "vitest";
import {endsViews} from "../../../src/findings/training/ends-view.js";
import {directionAnswer} from "../../../src/findings/training/paper-direction.js";
import {paperSetsOf} from "../../../src/findings/training/paper-table.js";
import {endsStudy, endsTable, twoAlgorithms} from "./example-ends.js";

describe("directionAnswer", () => {
  const sets = paperSetsOf({
    columns: ["near@1", "near@256", "far@1", "far@256"],
    rows: {Qwen: [10, 67, 34, 96], GRPO: [26, 66, 74, 97], PPO: [27, 65, 75, 98]}
  });

  it("reads the paper's table set by set", () => {
    expect(sets[0]).toEqual({
      label: "near",
      kMax: 256,
      rows: [
        {label: "Qwen", atOne: 0.1, atMost: 0.67},
        {label: "GRPO", atOne: 0.26, atMost: 0.66},
        {label: "PPO", atOne: 0.27, atMost: 0.65}
      ]
    });
  });

  it("notes on which sets the direction is the paper's and on which it is not", () => {
    expect(directionAnswer(sets, endsViews(endsTable(twoAlgorithms), endsStudy))).toBe(
      "With one try all 2 on Sums rise above the base here (clearly in both, p < 0.05 after Holm’s correction over 2 tests); in the paper all 2 on both sets. The direction is the same. With the most tries all 2 on Sums fall below it here (clearly in both, p < 0.05 after Holm’s correction over 2 tests); in the paper all 2 on near and none on far. The direction here is that of near and is against that of far."
    );
  });

  it("takes back what does not move in one direction", () => {
    const mixed = endsTable([twoAlgorithms[0]!, {id: "ppo", pass: [0.3, 0.95]}]);
    expect(directionAnswer(sets, endsViews(mixed, endsStudy))).toContain(
      "The benchmarks here do not move in one direction themselves."
    );
    expect(directionAnswer(sets, [])).toBe("");
  });
});
