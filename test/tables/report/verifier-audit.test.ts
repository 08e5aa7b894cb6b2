import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {Database} from "../../../loaders/store/database.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {verifierAudit} from "../../../loaders/tables/report/verifier-audit.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

async function auditedRun() {
  const written = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 3,
    policies: [{policy: "base", role: "base", correct: [[1, 3]]}],
    last: "truncated"
  });
  // A second verifier that accepts everything of the first problem and judges nothing else.
  const folder = written.run.verdicts({id: "lenient@test", version: 1}, "easy", "base");
  const rows = [0, 1, 2].map((sample_index) => ({
    problem_id: "p0",
    sample_index,
    verdict: "correct",
    extracted: "12",
    reason: null,
    rule: "anything",
    ms: 0
  }));
  await writeParquet(join(folder, "s0.parquet"), verdictColumns, rows);
  return written;
}

describe("verifierAudit", () => {
  it("counts verdicts, reasons, truncated completions and missing answers of each verifier", async () => {
    const {environment} = await auditedRun();
    const {counts} = await verifierAudit(environment);
    const of = {benchmark: "easy", policy: "base"};
    expect(counts).toEqual([
      {
        verifier: "countdown@steps",
        ...of,
        verdict: "correct",
        reason: null,
        completions: 4,
        truncated: 1,
        without_answer: 4
      },
      {
        verifier: "countdown@steps",
        ...of,
        verdict: "incorrect",
        reason: "mismatch",
        completions: 2,
        truncated: 1,
        without_answer: 2
      },
      {
        verifier: "lenient@test",
        ...of,
        verdict: "correct",
        reason: null,
        completions: 3,
        truncated: 1,
        without_answer: 0
      }
    ]);
  });

  it("counts what was cut, and how much of it has no answer by rule", async () => {
    const {environment} = await auditedRun();
    const {cuts} = await verifierAudit(environment);
    const none = {open_thought: 0, open_without_answer: 0};
    expect(cuts).toEqual([
      {
        verifier: "countdown@steps",
        benchmark: "easy",
        completions: 6,
        cut: 2,
        cut_correct: 1,
        cut_without_answer: 1,
        ...none,
        by_rule: 1
      },
      {
        verifier: "lenient@test",
        benchmark: "easy",
        completions: 3,
        cut: 1,
        cut_correct: 1,
        cut_without_answer: 0,
        ...none,
        by_rule: 0
      }
    ]);
  });

  it("takes a thought for open where no end follows its last beginning", async () => {
    const database = await Database.open();
    try {
      const rows = [
        ["<think>12", "stop", "incorrect", null],
        ["<think>12</think> 12", "stop", "correct", "12"],
        ["<think>a</think> so <think>\nb", "length", "incorrect", null],
        ["\\boxed{12} <think>", "length", "correct", "12"],
        ["no thought", "stop", "incorrect", null]
      ] as const;
      const text = (value: string | null) => (value === null ? "NULL" : `'${value}'`);
      await database.run(
        `CREATE TABLE verdicts AS SELECT 'v' AS verifier, 'b' AS benchmark, * FROM (VALUES ${rows
          .map((row) => `(${row.map(text).join(", ")})`)
          .join(", ")}) AS t(completion, finish_reason, verdict, extracted)`
      );
      const sql = await readFile(new URL("../partial/rows/verifier-cut.sql", import.meta.url), "utf8");
      expect(await database.rows(sql)).toEqual([
        {
          verifier: "v",
          benchmark: "b",
          completions: 5,
          cut: 2,
          cut_correct: 1,
          cut_without_answer: 1,
          open_thought: 3,
          open_without_answer: 2,
          by_rule: 3
        }
      ]);
    } finally {
      database.close();
    }
  });

  it("sets two verifiers side by side on the completions that both judged, and lists where they differ", async () => {
    const {environment} = await auditedRun();
    const {agreement, disagreements} = await verifierAudit(environment);
    const pair = {verifier_a: "countdown@steps", verifier_b: "lenient@test", benchmark: "easy"};
    expect(agreement).toEqual([
      {...pair, verdict_a: "correct", verdict_b: "correct", completions: 1},
      {...pair, verdict_a: "incorrect", verdict_b: "correct", completions: 2}
    ]);
    expect(disagreements).toMatchObject([
      {
        ...pair,
        problem_id: "p0",
        sample_index: 1,
        rule_a: "test",
        rule_b: "anything",
        completion_end: "wrong 1"
      },
      {...pair, problem_id: "p0", sample_index: 2, verdict_a: "incorrect", verdict_b: "correct"}
    ]);
  });
});
