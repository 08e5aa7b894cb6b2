import {describe, expect, it} from "vitest";
import {mathVistaProblems} from "../../../loaders/verification/visual/mathvista.js";
import {
  isMultipleChoice,
  withoutMultipleChoice
} from "../../../loaders/verification/visual/multiple-choice.js";

const base = {
  question: "How tall is the tower?\r\nUse the scale. ",
  image: "images/7.jpg",
  choices: null,
  unit: null,
  precision: null,
  answer: "12",
  question_type: "free_form",
  answer_type: "integer",
  metadata: {source: "own", grade: "elementary school"}
};

function problem(row: Record<string, unknown>): ReturnType<typeof mathVistaProblems>[number] {
  return mathVistaProblems({7: {pid: "7", ...base, ...row}}, "mathvista", "mathvista.json")[0]!;
}

describe("mathVistaProblems", () => {
  it("reads an integer problem, with the form of answer in the prompt", () => {
    expect(problem({unit: "years"})).toEqual({
      benchmark: "mathvista",
      problemId: "7",
      domain: "visual",
      prompt: "How tall is the tower?\nUse the scale.\nAnswer with a whole number, in years.",
      gold: {type: "number", value: "12", unit: "years"},
      image: "images/7.jpg",
      meta: {source: "own", grade: "elementary school", question_type: "free_form", answer_type: "integer"}
    });
  });

  it("keeps the precision of a float, which an integer has none of", () => {
    const float = problem({answer: "1.2", answer_type: "float", precision: 1});
    expect(float.gold).toEqual({type: "number", value: "1.2", precision: 1});
    expect(float.prompt).toContain("rounded to one decimal.");
    expect(problem({answer: "1.25", answer_type: "float", precision: 2}).prompt).toContain(
      "rounded to 2 decimals."
    );
    expect(problem({precision: 1}).gold).toEqual({type: "number", value: "12"});
  });

  it("reads lists and words", () => {
    expect(problem({answer: "[2014, 2016]", answer_type: "list"}).gold).toEqual({
      type: "list",
      value: "[2014, 2016]"
    });
    expect(problem({answer: "blue", answer_type: "text"}).gold).toEqual({type: "text", value: "blue"});
  });

  it("letters the choices of multiple choice", () => {
    const choice = problem({
      question_type: "multi_choice",
      answer_type: "text",
      choices: ["30°", "45°"],
      answer: "45°"
    });
    expect(choice.gold).toEqual({type: "choice", choices: ["30°", "45°"], answer: 1});
    expect(choice.prompt).toBe("How tall is the tower?\nUse the scale.\n(A) 30°\n(B) 45°");
  });

  it("names the file, the problem and the fault", () => {
    expect(() => mathVistaProblems([], "mathvista", "x.json")).toThrow("x.json: invalid MathVista file");
    expect(() => problem({answer: 12})).toThrow(
      "mathvista.json, problem 7: invalid problem: answer must be a string"
    );
    expect(() => problem({question_type: "multi_choice", choices: ["1"], answer: "2"})).toThrow(
      'mathvista.json, problem 7: invalid problem: the answer "2" is not among the choices'
    );
  });
});

describe("withoutMultipleChoice", () => {
  it("keeps open problems, in order", () => {
    const open = problem({});
    const choice = problem({question_type: "multi_choice", choices: ["12", "13"]});
    expect([open, choice].map(isMultipleChoice)).toEqual([false, true]);
    expect(withoutMultipleChoice([choice, open, choice])).toEqual([open]);
    expect(withoutMultipleChoice([])).toEqual([]);
  });
});
