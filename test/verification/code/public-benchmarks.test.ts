import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {parseEvalPlusLine} from "../../../loaders/verification/code/benchmarks/evalplus.js";
import {parseHumanEvalRow} from "../../../loaders/verification/code/benchmarks/human-eval.js";
import {
  createCodeVerifier,
  type CodeVerifierOptions
} from "../../../loaders/verification/code/code-verifier.js";
import type {Problem} from "../../../loaders/schema/problem.js";

const folder = process.env.BOUNDARY_SHARED_DATA ?? join(import.meta.dirname, "../../../../shared/data");
const benchmarks = join(folder, "benchmarks");
const isThere = existsSync(join(benchmarks, "humaneval_plus.jsonl.gz"));
if (!isThere) console.log(`skipped: canonical solutions of public code benchmarks (no ${benchmarks})`);

interface Solved {
  problem: Problem;
  completion: string;
}

function solved(name: string, parse: (line: string, where: string) => Problem): Solved[] {
  const lines = gunzipSync(readFileSync(join(benchmarks, `${name}.jsonl.gz`)))
    .toString()
    .trimEnd()
    .split("\n");
  return lines.map((line, index) => {
    const solution = /"canonical_solution": ("(?:[^"\\]|\\.)*")/.exec(line)![1]!;
    return {problem: parse(line, `${name}:${index + 1}`), completion: JSON.parse(solution) as string};
  });
}

/** Ids of the problems whose own solution is not found correct. */
async function failures(items: readonly Solved[], options: CodeVerifierOptions): Promise<string[]> {
  const verifier = await createCodeVerifier(options);
  try {
    const judgements = await verifier.judge(items);
    return judgements.flatMap(({verdict, rule}, index) =>
      verdict === "correct" ? [] : [`${items[index]!.problem.problemId}: ${rule}`]
    );
  } finally {
    await verifier.close();
  }
}

describe.skipIf(!isThere)("canonical solutions of public benchmarks", {timeout: 120_000}, () => {
  it.each([
    ["humaneval_plus", 164],
    ["mbpp_plus", 378]
  ])("pass the base tests of %s, and in a sample of the problems the plus tests", async (name, count) => {
    const items = solved(name, (line, where) => parseEvalPlusLine(line, name, where));
    expect(items).toHaveLength(count);
    expect(await failures(items, {tests: "base"})).toEqual([]);
    const sample = items.filter((_, index) => index % 12 === 2);
    expect(await failures(sample, {tests: "all"})).toEqual([]);
  });

  it("pass HumanEval's check functions", async () => {
    const items = solved("humaneval", (line, where) =>
      parseHumanEvalRow(JSON.parse(line), "humaneval", where)
    );
    expect(items).toHaveLength(164);
    expect(await failures(items, {})).toEqual([]);
  });
});
