import {describe, expect, it} from "vitest";
import {guessRate} from "../../../loaders/benchmarks/dot-pictures/guess-rate.js";
import {solveCombine} from "../../../loaders/benchmarks/dot-pictures/combine.js";
import {solveCount} from "../../../loaders/benchmarks/dot-pictures/count.js";
import type {Question} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {drawScene, sceneText, type Scene} from "../../../loaders/benchmarks/dot-pictures/scene.js";
import {solutionText, trueSolution} from "../../../loaders/benchmarks/dot-pictures/solution.js";
import {gradePicture} from "../../../loaders/verification/dot-pictures/steps.js";
import {randomElement} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";

const empty = ["- - - -", "- - - -", "- - - -", "- - - -"];
/** Of a cell that is of a given colour or shape, of which there are three each; a fifth of the cells are empty. */
const share = 0.8 / 3;

/** What somebody writes who imagines another picture. */
function imagined(random: Random, question: Question): string | null {
  const scene: Scene = drawScene(random);
  const solution =
    question.ask === "count"
      ? solveCount(scene, question, randomElement(random, ["rows", "columns", "parts"] as const))
      : question.ask === "combine"
        ? solveCombine(scene, question, randomElement(random, ["rows", "columns", "totals"] as const))
        : null;
  return solution && solutionText(trueSolution(solution));
}

describe("guessRate of a picture", () => {
  it("by hand: no mark of a kind, by lines or by its parts", () => {
    // Rows and columns: none of 16 cells is red. The parts of red are the same cells.
    const gold = {picture: empty, question: {ask: "count", of: "red"}};
    expect(guessRate(gold)).toBeCloseTo((1 - share) ** 16, 15);
    const both = {picture: empty, question: {ask: "combine", left: "red", operator: "+", right: "blue"}};
    expect(guessRate(both)).toBeCloseTo((1 - 2 * share) ** 16, 15);
  });

  it("by hand: one cell with two marks, or two with one each", () => {
    // In the first row 2: one red cell of four with two marks of four equally likely, or two of four with one each.
    const picture = ["rd2 - - -", "- - - -", "- - - -", "- - - -"];
    const gold = {picture, question: {ask: "locate", line: "row", extreme: "most", of: "red"}};
    const row = (4 * share * (1 - share) ** 3) / 4 + (6 * share ** 2 * (1 - share) ** 2) / 16;
    expect(guessRate(gold)).toBeCloseTo(row * (1 - share) ** 12, 15);
  });

  it("counts no survey that cannot make the target", () => {
    // Rows hold 3 and 1 marks and make 2, columns hold 4 and do not; red and blue hold 3 and 1.
    const picture = ["rd3 - - -", "bd1 - - -", "- - - -", "- - - -"];
    const marks = (cells: number, three: boolean, other: number): number => {
      // The chance of 3 or of 1 marks in so many cells of a kind with this share.
      const own = (n: number) =>
        [1, cells, (cells * (cells - 1)) / 2, (cells * (cells - 1) * (cells - 2)) / 6][n]!;
      const term = (n: number, ways: number) =>
        own(n) * (1 - other) ** (cells - n) * other ** n * (ways / 4 ** n);
      return three ? term(1, 1) + term(2, 2) + term(3, 1) : term(1, 1);
    };
    const byRow = marks(4, true, 0.8) * marks(4, false, 0.8) * 0.2 ** 8;
    // 3 marks on red cells, 1 on one blue cell, and no green one, among 16 cells.
    let byColour = 0;
    for (let red = 1; red <= 3; red++) {
      const ways = [0, 1, 2, 1][red]! / 4 ** red;
      let choices = 16;
      for (let i = 1; i < red; i++) choices = (choices * (16 - i)) / (i + 1);
      byColour += choices * share ** red * ways * (16 - red) * share * 0.25 * 0.2 ** (15 - red);
    }
    const target = (value: number) => ({picture, question: {ask: "make", target: value}});
    expect(guessRate(target(2))! / ((byRow + byColour) / 3)).toBeCloseTo(1, 12);
    // 4 + 0 of two columns makes 4 too, as 3 + 1 of two rows and of two colours.
    expect(guessRate(target(4))!).toBeGreaterThan(guessRate(target(2))!);
    expect(guessRate(target(50))).toBe(0);
  });

  it.each([
    {ask: "count", of: "rings"},
    {ask: "count", of: "green"},
    {ask: "combine", left: "dots", operator: "+", right: "rings"}
  ] as const)("agrees with the verifier on 40,000 imagined pictures: $ask", (question) => {
    const random = createRandom("seen", JSON.stringify(question));
    // Few marks by lines or a usual number in the whole picture, so that some of those imagined have as many.
    const isFull = question.ask === "combine";
    const marked: Scene = drawScene(random).map((cell, place) => (isFull || place % 8 === 3 ? cell : null));
    const gold = {picture: sceneText(marked), question};
    const draws = 40_000;
    let right = 0;
    for (let i = 0; i < draws; i++) {
      const text = imagined(random, question);
      if (text !== null && gradePicture(gold, text).verdict === "correct") right++;
    }
    const rate = guessRate(gold)!;
    expect(right).toBeGreaterThan(20);
    expect(Math.abs(right / draws - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / draws));
  });

  it("is not known of another gold and of a picture of another size", () => {
    expect(guessRate("12")).toBeNull();
    expect(guessRate({picture: ["rd1 -", "- -"], question: {ask: "count", of: "red"}})).toBeNull();
  });
});
