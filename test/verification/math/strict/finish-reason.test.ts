import {describe, expect, it} from "vitest";
import {gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";

/** Outputs for the gold 12, and their verdicts where the model stopped and where it was cut. */
const outputs: [output: string, stopped: string, cut: string][] = [
  ["So $x = \\boxed{12}$. Let me check", "correct", "correct"],
  ["The answer is 12. Let me check", "correct", "correct"],
  ["The answer is 12\nLet me check", "correct", "correct"],
  ["The answer is 12", "correct", "incorrect"],
  ["<answer>12</answer> and", "correct", "correct"],
  ["<answer>12", "correct", "incorrect"],
  ["#### 12\n", "correct", "correct"],
  ["#### 12", "correct", "incorrect"],
  ["12", "correct", "incorrect"],
  ["Thus x = 12", "correct", "incorrect"],
  ["So we get $12$", "correct", "incorrect"],
  ["There are **12**", "correct", "incorrect"],
  ["She has 5 + 7 = 12 pens.", "correct", "incorrect"],
  ["So $x = \\boxed{12}$, hence \\boxed{", "incorrect", "incorrect"],
  ["<think>\\boxed{12}", "incorrect", "incorrect"],
  ["<think>hm</think>\\boxed{12}<|im_end|>", "correct", "correct"],
  ["So x = 12<|im_end|>", "correct", "correct"]
];

describe("gradeStrict, by finish reason", () => {
  it.each(outputs)("judges %j", (output, stopped, cut) => {
    expect(gradeStrict(output, "12").verdict).toBe(stopped);
    expect(gradeStrict(output, "12", "stop").verdict).toBe(stopped);
    expect(gradeStrict(output, "12", "length").verdict).toBe(cut);
  });
});
