import type {Kind, Line} from "./scene.js";

export const operators = ["+", "-", "*"] as const;

export type Operator = (typeof operators)[number];

/** `count`: how many marks are of a kind. */
export interface CountQuestion {
  ask: "count";
  of: Kind;
}

/** `combine`: the numbers of two kinds, added, subtracted (never below 0) or multiplied. */
export interface CombineQuestion {
  ask: "combine";
  left: Kind;
  operator: Operator;
  right: Kind;
}

/** `locate`: the one line with the most or the fewest marks of a kind. */
export interface LocateQuestion {
  ask: "locate";
  line: Line;
  extreme: "most" | "fewest";
  of: Kind;
}

/** `make`: two groups of a survey (rows, columns or colours) whose numbers of marks make the target. */
export interface MakeQuestion {
  ask: "make";
  target: number;
}

export type Question = CountQuestion | CombineQuestion | LocateQuestion | MakeQuestion;

export type Family = Question["ask"];

export const families = ["count", "combine", "make", "locate"] as const satisfies readonly Family[];

const operatorWords: Record<Operator, string> = {"+": "plus", "-": "minus", "*": "times"};

/** What the model reads: `count red`, `dots plus rings`, `row with most blue`, `make 16`. */
export function questionPrompt(question: Question): string {
  switch (question.ask) {
    case "count":
      return `count ${question.of}`;
    case "combine":
      return `${question.left} ${operatorWords[question.operator]} ${question.right}`;
    case "locate":
      return `${question.line} with ${question.extreme} ${question.of}`;
    case "make":
      return `make ${question.target}`;
  }
}
