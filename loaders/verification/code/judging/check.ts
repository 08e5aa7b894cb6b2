import {createHash} from "node:crypto";
import type {CheckGold} from "../gold.js";
import type {Program} from "../extraction/program.js";
import type {Limits} from "../sandbox/frames.js";
import {limitsAfter, referenceLimits} from "./limits.js";
import {
  correct,
  endingFailure,
  incorrect,
  outputsOf,
  parseRecords,
  verifierError,
  type ProgramJudgement
} from "./records.js";
import type {Sandboxes} from "./sandboxes.js";

/** A HumanEval check, recorded with the reference solution: the calls that it makes and the outputs it accepted. */
export interface CheckTests {
  gold: CheckGold;
  calls: string[];
  outputs: string[];
  limits: Limits;
  /** What the check said of outputs that are not the reference's: many programs are wrong in the same way. */
  replays: Map<string, Promise<ProgramJudgement>>;
}

/**
 * Records the calls of a problem's `check`, by running it on the reference solution in a sandbox of its own. Throws if the reference does not
 * pass. The program under test never meets the asserts: it is called with the recorded arguments, and `check` is replayed on its outputs.
 */
export async function prepareCheckTests(
  gold: CheckGold,
  limits: Limits,
  sandboxes: Sandboxes
): Promise<CheckTests> {
  const result = await sandboxes.runReference({
    mode: "record",
    ...checkSources(gold),
    payload: "",
    limits: referenceLimits
  });
  const records = parseRecords(result.records);
  const [calls, outputs] = ["call", "ok"].map((wanted) =>
    records.filter(({word}) => word === wanted).map(({detail}) => detail)
  );
  if (records.at(-1)?.word !== "end" || calls!.length !== outputs!.length || calls!.length === 0) {
    throw new Error(
      `the reference solution does not pass its check: ${endingFailure(result)?.rule ?? records.at(-1)?.detail ?? "no records"}`
    );
  }
  return {gold, calls: calls!, outputs: outputs!, limits: limitsAfter(result, limits), replays: new Map()};
}

function checkSources({program, check, entryPoint}: CheckGold): {sources: string[]; entry: string} {
  return {sources: [program, check], entry: entryPoint};
}

/**
 * Runs a program on the recorded arguments. Outputs that are those of the reference pass; others are given to `check`, which runs where the
 * references run, as values of the built-in types.
 */
export async function judgeCheck(
  program: Program,
  tests: CheckTests,
  sandboxes: Sandboxes
): Promise<ProgramJudgement> {
  const {gold, calls, limits, replays} = tests;
  const payload = `[${calls.join(",")}]`;
  const result = await sandboxes.runProgram({
    mode: "calls",
    sources: program.sources,
    entry: gold.entryPoint,
    payload,
    limits
  });
  const found = outputsOf(result, calls.length, program.text);
  if ("failure" in found) return found.failure;
  const {outputs} = found;
  if (outputs.every((output, index) => output === tests.outputs[index]))
    return correct(`all ${calls.length} calls give the reference's outputs`);
  const key = createHash("sha256").update(outputs.join("\n")).digest("base64");
  const judgement = replays.get(key) ?? replay(gold, calls, outputs, limits, sandboxes);
  replays.set(key, judgement);
  return judgement;
}

async function replay(
  gold: CheckGold,
  calls: string[],
  outputs: string[],
  limits: Limits,
  sandboxes: Sandboxes
): Promise<ProgramJudgement> {
  const result = await sandboxes.runReference({
    mode: "replay",
    ...checkSources(gold),
    payload: JSON.stringify([calls, outputs]),
    limits
  });
  const last = parseRecords(result.records).at(-1);
  const ending = endingFailure(result);
  if (ending !== null) return ending;
  if (last?.word === "end" && last.detail === String(calls.length))
    return correct(`the check passed on ${calls.length} outputs`);
  if (last?.word === "raise") return incorrect("mismatch", `the check raised ${last.detail}`);
  return verifierError("the check's calls depend on earlier outputs, and it cannot be replayed");
}
