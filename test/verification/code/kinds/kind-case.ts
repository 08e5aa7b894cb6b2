import type {Judgement} from "../../../../loaders/schema/verdict.js";

/** A completion of `add(x, y)`, or another gold, and its verdict. */
export interface KindCase {
  kind: string;
  completion: string;
  verdict: Judgement["verdict"];
  gold?: unknown;
  prompt?: string;
}

export const add = {
  entry_point: "add",
  tests: [
    {args: [2, 3], expected: 5},
    {args: [-1, 1], expected: 0}
  ]
};

export const right = "def add(x, y):\n    return x + y";
export const wrong = "def add(x, y):\n    return x - y";

/** The gold of a function `f` without arguments. */
export const returns = (expected: unknown) => ({entry_point: "f", tests: [{args: [], expected}]});

/** The gold of a script of one test. */
export const prints = (output: string, input = "", more: object = {}) => ({
  script_tests: [{input, output}],
  ...more
});

export const fenced = (code: string) => `\`\`\`python\n${code}\n\`\`\`\n`;
