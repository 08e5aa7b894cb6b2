import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gunzipSync} from "node:zlib";
import type {GradedItem} from "../../loaders/verification/grader.js";

const shared =
  process.env.BOUNDARY_SHARED_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** Rows of a gzipped JSONL file of the folder of real data; null, with a line that says so, where the file is missing. */
function realRows(path: string): unknown[] | null {
  const file = join(shared, path);
  if (!existsSync(file)) {
    console.log(`skipped: no ${file} (set BOUNDARY_SHARED_DATA)`);
    return null;
  }
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
  const math = (realRows("completions/qwen-harness_math_n8.jsonl.gz") ?? []) as MathRow[];
  const gsm8k = (realRows("completions/gsm8k_four-systems.jsonl.gz") ?? []) as SystemRow[];
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
