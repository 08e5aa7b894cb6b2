import type {ScriptGold} from "../gold.js";
import type {Program} from "../extraction/program.js";
import type {Limits} from "../sandbox/frames.js";
import {isSameOutput} from "./printed-output.js";
import {correct, incorrect, outputsOf, type ProgramJudgement} from "./records.js";
import type {Sandboxes} from "./sandboxes.js";

/** Runs a whole program once for each standard input, until one output is wrong. `tolerance` goes for a problem that sets none. */
export async function judgeScript(
  program: Program,
  {tests, preamble, atol}: ScriptGold,
  {limits, tolerance}: {limits: Limits; tolerance: number},
  sandboxes: Sandboxes
): Promise<ProgramJudgement> {
  for (const [index, {input, output}] of tests.entries()) {
    const outputBytes = Math.max(limits.outputBytes, output.length * 4);
    const job = {
      mode: "script" as const,
      sources: [preamble, ...program.sources],
      entry: "",
      payload: input,
      limits: {...limits, outputBytes}
    };
    const result = await sandboxes.runProgram(job);
    const found = scriptFailure(result, program.text);
    if (found !== null) return {...found, rule: `input ${index + 1}: ${found.rule}`};
    if (!isSameOutput(result.stdout, output, atol ?? tolerance))
      return incorrect("mismatch", `input ${index + 1}: the output differs`);
  }
  return correct(`all ${tests.length} outputs are right`);
}

/** A script makes one record, its end. */
function scriptFailure(result: Parameters<typeof outputsOf>[0], text: string): ProgramJudgement | null {
  const found = outputsOf(result, 0, text);
  if (!("failure" in found)) return null;
  return {...found.failure, rule: found.failure.rule.replace(/^test 1 /, "the program ")};
}
