import {describe, expect, it} from "vitest";
import {requestAnswer} from "../../../src/findings/audit/request-text.js";
import {auditTable} from "../../../loaders/tables/audit/audit.js";
import {completionColumns, completionRow} from "../../../loaders/schema/completion.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {parquetFiles} from "../../../loaders/store/run-folder.js";
import {writeRequests} from "../../../loaders/store/request-record.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** Three problems, asked for four completions each; `lost` of the last one were not given. The second completion of each took two attempts. */
async function servedRun(lost: number, longer: (problem: number) => number): Promise<StudyRun> {
  const study = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 4,
    policies: [{policy: "base", role: "base", correct: [[1, 2, 3]]}]
  });
  const folder = study.run.completions("easy", "base");
  const [file] = parquetFiles(folder);
  const rows = [0, 1, 2].flatMap((problem) =>
    Array.from({length: problem === 2 ? 4 - lost : 4}, (_, sampleIndex) =>
      completionRow({
        benchmark: "easy",
        problemId: `p${problem}`,
        policy: "base",
        sampleIndex,
        seed: 100 * problem + sampleIndex,
        completion: `text ${problem} ${sampleIndex}`,
        completionTokens: 10 * (problem + 1) + (sampleIndex === 1 ? longer(problem) : 0),
        finishReason: "stop",
        sumLogprob: null,
        meanEntropy: null,
        attempts: sampleIndex === 1 ? 2 : 1,
        engine: "openai",
        source: "m"
      })
    )
  );
  await writeParquet(file!, completionColumns, rows);
  await writeRequests(folder, {
    servers: ["http://a: vLLM"],
    failed_attempts: {timeout: 3, reset: 5},
    given_up: {timeout: lost}
  });
  return study;
}

const labels = {
  policies: [{policy: "base", label: "Base"}],
  benchmarks: [{benchmark: "easy", label: "Easy sums"}]
};

describe("the audit of requests", () => {
  it("counts what was retried and lost, and sets retried completions beside others of their problem", async () => {
    const {environment} = await servedRun(1, (problem) => 4 + problem);
    const {requests} = await auditTable(environment);
    expect(requests).toHaveLength(1);
    const [found] = requests;
    expect(found).toMatchObject({
      benchmark: "easy",
      policy: "base",
      completions: 11,
      retried: 3,
      missing: 1,
      failures: [
        {reason: "reset", attempts: 5},
        {reason: "timeout", attempts: 3}
      ],
      servers: ["http://a: vLLM"]
    });
    // 4, 5 and 6 tokens more than the others of their problem: a standard deviation of 1; two degrees of freedom.
    expect(found!.longer!.mean).toBeCloseTo(5, 12);
    expect(found!.longer!.high - found!.longer!.mean).toBeCloseTo(4.302653 / Math.sqrt(3), 5);
    expect(requestAnswer(requests, labels as never)).toBe(
      "Servers gave 11 completions and did not give 1; 3 (27.3%) were asked for more than once. Beside others of their problem their length differs by more than its interval allows for Base on Easy sums (+5.0 tokens): what was given up, or timed out, may differ too."
    );
  });

  it("draws the curve as if what was not given were all wrong, and all right", async () => {
    const {environment, run} = await servedRun(1, () => 0);
    const verdicts = parquetFiles(run.verdicts({id: "countdown@steps", version: 1}, "easy", "base"));
    expect(verdicts).toHaveLength(1);
    const {effects} = await auditTable(environment);
    const missing = effects.find(({kind}) => kind === "missing")!;
    // Correct: 1 of 4, 2 of 4, and 3 of 3 that were given.
    expect(missing.curves[0]).toMatchObject({marked: 1, correct: 0});
    const [at1] = missing.curves[0]!.points;
    expect(at1!.coverage).toBeCloseTo((1 / 4 + 2 / 4 + 1) / 3, 12);
    expect(at1!.worst).toBeCloseTo((1 / 4 + 2 / 4 + 3 / 4) / 3, 12);
    expect(at1!.best).toBeCloseTo((1 / 4 + 2 / 4 + 1) / 3, 12);
  });

  it("says that nothing was lost where nothing was", async () => {
    const {environment} = await servedRun(0, () => 0);
    const {requests, effects} = await auditTable(environment);
    expect(requests[0]).toMatchObject({missing: 0, completions: 12});
    expect(effects.some(({kind}) => kind === "missing")).toBe(false);
    expect(requestAnswer(requests, labels as never)).toBe(
      "Servers gave all 12 completions that they were asked for; 3 (25.0%) were asked for more than once. Their lengths differ from those of others of their problem by no more than the intervals allow."
    );
  });
});
