import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gunzipSync} from "node:zlib";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import type {GradedItem} from "../../loaders/verification/grader.js";
import type {VisualGold} from "../../loaders/verification/visual/gold.js";

const shared =
  process.env.BOUNDARY_SHARED_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** Path of a file of the folder of real data; null, with a line that says so, where it is missing. */
export function realFile(path: string): string | null {
  const file = join(shared, path);
  if (existsSync(file)) return file;
  console.log(`skipped: no ${file} (set BOUNDARY_SHARED_DATA)`);
  return null;
}

/** Rows of a gzipped JSONL file of real data; none where it is missing. */
function realRows(path: string): unknown[] {
  const file = realFile(path);
  if (file === null) return [];
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);
}

interface MathRow {
  gt: string;
  code: string[];
}

interface SystemRow {
  ground_truth: string;
  [system: string]: unknown;
}

/** Real math completions with their golds, each pair once: Qwen2.5-Math on MATH, four systems on GSM8K. */
export function realMathPairs(): GradedItem[] {
  const math = realRows("completions/qwen-harness_math_n8.jsonl.gz") as MathRow[];
  const gsm8k = realRows("completions/gsm8k_four-systems.jsonl.gz") as SystemRow[];
  const pairs = [
    ...math.flatMap(({gt, code}) => code.map((completion) => ({benchmark: "math", gold: gt, completion}))),
    ...gsm8k.flatMap((row) => {
      const gold = row.ground_truth.split("A:").at(-1)!.trim();
      const solutions = Object.values(row).filter((value) => typeof value === "object" && value !== null);
      return solutions.map((value) => {
        const solution = (value as {solution: string}).solution.replace(/A: (.*)$/, "The answer is $1.");
        return {benchmark: "gsm8k", gold, completion: solution};
      });
    })
  ];
  const distinct = new Map(pairs.map((pair) => [`${pair.gold}\0${pair.completion}`, pair]));
  return [...distinct.values()];
}

/** The answers of MathVista and MathVision in a sentence, each with its problem's gold. */
export function realVisualAnswers(): GradedItem[] {
  const sets = [
    ["mathvista", "benchmarks/mathvista_testmini.json.gz"],
    ["mathvision", "benchmarks/mathvision_testmini.jsonl.gz"]
  ] as const;
  return sets.flatMap(([format, path]) => {
    const problems = realFile(path);
    if (problems === null) return [];
    const benchmark = {
      id: format,
      format,
      problems,
      multipleChoice: true
    };
    return readBenchmark(benchmark).map(({gold}) => {
      const visual = gold as VisualGold;
      const answer = visual.type === "choice" ? visual.choices[visual.answer]! : visual.value;
      return {benchmark: format, gold, completion: `We look at the picture. The answer is ${answer}.`};
    });
  });
}
