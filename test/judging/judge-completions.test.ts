import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {judgeCompletions, type JudgeOptions} from "../../loaders/judging/judge-completions.js";
import {drawCompletions} from "../../loaders/sampling/draw.js";
import type {Judgement} from "../../loaders/schema/verdict.js";
import {Database} from "../../loaders/store/database.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import type {Item, Verifier} from "../../loaders/verification/verifier.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const problems = countdownProblems(4);

/** Completions of the seeded engine end in 0, 1 or 2: 0 is right, 1 wrong, and on 2 the verifier fails while it is `broken`. */
function testVerifier(version = 1, broken = true): Verifier & {asked: number} {
  const verifier = {
    id: "test@last-digit",
    version,
    asked: 0,
    judge: (items: readonly Item[]) => {
      verifier.asked += items.length;
      return Promise.resolve(items.map(({completion}) => judgement(completion.at(-1)!, broken)));
    },
    close: () => Promise.resolve()
  };
  return verifier;
}

function judgement(digit: string, broken: boolean): Judgement {
  if (digit === "2" && broken)
    return {verdict: "error", extracted: null, reason: "verifier_error", rule: "broken"};
  if (digit === "0") return {verdict: "correct", extracted: digit, reason: null, rule: "zero"};
  return {verdict: "incorrect", extracted: digit, reason: "mismatch", rule: "not zero"};
}

async function sampledRun(n = 10): Promise<RunFolder> {
  const run = new RunFolder(temporaryFolder());
  await draw(run, n);
  return run;
}

async function draw(run: RunFolder, n: number): Promise<void> {
  const engine = () => Promise.resolve(seededEngine());
  await drawCompletions({
    run,
    benchmark: "countdown",
    policy: "base",
    problems,
    n,
    studySeed: 1,
    engine,
    chunkSize: 16
  });
}

function options(run: RunFolder, verifier: Verifier, changes: Partial<JudgeOptions> = {}): JudgeOptions {
  return {run, benchmark: "countdown", policy: "base", problems, verifier, ...changes};
}

async function verdicts(run: RunFolder, version = 1): Promise<{verdict: string; digit: string}[]> {
  const database = await Database.open();
  const folder = run.verdicts({id: "test@last-digit", version}, "countdown", "base");
  try {
    return await database.rows(
      `SELECT verdict, completion[-1] AS digit FROM read_parquet('${folder}/*.parquet')
       JOIN read_parquet('${run.completions("countdown", "base")}/*.parquet') USING (problem_id, sample_index)`
    );
  } finally {
    database.close();
  }
}

describe("judgeCompletions", () => {
  it("tells the verifier why each model stopped", async () => {
    const run = await sampledRun();
    const seen = new Set<string | undefined>();
    const verifier = testVerifier();
    const judge = (items: readonly Item[]) => {
      items.forEach(({finishReason}) => seen.add(finishReason));
      return verifier.judge(items);
    };
    await judgeCompletions(options(run, {...verifier, judge}));
    const database = await Database.open();
    const files = parquetFiles(run.completions("countdown", "base")).map((file) => `'${file}'`);
    const stored = await database.rows<{finish_reason: string}>(
      `SELECT DISTINCT finish_reason FROM read_parquet([${files.join(", ")}])`
    );
    database.close();
    expect([...seen].sort()).toEqual(stored.map((row) => row.finish_reason).sort());
  });

  it("writes one verdict for each completion and asks once about identical ones", async () => {
    const run = await sampledRun();
    const verifier = testVerifier();
    const result = await judgeCompletions(options(run, verifier));
    expect(result).toMatchObject({judged: 40, distinct: verifier.asked});
    const rows = await verdicts(run);
    expect(rows).toHaveLength(40);
    for (const {verdict, digit} of rows)
      expect(verdict).toBe({0: "correct", 1: "incorrect", 2: "error"}[digit]);
    const errors = rows.filter(({verdict}) => verdict === "error").length;
    expect(result.errors).toBe(errors);
    // At most 3 different completions of each problem; only errors are asked about again in a later file.
    expect(verifier.asked).toBeLessThanOrEqual(12 + 2 * 4);
  });

  it("judges nothing a second time, and only the new completions when n is raised", async () => {
    const run = await sampledRun();
    await judgeCompletions(options(run, testVerifier()));
    const before = parquetFiles(run.verdicts(testVerifier(), "countdown", "base")).map((file) =>
      readFileSync(file, "base64")
    );
    expect(await judgeCompletions(options(run, testVerifier()))).toEqual({judged: 0, distinct: 0, errors: 0});
    await draw(run, 15);
    expect(await judgeCompletions(options(run, testVerifier()))).toMatchObject({judged: 20});
    const after = parquetFiles(run.verdicts(testVerifier(), "countdown", "base")).map((file) =>
      readFileSync(file, "base64")
    );
    expect(after).toEqual(expect.arrayContaining(before));
    expect(await verdicts(run)).toHaveLength(60);
  });

  it("judges everything anew under another version of the verifier", async () => {
    const run = await sampledRun();
    await judgeCompletions(options(run, testVerifier(1)));
    expect(await judgeCompletions(options(run, testVerifier(2, false)))).toMatchObject({
      judged: 40,
      errors: 0
    });
    expect(run.latestVersion("test@last-digit")).toBe(2);
  });

  it("tries errors again only when asked to, and keeps the other verdicts", async () => {
    const run = await sampledRun();
    const {errors} = await judgeCompletions(options(run, testVerifier()));
    expect(errors).toBeGreaterThan(0);
    expect(await judgeCompletions(options(run, testVerifier(1, false)))).toMatchObject({judged: 0});
    const retried = await judgeCompletions(options(run, testVerifier(1, false), {retryErrors: true}));
    expect(retried).toMatchObject({judged: errors, errors: 0});
    const rows = await verdicts(run);
    expect(rows).toHaveLength(40);
    for (const {verdict, digit} of rows) expect(verdict).toBe(digit === "0" ? "correct" : "incorrect");
  });

  it("names a file whose completions answer a problem that the benchmark lacks", async () => {
    const run = await sampledRun();
    const fewer = options(run, testVerifier(), {problems: problems.slice(1)});
    await expect(judgeCompletions(fewer)).rejects.toThrow(
      "the problem p0, which is not in the benchmark countdown"
    );
  });
});
