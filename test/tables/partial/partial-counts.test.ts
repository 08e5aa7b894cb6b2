import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {createHash} from "node:crypto";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {problemsText} from "../../../loaders/benchmarks/problems-file.js";
import {completionColumns} from "../../../loaders/schema/completion.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {Database} from "../../../loaders/store/database.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {parquetFiles, RunFolder} from "../../../loaders/store/run-folder.js";
import {auditedCounts} from "../../../loaders/tables/partial/audited-counts.js";
import {countStudy} from "../../../loaders/tables/partial/count-study.js";
import {withPartialCounts} from "../../../loaders/tables/partial/with-partial-counts.js";
import {outputEntropyTable} from "../../../loaders/tables/report/output-entropy.js";
import {verifierAudit} from "../../../loaders/tables/report/verifier-audit.js";
import {createCompletionsView} from "../../../loaders/tables/views/completions-view.js";
import {createVerdictsView} from "../../../loaders/tables/views/verdicts-view.js";
import {reportInput} from "../../../loaders/tables/views/report-input.js";
import {random} from "../../../src/random/random.js";
import {countdownProblems} from "../../support/runs/problems.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {createAuditedView, createJudgementsView} from "./row-views.js";

const PROBLEMS = 30;
const N = 20;
let environment: Record<"BOUNDARY_STUDY" | "BOUNDARY_RUNS", string>;
let run: RunFolder;
let folder = "";

/** A run with all that rows can hold: unjudged and failed ones, two verifiers, seeds, retries, open thoughts, gaps. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-counts-"));
  const study = join(folder, "study.yaml");
  writeFileSync(join(folder, "easy.jsonl"), problemsText(countdownProblems(PROBLEMS, "easy")));
  writeFileSync(study, STUDY);
  environment = {BOUNDARY_STUDY: study, BOUNDARY_RUNS: join(folder, "runs")};
  run = new RunFolder(join(folder, "runs", "counted"));
  const ids = countdownProblems(PROBLEMS, "easy").map(({problemId}) => problemId);
  // Of the base a file for each problem, as shards write them; of the other one two files with samples of the same problems.
  for (const id of ids) await writeRows("base", id, [id], 0, N);
  await writeRows("grpo", "s0", ids, 0, N / 2);
  await writeRows("grpo", "s1", ids, N / 2, N + 3);
  // Files without a record are told by their times, which a copy keeps to the second at least.
  for (const entry of readdirSync(run.path, {recursive: true, withFileTypes: true}))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), 1e9, 1e9);
});

afterAll(() => {
  rmSync(folder, {recursive: true, force: true});
});

const STUDY = `study: counted
title: Counted
seed: 1
sampling: {n: ${N}, temperature: 1, top_p: 1, max_tokens: 32}
policies:
  - {id: base, role: base, engine: micro, model: nowhere}
  - {id: grpo, role: rl, base: base, engine: micro, model: nowhere}
benchmarks:
  - {id: easy, problems: easy.jsonl, verifier: math@strict}
experiments:
  - {id: math, policies: [base, grpo], benchmarks: [easy]}
  - {id: guess, policies: [base], benchmarks: [easy], n: 7}
`;

async function writeRows(
  policy: string,
  name: string,
  ids: readonly string[],
  from: number,
  to: number
): Promise<void> {
  const draws = random(`${policy} ${name}`);
  const pick = <T>(...values: T[]): T => values[draws.below(values.length)]!;
  const keys = ids.flatMap((problem_id) =>
    Array.from({length: to - from}, (_, i) => ({problem_id, sample_index: from + i}))
  );
  const completions = keys.map((key) => ({
    ...key,
    seed: pick(1, 2, 3),
    completion: pick(
      "",
      "one",
      "two",
      "three",
      "<think>four",
      "<think>five</think> six",
      `seven ${key.sample_index}`
    ),
    completion_tokens: pick(3, 4, 50, ...(policy === "grpo" ? [null] : [])),
    finish_reason: pick("stop", "stop", "length", null),
    sum_logprob: -1 - draws.below(8),
    mean_entropy: pick(0.25, 0.5, null),
    engine: "imported",
    source: "no model: written by a test",
    reasoning: null,
    place: null,
    entropy_bound: null,
    attempts: policy === "grpo" ? pick(1, 1, 2, 3) : null
  }));
  await writeParquet(
    join(run.completions("easy", policy), `${name}.parquet`),
    completionColumns,
    completions
  );
  for (const verifier of policy === "base" ? ["math@strict", "other"] : ["math@strict"])
    await writeParquet(
      join(run.verdicts({id: verifier, version: 1}, "easy", policy), `${name}.parquet`),
      verdictColumns,
      keys
        .filter(() => draws.uniform() < 0.9)
        .map((key) => {
          const verdict = pick("correct", "incorrect", "incorrect", "error");
          return {
            ...key,
            verdict,
            extracted: pick("1", "2", "3", null),
            reason: verdict === "correct" ? null : pick("mismatch", "no_answer", "timeout"),
            rule: pick("a", "b"),
            ms: 1
          };
        })
    );
}

/** The statement of a file in rows. */
function sql(name: string): string {
  return readFileSync(new URL(`rows/${name}.sql`, import.meta.url), "utf8");
}

