import {layoutWords} from "../../python-subset/vocabulary.js";

/** Ways to write a function, from the commoner in the default corpus: one returned expression, or statements that build the answer. */
export const strategies = ["expression", "statements"] as const;

export type Strategy = (typeof strategies)[number];

/** The same function written in each way. */
export type Programs = Readonly<Record<Strategy, string>>;

/** Loop that builds an answer. */
export interface Loop {
  /** Statements before the loop. */
  before: readonly string[];
  over?: string;
  condition?: string | null;
  /** Statements of the loop. */
  body: readonly string[];
  result?: string;
}

/** A program of statements, one a line. */
export function linesProgram(lines: readonly string[]): string {
  return ["def f ( xs ) :", ...lines.map((line) => `${layoutWords[0]} ${line}`)].join(" ");
}

/** A program that returns one expression. */
export function expressionProgram(expression: string): string {
  return linesProgram([`return ${expression}`]);
}

/** A program of one loop. It runs over `x in xs` and returns `out` unless told otherwise. */
export function loopProgram({
  before,
  over = "x in xs",
  condition = null,
  body,
  result = "out"
}: Loop): string {
  const [, second, third] = layoutWords;
  const level = condition === null ? second : third;
  const test = condition === null ? [] : [`${second} if ${condition} :`];
  const loop = [`for ${over} :`, ...test, ...body.map((line) => `${level} ${line}`)].join(" ");
  return linesProgram([...before, loop, `return ${result}`]);
}

/** A loop that appends to `out`. */
export function appendProgram(element: string, loop: Partial<Loop> = {}): string {
  return loopProgram({before: ["out = [ ]"], body: [`out.append ( ${element} )`], ...loop});
}

/** A loop that adds to the number `n`, which starts at 0 and is returned. */
export function addProgram(element: string, loop: Partial<Loop> = {}): string {
  return loopProgram({before: ["n = 0"], body: [`n += ${element}`], result: "n", ...loop});
}
