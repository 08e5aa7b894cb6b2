import {expect, it} from "vitest";
import {isTargetProblem} from "../../../loaders/importing/joining/target-problem.js";

it.each([
  ["numbers 5 11 10 9 target 13", "13", true],
  ["Using the numbers [19, 36, 55, 7], create an equation that equals 65.", 65, true],
  ["Use these numbers: 3 and 4, to reach -1", "-1", true],
  ["…", {numbers: [1, 2], target: 3}, true],
  ["Two numbers whose sum equals 10 differ by 4. What is the larger?", "7", false],
  ["numbers 5 11 10 9 target 13", "14", false],
  ["What is 2 + 2?", "4", false],
  [null, "13", false],
  ["numbers 5 11 target 16", undefined, false]
])("of %s with the reference %j is %s", (prompt, gold, isTarget) => {
  expect(isTargetProblem({prompt, gold})).toBe(isTarget);
});
