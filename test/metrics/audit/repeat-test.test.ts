import {describe, expect, it} from "vitest";
import type {ProblemMarks} from "../../../src/metrics/audit/problem-marks.js";
import {repeatTest} from "../../../src/metrics/audit/repeat-test.js";
import {random} from "../../../src/random/random.js";

/** Draws of texts from `texts` equally likely ones; `copy` makes the second completion the first. */
function drawn(texts: number, {copy = false, problems = 60, n = 16} = {}): ProblemMarks[] {
  const generator = random(`${texts} texts`);
  return Array.from({length: problems}, (_, i) => {
    const draws = Array.from({length: n}, () => generator.below(texts));
    if (copy) for (let j = 1; j < 8; j++) draws[j] = draws[0]!;
    const counts = Array.from({length: texts}, (_, text) => draws.filter((one) => one === text).length);
    return {
      benchmark: "b",
      policy: "p",
      problem_id: String(i),
      completions: n,
      n,
      c: 0,
      errors: 0,
      finish_known: n,
      same_pairs: counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0),
      chance: 1 / texts,
      ...{cut: 0, repeats: 0, empty: 0, disputed: 0, failed: 0},
      ...{
        cut_correct: 0,
        repeats_correct: 0,
        empty_correct: 0,
        disputed_correct: 0,
        failed_correct: 0,
        errors_correct: 0,
        missing: 0,
        missing_correct: 0
      }
    };
  });
}

describe("repeatTest", () => {
  it.each([2, 5, 50])("finds nothing beyond chance in independent draws from %i texts", (texts) => {
    const {excess, rate, expected} = repeatTest(drawn(texts), [], [], {level: 0.95});
    expect(expected).toBeCloseTo(1 / texts, 12);
    expect(Math.abs(rate! - 1 / texts)).toBeLessThan(0.03);
    expect(excess!.low).toBeLessThan(0);
    expect(excess!.high).toBeGreaterThan(0);
  });

  it("finds copies that the texts' probabilities do not explain", () => {
    expect(repeatTest(drawn(5, {copy: true}), [], [], {level: 0.95}).excess!.low).toBeGreaterThan(0.05);
  });

  it("calls equal sample indexes copies only where chance would hardly make them equal", () => {
    const copied = [{benchmark: "b", policy: "p", problems: 60, sample_indexes: [0, 1]}];
    expect(repeatTest(drawn(2), [], copied, {level: 0.95}).copies).toEqual([[0, 1]]);
    const one = [{...copied[0]!, problems: 1}];
    expect(repeatTest(drawn(2, {problems: 1}), [], one, {level: 0.95}).copies).toEqual([]);
    // Indexes that some problems lack are no whole copy.
    expect(repeatTest(drawn(2), [], one, {level: 0.95}).copies).toEqual([]);
  });
});