/** What a statement over the rows themselves gives. */
async function fromRows(name: string): Promise<object[]> {
  const database = await Database.open();
  try {
    await database.run("SET threads = 1");
    const input = reportInput(environment);
    await createAuditedView(database, input);
    await createVerdictsView(database, input);
    await createJudgementsView(database, input);
    await createCompletionsView(database, input, [
      "benchmark",
      "policy",
      "problem_id",
      "verdict",
      "completion_tokens",
      "mean_entropy",
      "extracted"
    ]);
    return await database.rows(sql(name));
  } finally {
    database.close();
  }
}

describe("tables from partial counts", () => {
  it("equal tables from rows: what analyses count from", async () => {
    const counted = await withPartialCounts(environment, (database) =>
      database.rows("FROM tallies ORDER BY ALL")
    );
    expect(counted).toEqual(await fromRows("tallies"));
    expect(counted.length).toBeGreaterThan(500);
  });

  it("equal tables from rows: what the audit counts", async () => {
    const {marks, seeds, copies, attempts} = await withPartialCounts(environment, auditedCounts);
    expect(rounded(marks)).toEqual(rounded(await fromRows("audit-marks")));
    expect(seeds).toEqual(await fromRows("audit-seeds"));
    expect(copies).toEqual(await fromRows("audit-copies"));
    expect(rounded(attempts)).toEqual(rounded(await fromRows("audit-attempts")));
    expect(marks.some(({disputed}) => disputed > 0)).toBe(true);
    expect(marks.some(({missing}) => missing > 0)).toBe(false);
    expect(attempts[0]!.retried).toBeGreaterThan(100);
  });

  it("equal tables from rows: what the audit of verifiers counts", async () => {
    const audit = await verifierAudit(environment);
    expect(audit.counts).toEqual(await fromRows("verifier-audit"));
    expect(audit.cuts).toEqual(await fromRows("verifier-cut"));
    expect(audit.agreement).toEqual(await fromRows("verifier-agreement"));
    expect(audit.disagreements).toEqual(await fromRows("verifier-disagreements"));
    expect(audit.disagreements).toHaveLength(100);
  });

  it("equal tables from rows: tokens, entropies and answers", async () => {
    const counted = (query: string) => withPartialCounts(environment, (database) => database.rows(query));
    expect(
      await counted(
        "SELECT benchmark, policy, problem_id, entropy, entropy_tokens AS tokens FROM partial_problems ORDER BY ALL"
      )
    ).toEqual(await fromRows("output-entropy"));
    expect((await outputEntropyTable(environment)).map(({policy}) => policy)).toEqual(["base", "grpo"]);
    const answers = (await fromRows("answer-counts")) as {policy: string; correct: number}[];
    const kept = answers.filter(({policy, correct}) => policy === "base" || correct > 0);
    expect(
      await counted(
        "SELECT benchmark, policy, problem_id, answer, completions, correct FROM partial_answers ORDER BY ALL"
      )
    ).toEqual(kept);
  });
});

