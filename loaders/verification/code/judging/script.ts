import type {ScriptGold} from "../gold.js";
import type {Program} from "../extraction/program.js";
import type {Limits} from "../sandbox/frames.js";
import {correct, incorrect, outputsOf, type ProgramJudgement} from "./records.js";
import type {Sandboxes} from "./sandboxes.js";

/** Runs a whole program once for each standard input, until one output is wrong. */
export async function judgeScript(
  program: Program,
  {tests}: ScriptGold,
  limits: Limits,
  sandboxes: Sandboxes
): Promise<ProgramJudgement> {
  for (const [index, {input, output}] of tests.entries()) {
    const outputBytes = Math.max(limits.outputBytes, output.length * 4);
    const job = {
      mode: "script" as const,
      sources: program.sources,
      entry: "",
      payload: input,
      limits: {...limits, outputBytes}
    };
    const result = await sandboxes.runProgram(job);
    const found = scriptFailure(result);
    if (found !== null) return {...found, rule: `input ${index + 1}: ${found.rule}`};
    if (!isSameOutput(result.stdout, output))
      return incorrect("mismatch", `input ${index + 1}: the output differs`);
  }
  return correct(`all ${tests.length} outputs are right`);
}

/** A script makes one record, its end. */
function scriptFailure(result: Parameters<typeof outputsOf>[0]): ProgramJudgement | null {
  const found = outputsOf(result, 0);
  if (!("failure" in found)) return null;
  return {...found.failure, rule: found.failure.rule.replace(/^test 1 /, "the program ")};
}

/**
 * LiveCodeBench's comparison: the same number of lines, without space around the text and each line; a line may differ in how its numbers are
 * written (1 and 1.0), but not in their exact decimal values.
 */
export function isSameOutput(output: string, expected: string): boolean {
  const got = strippedLines(output);
  const wanted = strippedLines(expected);
  return (
    got.length === wanted.length &&
    got.every((line, index) => line === wanted[index] || isSameNumbers(line, wanted[index]!))
  );
}

function strippedLines(text: string): string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

function isSameNumbers(a: string, b: string): boolean {
  const got = a.split(/\s+/).map(decimalKey);
  const wanted = b.split(/\s+/).map(decimalKey);
  return got.length === wanted.length && got.every((key, index) => key !== null && key === wanted[index]);
}

const decimal = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,6}))?$/;

/** The same text for decimals of the same value: sign, digits without zeros at either end, exponent. Null for other text. */
function decimalKey(text: string): string | null {
  const match = decimal.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole + fraction === "") return null;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === "-" ? "-" : ""}${significant}e${scale}`;
}
