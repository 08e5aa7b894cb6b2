import {existsSync, readFileSync} from "node:fs";
import {resolve} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {extractGold} from "../../../../loaders/verification/math/strict/extracting/extract-answer.js";
import {compareTexts, gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";
import {readAnswer} from "../../../../loaders/verification/math/strict/read-answer.js";

const shared = process.env.BOUNDARY_SHARED_DATA ?? resolve(import.meta.dirname, "../../../../../shared/data");
const present = existsSync(shared);
if (!present) console.log(`skipped: math@strict on real data, no folder ${shared}`);

function rows<Row>(file: string): Row[] {
  const text = gunzipSync(readFileSync(resolve(shared, file))).toString("utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

interface GoldRow {
  answer?: string | number;
  solution?: string;
  final_answer?: string[];
}

const goldOf: Record<string, (row: GoldRow) => string> = {
  math500: (row) => String(row.answer),
  minerva_math: (row) => extractGold(row.solution!),
  olympiadbench: (row) => row.final_answer![0]!,
  gsm8k: (row) => extractGold(String(row.answer)),
  aime24: (row) => String(row.answer),
  amc23: (row) => String(row.answer)
};

interface QwenRow {
  code: string[];
  gt: string;
  score: boolean[];
}

describe.skipIf(!present)("gradeStrict, on real data", () => {
  it.each(Object.keys(goldOf))(
    "finds every gold of %s equal to itself and reads nearly all as mathematics",
    (benchmark) => {
      const golds = rows<GoldRow>(`benchmarks/${benchmark}.jsonl.gz`).map(goldOf[benchmark]!);
      for (const gold of golds)
        expect(gradeStrict(`So the answer is $\\boxed{ ${gold} }$.`, gold).verdict, gold).toBe("correct");
      const read = golds.filter((gold) => readAnswer(gold).kind !== "text");
      expect(read.length / golds.length).toBeGreaterThanOrEqual(0.98);
    }
  );

  it("finds no two different golds of MATH500 equal but for units, prefixes, spelling and order", () => {
    const all = rows<GoldRow>("benchmarks/math500.jsonl.gz").map(goldOf.math500!);
    const golds = [...new Set(all)].filter((gold) => !/^-?\d{2,}$|^\\d?frac\{\d+\}\{\d+\}$/.test(gold));
    const pairs = golds.flatMap((a, i) =>
      golds
        .slice(i + 1)
        .filter((b) => compareTexts(a, b).equal)
        .map((b) => `${a} = ${b}`)
    );
    expect(pairs.length).toBeLessThanOrEqual(8);
    expect(pairs).toContain("5 = x=5");
    expect(pairs).not.toContain("0 = 5x - 7y + 11z + 4 = 0");
  });

  it("agrees with the labels of 800 MATH completions but for one right answer labelled wrong", () => {
    const differing = rows<QwenRow>("completions/qwen-harness_math_n8.jsonl.gz").flatMap(
      ({code, gt, score}) =>
        code
          .filter((output, i) => (gradeStrict(output, gt).verdict === "correct") !== score[i])
          .map((output) => [gt, gradeStrict(output, gt).extracted])
    );
    expect(differing).toEqual([["10{,}000", "10000"]]);
  });

  it("agrees with all labels of 5,276 GSM8K completions", () => {
    interface System {
      is_correct: boolean;
      solution: string;
    }
    const systems = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];
    for (const row of rows<Record<string, unknown>>("completions/gsm8k_four-systems.jsonl.gz")) {
      const gold = String(row.ground_truth).split("\nA: ")[1]!;
      for (const system of systems) {
        const {is_correct, solution} = row[system] as System;
        expect(gradeStrict(solution, gold).verdict, solution).toBe(is_correct ? "correct" : "incorrect");
      }
    }
  });
});
