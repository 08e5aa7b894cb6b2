import {type} from "arktype";
import type {Problem} from "../../schema/problem.js";
import {UserError} from "../../schema/user-error.js";
import {contestPreamble} from "./contest-preamble.js";
import {parsePythonJson} from "./values/python-json.js";
import {encodeValue, fromPlainJson} from "./values/python-value.js";
import {lazySchema, type Checked} from "../../schema/rows/lazy-schema.js";

/** How an output is compared with the expected one. See `judgeOutput`. */
const oracles = ["equal", "list_or_tuple", "same_set", "not_none", "polynomial_root"] as const;

export type Oracle = (typeof oracles)[number];

interface AnyGold {
  /** Memory that a program may hold, where the problem states it. */
  memoryMib: number | null;
}

/** Calls of a function, with the outputs that a reference solution gives or that the data states. */
export interface CallsGold extends AnyGold {
  form: "calls";
  entryPoint: string;
  /** Wire encoding (see values.py) of the list of argument lists: all base tests, then all plus tests. */
  inputs: string;
  /** Wire encoding of the list of expected outputs, or a complete reference program that computes them. */
  expected: {outputs: string} | {program: string};
  /** Further reference programs, each of whose outputs is accepted too. */
  alternatives: string[];
  /** How many of the tests are the benchmark's base tests; the rest are its plus tests. */
  baseTests: number;
  /** Absolute tolerance for floats; 0 for exact, though expected floats then get 1e-6. */
  atol: number;
  oracle: Oracle;
  /** Python text that runs before the program, such as a benchmark's imports. */
  preamble: string;
}

/** HumanEval: a Python function `check(candidate)` of asserts, and a reference program that passes it. */
export interface CheckGold extends AnyGold {
  form: "check";
  entryPoint: string;
  check: string;
  program: string;
}

/** A whole program, judged by what it prints for each standard input. */
export interface ScriptGold extends AnyGold {
  form: "script";
  tests: {input: string; output: string}[];
  /** Python text that runs before the program. */
  preamble: string;
  /** How far printed floats may be off (see `isSameOutput`); null where the problem leaves it to the verifier. */
  atol: number | null;
}

export type CodeGold = CallsGold | CheckGold | ScriptGold;

const identifier = "/^[A-Za-z_]\\w*$/";

const memory = {"memory_mib?": "1 <= number.integer <= 65536"} as const;

const examples = lazySchema(() =>
  type({
    ...memory,
    entry_point: identifier,
    tests: type({args: "unknown[]", expected: "unknown"}).array().atLeastLength(1),
    "atol?": "number >= 0",
    "oracle?": type.enumerated(...oracles),
    "preamble?": "string"
  })
);

const calls = lazySchema(() =>
  type({
    ...memory,
    entry_point: identifier,
    inputs: "string",
    "outputs?": "string",
    "program?": "string",
    "alternatives?": "string[]",
    "base_tests?": "number.integer >= 0",
    "atol?": "number >= 0",
    "oracle?": type.enumerated(...oracles),
    "preamble?": "string"
  })
);

const check = lazySchema(() =>
  type({...memory, entry_point: identifier, check: "string", program: "string"})
);

const script = lazySchema(() =>
  type({
    ...memory,
    script_tests: type({input: "string", output: "string"}).array().atLeastLength(1),
    "atol?": "number >= 0",
    "preamble?": "string"
  })
);

/**
 * The `gold` of a code problem, as it stands in a benchmark file, in one of four forms:
 *
 * - `{entry_point, tests: [{args, expected}]}`: plain JSON. Whole numbers are ints, and must fit a double exactly. Nothing is imported
 *   for the program but what the prompt or `preamble` imports (docs/decisions/11-imports.md).
 * - `{entry_point, inputs, outputs | program, …}`: texts in the wire encoding of sandbox/values.py, for any Python value (see `CallsGold`).
 * - `{entry_point, check, program}`: a HumanEval `check` function.
 * - `{script_tests: [{input, output}]}`: standard input and output; printed floats exact, or within `atol`. Before the program runs `preamble`,
 *   or what LiveCodeBench makes available.
 *
 * Any of them may have `memory_mib`, what a program may hold.
 *
 * Throws a UserError that names the problem.
 */
export function parseCodeGold({benchmark, problemId, gold}: Problem): CodeGold {
  const where = benchmark === "" ? problemId : `${benchmark}/${problemId}`;
  const form = formOf(gold);
  if (form === null) {
    throw new UserError(`${where}: invalid gold: it needs tests, inputs, check or script_tests`);
  }
  const parsed = form(gold);
  if (parsed instanceof type.errors) throw new UserError(`${where}: invalid gold: ${parsed.summary}`);
  return normalise(parsed, where);
}

function formOf(gold: unknown): typeof examples | typeof calls | typeof check | typeof script | null {
  if (typeof gold !== "object" || gold === null) return null;
  if ("tests" in gold) return examples;
  if ("inputs" in gold) return calls;
  if ("check" in gold) return check;
  return "script_tests" in gold ? script : null;
}

type RawGold = Checked<typeof examples | typeof calls | typeof check | typeof script>;

function normalise(raw: RawGold, where: string): CodeGold {
  const memoryMib = raw.memory_mib ?? null;
  if ("script_tests" in raw) {
    const {script_tests: tests, preamble = contestPreamble, atol = null} = raw;
    return {form: "script", tests, preamble, atol, memoryMib};
  }
  const entryPoint = raw.entry_point;
  if ("check" in raw) return {form: "check", entryPoint, check: raw.check, program: raw.program, memoryMib};
  const shared = {
    form: "calls" as const,
    entryPoint,
    atol: raw.atol ?? 0,
    oracle: raw.oracle ?? ("equal" as const),
    memoryMib
  };
  if ("tests" in raw) {
    return {
      ...shared,
      inputs: wireOfPlain(raw.tests.map(({args}) => args)),
      expected: {outputs: wireOfPlain(raw.tests.map(({expected}) => expected))},
      alternatives: [],
      baseTests: Number.POSITIVE_INFINITY,
      preamble: raw.preamble ?? ""
    };
  }
  const {outputs, program} = raw;
  if ((outputs === undefined) === (program === undefined)) {
    throw new UserError(`${where}: invalid gold: exactly one of outputs and program must be there`);
  }
  return {
    ...shared,
    inputs: raw.inputs,
    expected: outputs === undefined ? {program: program!} : {outputs},
    alternatives: raw.alternatives ?? [],
    baseTests: raw.base_tests ?? Number.POSITIVE_INFINITY,
    preamble: raw.preamble ?? ""
  };
}

function wireOfPlain(value: unknown): string {
  return encodeValue(fromPlainJson(parsePythonJson(JSON.stringify(value))));
}
