import type {Problem} from "../../../schema/problem.js";
import {UserError} from "../../../schema/user-error.js";
import type {Oracle} from "../gold.js";
import {parsePythonJson, type PythonJson} from "../values/python-json.js";
import {encodeValue, fromPlainJson, type PythonValue} from "../values/python-value.js";
import {restoreMbppArguments} from "./mbpp-types.js";

const sameSetFunctions = new Set([
  "similar_elements",
  "find_char_long",
  "common_in_nested_lists",
  "extract_singly",
  "larg_nnum",
  "intersection_array",
  "find_dissimilar",
  "Diff"
]);
const notNoneFunctions = new Set(["check_str", "text_match_three", "text_starta_endb"]);

/** What EvalPlus lets a program hold. */
const MEMORY_MIB = 4096;

/** Two tasks whose text allows a second reading: EvalPlus accepts what either gives. */
const secondReadings: Readonly<Record<string, string>> = {
  "Mbpp/581": `
import math

def surface_Area(side, height):
    slant = math.hypot(side / 2, height)
    return round(side * side + 2 * side * slant)
`,
  "Mbpp/558": `
def digit_distance_nums(first, second):
    width = max(len(str(first)), len(str(second)))
    digits = zip(str(first).zfill(width), str(second).zfill(width))
    return sum(abs(int(a) - int(b)) for a, b in digits)
`
};

/**
 * A line of HumanEvalPlus.jsonl or MbppPlus.jsonl (EvalPlus releases) as a problem. The line is parsed here because JSON.parse would round the
 * large integers in it and fails at Infinity. Tests hold the inputs; the outputs are those of the canonical solution, when it is run. Throws a
 * UserError that names `where`, for example `humaneval_plus.jsonl:3`.
 */
export function parseEvalPlusLine(line: string, benchmark: string, where: string): Problem {
  const row = new Row(line, where);
  const taskId = row.text("task_id");
  const entryPoint = row.text("entry_point");
  const prompt = row.text("prompt");
  const isMbpp = taskId.startsWith("Mbpp/");
  const restore = isMbpp ? mbppRestore(taskId) : (args: readonly PythonJson[]) => args.map(fromPlainJson);
  const base = row.list("base_input").map((test) => restore(row.asList(test)));
  const plus = row.list("plus_input", {orEmptyObject: true}).map((test) => restore(row.asList(test)));
  const alternative = secondReadings[taskId];
  return {
    benchmark,
    problemId: taskId,
    domain: "code",
    prompt,
    gold: {
      entry_point: entryPoint,
      inputs: encodeValue([...base, ...plus]),
      program: prompt + row.text("canonical_solution"),
      alternatives: alternative === undefined ? [] : [alternative],
      base_tests: base.length,
      atol: row.number("atol"),
      oracle: oracleOf(entryPoint, isMbpp),
      memory_mib: MEMORY_MIB
    },
    meta: {}
  };
}

function mbppRestore(taskId: string): (args: readonly PythonJson[]) => PythonValue[] {
  const task = Number(taskId.slice("Mbpp/".length));
  return (args) => restoreMbppArguments(task, args);
}

function oracleOf(entryPoint: string, isMbpp: boolean): Oracle {
  if (!isMbpp) return entryPoint === "find_zero" ? "polynomial_root" : "equal";
  if (sameSetFunctions.has(entryPoint)) return "same_set";
  return notNoneFunctions.has(entryPoint) ? "not_none" : "equal";
}

/** Fields of a JSON line, checked one by one. */
class Row {
  private readonly fields: ReadonlyMap<string, PythonJson>;
  private readonly where: string;

  constructor(line: string, where: string) {
    this.where = where;
    const json = this.parse(line);
    if (typeof json !== "object" || json === null || Array.isArray(json))
      throw this.error("it is not a JSON object");
    this.fields = new Map(json.members);
  }

  text(name: string): string {
    const value = this.fields.get(name);
    if (typeof value !== "string") throw this.error(`${name} must be a string`);
    return value;
  }

  number(name: string): number {
    const value = this.fields.get(name);
    if (typeof value !== "number" && typeof value !== "bigint") throw this.error(`${name} must be a number`);
    return Number(value);
  }

  /** `orEmptyObject`: the release writes `{}` where a task has no plus tests. */
  list(name: string, {orEmptyObject = false} = {}): PythonJson[] {
    const value = this.fields.get(name) ?? null;
    const isEmptyObject =
      typeof value === "object" && value !== null && !Array.isArray(value) && value.members.length === 0;
    return isEmptyObject && orEmptyObject ? [] : this.asList(value, name);
  }

  asList(value: PythonJson, name = "a test"): PythonJson[] {
    if (!Array.isArray(value)) throw this.error(`${name} must be a list`);
    return value;
  }

  private parse(line: string): PythonJson {
    try {
      return parsePythonJson(line);
    } catch (cause) {
      throw this.error(cause instanceof Error ? cause.message : String(cause));
    }
  }

  private error(problem: string): UserError {
    return new UserError(`${this.where}: invalid EvalPlus problem: ${problem}`);
  }
}
