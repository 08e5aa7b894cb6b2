import {type} from "arktype";
import type {Problem} from "../../../schema/problem.js";
import {UserError} from "../../../schema/user-error.js";
import {contestPreamble} from "../contest-preamble.js";
import {parsePythonJson} from "../values/python-json.js";
import {encodeValue, fromPlainJson, type PythonValue} from "../values/python-value.js";
import {unpackText} from "./pickled-text.js";
import {lazySchema} from "../../../schema/rows/lazy-schema.js";

const row = lazySchema(() =>
  type({
    question_id: "string > 0",
    question_content: "string",
    starter_code: "string",
    contest_date: "string",
    platform: "string",
    difficulty: "string",
    public_test_cases: "string",
    private_test_cases: "string",
    metadata: "string"
  })
);

const tests = type({input: "string", output: "string", testtype: "'stdin' | 'functional'"}).array();
const metadata = type({"func_name?": "string"});

type Test = (typeof tests.infer)[number];

/**
 * A parsed line of LiveCodeBench (code_generation, code_generation_lite) as a problem. Its tests are those of both lists, private ones as JSON or
 * packed (see `unpackText`): standard input and output, or calls of `Solution().<func_name>` with one JSON value a line for each argument.
 * The contest date is kept: it tells what a model may have seen. Throws a UserError that names `where`.
 */
export function parseLiveCodeBenchRow(value: unknown, benchmark: string, where: string): Problem {
  const parsed = row(value);
  if (parsed instanceof type.errors)
    throw new UserError(`${where}: invalid LiveCodeBench problem: ${parsed.summary}`);
  try {
    const all = [...testsOf(parsed.public_test_cases), ...testsOf(parsed.private_test_cases)];
    return {
      benchmark,
      problemId: parsed.question_id,
      domain: "code",
      prompt: promptOf(parsed.question_content, parsed.starter_code),
      gold: goldOf(all, parsed.metadata),
      meta: {
        contest_date: parsed.contest_date,
        platform: parsed.platform,
        difficulty: parsed.difficulty,
        ...(parsed.starter_code.trim() === "" ? {} : {starter_code: parsed.starter_code})
      }
    };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${where}: invalid LiveCodeBench problem: ${problem}`, {cause});
  }
}

function testsOf(text: string): Test[] {
  const json = text.trimStart().startsWith("[") ? text : unpackText(text);
  return tests.assert(JSON.parse(json));
}

function promptOf(question: string, starterCode: string): string {
  return starterCode.trim() === "" ? question : `${question}\n\n\`\`\`python\n${starterCode}\n\`\`\`\n`;
}

function goldOf(all: readonly Test[], metadataText: string): Record<string, unknown> {
  if (all.some(({testtype}) => testtype === "stdin"))
    return {script_tests: all.map(({input, output}) => ({input, output}))};
  const name = metadata.assert(JSON.parse(metadataText)).func_name;
  return {
    entry_point: name,
    inputs: encodeValue(all.map(({input}) => input.split("\n").map(plainValue))),
    outputs: encodeValue(all.map(({output}) => plainValue(output))),
    oracle: "list_or_tuple",
    preamble: contestPreamble
  };
}

function plainValue(text: string): PythonValue {
  return fromPlainJson(parsePythonJson(text));
}
