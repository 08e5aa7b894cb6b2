import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {goldPaper, type BenchmarkRow} from "../../../../loaders/verification/math/paper/gold-paper.js";
import {gradePaper} from "../../../../loaders/verification/math/paper/grade-paper.js";

const folder = process.env.BOUNDARY_SHARED_DATA ?? join(import.meta.dirname, "../../../../../shared/data");
const isMissing = !existsSync(folder);
if (isMissing) console.log(`skipped: the paper's own verdicts are not at ${folder}`);

function readLines<T>(path: string): T[] {
  const text = gunzipSync(readFileSync(join(folder, path))).toString("utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

interface Perturbed {
  benchmark: string;
  response: string;
  gold: string;
  extracted: string;
  correct: boolean;
}

interface HarnessRow {
  gt: string;
  code: string[];
  pred: string[];
  score: boolean[];
}

describe.skipIf(isMissing)("gradePaper agrees with the verdicts that the paper's grader stored", () => {
  it("on all 800 real completions", () => {
    const rows = readLines<HarnessRow>("completions/qwen-harness_math_n8.jsonl.gz");
    const ours = rows.map(({gt, code}) => code.map((completion) => gradePaper(completion, gt)));
    expect(ours.flat()).toHaveLength(800);
    expect(ours.map((row) => row.map(({extracted}) => extracted ?? ""))).toEqual(rows.map(({pred}) => pred));
    expect(ours.map((row) => row.map(({verdict}) => verdict === "correct"))).toEqual(
      rows.map(({score}) => score)
    );
  });

  it("on all 4,253 perturbed responses", () => {
    const rows = readLines<Perturbed>("verdicts/paper-grader_perturbed.jsonl.gz");
    const differing = rows.filter(({response, gold, benchmark, extracted, correct}) => {
      const judgement = gradePaper(response, gold, benchmark);
      return (judgement.extracted ?? "") !== extracted || (judgement.verdict === "correct") !== correct;
    });
    expect(rows).toHaveLength(4253);
    expect(differing).toEqual([]);
  });

  it("goldPaper finds every gold of the perturbed responses in the benchmarks", () => {
    const rows = readLines<Perturbed>("verdicts/paper-grader_perturbed.jsonl.gz");
    const benchmarks = [...new Set(rows.map(({benchmark}) => benchmark))];
    const golds = new Set(
      benchmarks.flatMap((benchmark) =>
        readLines<BenchmarkRow>(`benchmarks/${benchmark}.jsonl.gz`).map(
          (row) => `${benchmark} ${goldPaper(row, benchmark)}`
        )
      )
    );
    expect(rows.filter(({benchmark, gold}) => !golds.has(`${benchmark} ${gold}`))).toEqual([]);
  });
});
