import {expect, it} from "vitest";
import {goldAnswer} from "../../../loaders/importing/joining/gold-answer.js";

it.each([
  ["3 + 4 = 7\n#### 7", "7"],
  ["Janet sells 9.\nA: 18", "18"],
  ["Then $x = \\boxed{\\frac{1}{2}}$.", "\\frac{1}{2}"],
  ["\\boxed{\\text{a {b} c}} ", "\\text{a {b} c}"],
  ["\\boxed{cut", "\\boxed{cut"],
  ["A: 1\nmore", "A: 1\nmore"],
  [" 12 ", "12"],
  [12, "12"],
  [["5"], "5"],
  [
    ["1", "2"],
    ["1", "2"]
  ],
  [{answer: 1}, "1"],
  [{target: 4, style: "rule"}, "4"],
  [{ground_truth: ["4"]}, {ground_truth: ["4"]}],
  [
    {answer: "1", paper: "1"},
    {answer: "1", paper: "1"}
  ],
  [
    {target: 4, numbers: [1, 3]},
    {target: 4, numbers: [1, 3]}
  ],
  [undefined, null],
  [null, null]
])("finds the answer in %j", (gold, answer) => {
  expect(goldAnswer(gold)).toEqual(answer);
});
