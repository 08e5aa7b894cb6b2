import type {CallsGold} from "../gold.js";
import type {Program} from "../extraction/program.js";
import type {JobResult, Limits} from "../sandbox/frames.js";
import {parsePythonJson, printPythonJson} from "../values/python-json.js";
import {decodeValue, type PythonValue} from "../values/python-value.js";
import {limitsAfter, referenceLimits} from "./limits.js";
import {isRight} from "./output.js";
import {correct, incorrect, outputsOf, type ProgramJudgement} from "./records.js";
import type {Sandboxes} from "./sandboxes.js";

/** The tests of a calls problem, ready to use. */
export interface CallTests {
  gold: CallsGold;
  /** Wire encoding of the list of argument lists. */
  payload: string;
  count: number;
  /** The arguments of each test, for the oracle that looks at them; empty for the others. */
  args: PythonValue[][];
  /** Per reference program (or the data), the wire encoding of each expected output. */
  expected: string[][];
  limits: Limits;
}

/** Prepares the tests of a problem: runs its reference programs in a sandbox of their own. Throws if a reference fails, or the data do not fit together. */
export async function prepareCallTests(
  gold: CallsGold,
  isBaseOnly: boolean,
  limits: Limits,
  sandboxes: Sandboxes
): Promise<CallTests> {
  const all = listOf(gold.inputs, "inputs");
  const inputs = isBaseOnly ? all.slice(0, gold.baseTests) : all;
  const payload = printPythonJson(inputs);
  const args =
    gold.oracle === "polynomial_root" ? inputs.map((input) => argumentsOf(printPythonJson(input))) : [];
  const references =
    "program" in gold.expected ? [gold.expected.program, ...gold.alternatives] : gold.alternatives;
  const runs = await Promise.all(
    references.map((program) =>
      runReference(
        {sources: [gold.preamble, program], entry: gold.entryPoint, payload},
        inputs.length,
        sandboxes
      )
    )
  );
  const expected = runs.map(({outputs}) => outputs);
  if ("outputs" in gold.expected) {
    const stated = listOf(gold.expected.outputs, "outputs").map(printPythonJson);
    if (stated.length !== all.length)
      throw new Error(`invalid gold: ${all.length} inputs and ${stated.length} outputs`);
    expected.unshift(stated.slice(0, inputs.length));
  }
  return {
    gold,
    payload,
    count: inputs.length,
    args,
    expected,
    limits: limitsAfter(runs[0]?.result ?? null, limits)
  };
}

function listOf(text: string, name: string): ReturnType<typeof parsePythonJson>[] {
  const value = parsePythonJson(text);
  if (!Array.isArray(value)) throw new Error(`invalid gold: ${name} is not a list`);
  return value;
}

function argumentsOf(text: string): PythonValue[] {
  const value = decodeValue(text);
  if (!Array.isArray(value)) throw new Error("invalid gold: the arguments of a test are not a list");
  return value;
}

interface ReferenceCalls {
  sources: string[];
  entry: string;
  payload: string;
}

async function runReference(
  calls: ReferenceCalls,
  count: number,
  sandboxes: Sandboxes
): Promise<{outputs: string[]; result: JobResult}> {
  const result = await sandboxes.runReference({mode: "calls", ...calls, limits: referenceLimits});
  const found = outputsOf(result, count, "");
  if ("failure" in found) throw new Error(`the reference solution failed: ${found.failure.rule}`);
  return {outputs: found.outputs, result};
}

/** Runs a program on every test and compares its outputs here, outside the sandbox. */
export async function judgeCalls(
  program: Program,
  tests: CallTests,
  sandboxes: Sandboxes
): Promise<ProgramJudgement> {
  const {gold, payload, count, limits} = tests;
  const result = await sandboxes.runProgram({
    mode: "calls",
    sources: [gold.preamble, ...program.sources],
    entry: gold.entryPoint,
    payload,
    limits
  });
  const found = outputsOf(result, count, program.text);
  const {outputs} = found;
  const failure = "failure" in found ? found.failure : null;
  if (failure !== null && failure.verdict !== "error")
    return {...failure, rule: failure.rule + baseNote(gold, outputs.length)};
  const wrong = outputs.findIndex((output, index) => !isExpected(tests, index, output));
  // What is wrong already stays wrong with any library.
  if (wrong !== -1) return mismatch(tests, wrong, outputs[wrong]!);
  return failure ?? correct(`all ${count} tests passed`);
}

function isExpected({gold, args, expected}: CallTests, index: number, output: string): boolean {
  // The same text is the same value, unless some value in it had no encoding. Inside strings the quotes of this mark would be escaped.
  if (!output.includes('{"o"') && expected.some((outputs) => outputs[index] === output)) return true;
  const value = decodeOrNull(output);
  if (value === undefined) return false;
  return expected.some((outputs) =>
    isRight({
      oracle: gold.oracle,
      atol: gold.atol,
      args: args[index] ?? [],
      output: value,
      expected: decodeValue(outputs[index]!)
    })
  );
}

/** Undefined for text that encodes nothing: the program wrote it, or its output nests too deeply. */
function decodeOrNull(output: string): PythonValue | undefined {
  try {
    return decodeValue(output);
  } catch {
    return undefined;
  }
}

const SHOWN_CHARACTERS = 80;

function mismatch({gold, expected}: CallTests, index: number, output: string): ProgramJudgement {
  const wanted = expected[0]?.[index] ?? "";
  return incorrect("mismatch", `${testName(gold, index)}: got ${shown(output)}, expected ${shown(wanted)}`);
}

function shown(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}

function testName(gold: CallsGold, index: number): string {
  return index < gold.baseTests
    ? `test ${index + 1}`
    : `plus test ${index + 1 - gold.baseTests} (all base tests passed)`;
}

function baseNote(gold: CallsGold, returned: number): string {
  return returned >= gold.baseTests ? " (all base tests returned)" : "";
}
