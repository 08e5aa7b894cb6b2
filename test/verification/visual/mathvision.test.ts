import {describe, expect, it} from "vitest";
import {mathVisionProblem} from "../../../loaders/verification/visual/mathvision.js";

const base = {
  id: "4",
  question: "How many digits?\n<image1>",
  options: [],
  answer: "6",
  solution: null,
  level: 1,
  subject: "counting",
  image: "images/4.jpg"
};

function problem(row: Record<string, unknown>): ReturnType<typeof mathVisionProblem> {
  return mathVisionProblem({...base, ...row}, "mathvision", "mathvision.jsonl:3");
}

describe("mathVisionProblem", () => {
  it("reads an open problem without the place holder of its picture", () => {
    expect(problem({})).toEqual({
      benchmark: "mathvision",
      problemId: "4",
      domain: "visual",
      prompt: "How many digits?",
      gold: {type: "number", value: "6"},
      image: "images/4.jpg",
      meta: {level: 1, subject: "counting"}
    });
  });

  it.each([
    ["2.5", "number"],
    ["-2", "number"],
    ["\\frac{1}{2}", "number"],
    ["$4 \\pi$", "number"],
    ["(3,-4)", "list"],
    ["C", "text"],
    ["none of them", "text"]
  ])("takes the open answer %s as a %s", (answer, kind) => {
    expect(problem({answer}).gold).toEqual({type: kind, value: answer});
  });

  it("takes rows with options as multiple choice by letter", () => {
    const choice = problem({options: ["$30^{\\circ}$", "$45^{\\circ}$"], answer: "B"});
    expect(choice.gold).toEqual({type: "choice", choices: ["$30^{\\circ}$", "$45^{\\circ}$"], answer: 1});
    expect(choice.prompt).toBe("How many digits?\n(A) $30^{\\circ}$\n(B) $45^{\\circ}$");
  });

  it("names the line and the fault", () => {
    expect(() => problem({options: ["1", "2"], answer: "C"})).toThrow(
      'mathvision.jsonl:3: invalid problem: the answer "C" is no letter from A to B'
    );
    expect(() => problem({options: "none"})).toThrow(
      "mathvision.jsonl:3: invalid problem: options must be an array"
    );
  });
});