describe("partial counts", () => {
  it("are made of whole problems, in few files where completions lie in many", () => {
    const units = (policy: string) =>
      readdirSync(run.partial("easy", policy)).filter((name) => !name.startsWith("."));
    expect(units("grpo")).toHaveLength(1);
    expect(units("base").length).toBeGreaterThan(8);
    expect(units("base").length).toBeLessThanOrEqual(16);
  });

  it("are read in place of completions, and made anew where a file is another one", async () => {
    const [file] = parquetFiles(run.completions("easy", "grpo"));
    const {mtime, size} = statSync(file!);
    const bytes = readFileSync(file!);
    const before = await verifierAudit({...environment});
    writeFileSync(file!, Buffer.alloc(size));
    utimesSync(file!, mtime, mtime);
    expect(await verifierAudit({...environment})).toEqual(before);
    writeFileSync(file!, bytes);
    const [verdicts] = parquetFiles(run.verdicts({id: "math@strict", version: 1}, "easy", "grpo"));
    await writeParquet(verdicts!, verdictColumns, []);
    const after = await verifierAudit({...environment});
    expect(after.counts).toEqual(await fromRows("verifier-audit"));
    expect(after.counts).not.toEqual(before.counts);
  });

  it.each(["", "null", '{"names": 3}', '{"names": ["x.parquet"'])(
    "are found where a record says %j",
    async (text) => {
      const before = await verifierAudit({...environment});
      const cell = run.partial("easy", "grpo");
      for (const name of readdirSync(cell).filter((one) => !one.startsWith(".")))
        writeFileSync(join(cell, name, "unit.json"), text);
      expect(await verifierAudit({...environment})).toEqual(before);
    }
  );

  it("of all shards are those of the whole, whichever shard runs twice", async () => {
    const study = readStudy(environment.BOUNDARY_STUDY);
    await countStudy(study, run);
    const cell = run.partial("easy", "base");
    const whole = contentOf(cell);
    const copy = new RunFolder(join(temporaryFolder(), "counted"));
    mkdirSync(copy.path, {recursive: true});
    for (const kind of ["completions", "verdicts"] as const)
      copyFolder(join(run.path, kind), join(copy.path, kind));
    for (const index of [2, 0, 2]) await countStudy(study, copy, {shard: {index, count: 3}});
    expect(Object.keys(contentOf(copy.partial("easy", "base"))).length).toBeLessThan(
      Object.keys(whole).length
    );
    await countStudy(study, copy, {shard: {index: 1, count: 3}});
    expect(contentOf(copy.partial("easy", "base"))).toEqual(whole);
  });
});

/** Copies a folder with the times of its files. */
function copyFolder(from: string, to: string): void {
  cpSync(from, to, {recursive: true, preserveTimestamps: true});
}

/** The hash of every file below a folder, by its path. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const pairs = files.map(({parentPath, name}) => [
    join(parentPath, name).slice(folder.length),
    createHash("sha256")
      .update(readFileSync(join(parentPath, name)))
      .digest("hex")
  ]);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a! < b! ? -1 : 1))) as Record<string, string>;
}

/** Rows with fractions to 12 digits: sums of them have no order. */
function rounded(rows: readonly object[]): unknown {
  return JSON.parse(
    JSON.stringify(rows, (_, value: unknown) =>
      typeof value === "number" ? Number(value.toPrecision(12)) : value
    )
  );
}
