import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {verifierAudit} from "../../../loaders/tables/report/verifier-audit.js";
import {writeStudyRun} from "../../support/study-run.js";
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
