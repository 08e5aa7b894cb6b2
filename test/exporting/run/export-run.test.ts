import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join, relative} from "node:path";
import {describe, expect, it} from "vitest";
import {exportRun, runFormats, type RunFormat} from "../../../loaders/exporting/run/export-run.js";
import type {RawCompletion} from "../../../loaders/importing/raw-row.js";
import {verdictColumns} from "../../../loaders/schema/verdict.js";
import {Database, quote} from "../../../loaders/store/database.js";
import {writeParquet} from "../../../loaders/store/parquet.js";
import {parquetFiles, RunFolder} from "../../../loaders/store/run-folder.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import type {StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {writeTwoBenchmarksRun} from "../../support/runs/two-benchmarks-run.js";

const texts = ["inspect", "every-eval-ever", "dataset"] as const;

/** A run in which a second verifier finds the opposite of the first on the completions of one cell. */
async function writeRun(last?: "truncated" | "error"): Promise<StudyRun> {
  const given = await writeTwoBenchmarksRun(last);
  const database = await Database.open();
  const [file] = parquetFiles(given.run.verdicts({id: "countdown@steps", version: 1}, "hard", "base"));
  const rows = await database.rows<Record<keyof typeof verdictColumns, string | number | null>>(
    `SELECT * REPLACE (if(verdict = 'correct', 'incorrect', 'correct') AS verdict, 'a "b", c' AS extracted) FROM read_parquet(${quote(file!)})`
  );
  database.close();
  await writeParquet(
    join(given.run.verdicts({id: "countdown@final", version: 2}, "hard", "base"), "s0.parquet"),
    verdictColumns,
    rows
  );
  return given;
}

async function exported(format: RunFormat, {study, run}: StudyRun): Promise<{out: string; files: string[]}> {
  const out = join(temporaryFolder(), "new", "out");
  await exportRun({study, run, format, out});
  return {out, files: filesBelow(out).map((file) => relative(out, file))};
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What an import must give back, whatever the format. */
function told({
  benchmark,
  problem,
  repeat,
  seed,
  completion,
  completionTokens,
  finishReason,
  sumLogprob,
  foreign
}: RawCompletion): object {
  const reason = finishReason === "max_tokens" ? "length" : finishReason;
  const verdicts = foreign.map(({metric, correct, extracted}) => [metric, correct, extracted ?? null]);
  return {
    benchmark,
    id: problem.id,
    prompt: problem.prompt,
    repeat,
    seed,
    completion,
    completionTokens,
    reason,
    sumLogprob,
    verdicts
  };
}

/** The same of the run itself. */
async function stored({study, run}: StudyRun, verifiers: readonly string[]): Promise<object[]> {
  const database = await Database.open();
  const found: object[] = [];
  for (const {id: benchmark} of study.benchmarks)
    for (const {id: policy} of study.policies) {
      const [file] = parquetFiles(run.completions(benchmark, policy));
      const rows = await database.rows(`FROM read_parquet(${quote(file!)})`);
      for (const row of rows) {
        const verdicts = [];
        for (const name of verifiers) {
          const [judged] = parquetFiles(run.verdicts(run.newestVerifier(name), benchmark, policy));
          if (judged === undefined) continue;
          const [verdict] = await database.rows(
            `FROM read_parquet(${quote(judged)}) WHERE problem_id = $1 AND sample_index = $2`,
            [row.problem_id as string, row.sample_index as number]
          );
          if (verdict!.verdict !== "error")
            verdicts.push([name, verdict!.verdict === "correct", verdict!.extracted]);
        }
        found.push({
          benchmark,
          id: row.problem_id,
          prompt: expect.stringMatching(/^numbers /) as string,
          repeat: row.sample_index,
          seed: row.seed,
          completion: row.completion,
          completionTokens: row.completion_tokens,
          reason: row.finish_reason,
          sumLogprob: row.sum_logprob,
          verdicts
        });
      }
    }
  database.close();
  return found;
}

describe("exportRun", () => {
  it.each(texts)("writes %s that the import of gives the same completions and verdicts", async (format) => {
    for (const last of ["truncated", "error"] as const) {
      const run = await writeRun(last);
      const {out} = await exported(format, run);
      const {formats, completions, skipped, counts} = await rawRows([out]);
      expect(formats).toEqual([format === "dataset" ? "boundary-dataset" : format]);
      expect([skipped, counts]).toEqual([[], []]);
      // A row of Every Eval Ever has one verdict.
      const verifiers = ["countdown@final", "countdown@steps"].slice(format === "every-eval-ever" ? 1 : 0);
      const expected = await stored(run, verifiers);
      const rows = completions.map(told);
      expect([expected.length, rows.length]).toEqual([32, 32]);
      for (const row of expected) expect(rows).toContainEqual(row);
    }
  });

  it("writes counts by every verifier, without what a verifier failed on", async () => {
    const {out, files} = await exported("counts", await writeRun("error"));
    expect(files).toEqual(["base.csv", "grpo.csv"]);
    expect(readFileSync(join(out, "base.csv"), "utf8")).toBe(
      [
        "benchmark,problem_id,metric,n,c",
        "hard,p0,countdown@final,4,4",
        "hard,p1,countdown@final,4,3",
        "hard,p0,countdown@steps,3,0",
        "hard,p1,countdown@steps,3,1",
        "easy,p0,countdown@steps,3,2",
        "easy,p1,countdown@steps,3,3",
        ""
      ].join("\n")
    );
    const {formats, counts, skipped} = await rawRows([join(out, "base.csv")]);
    expect([formats, skipped]).toEqual([["counts"], []]);
    expect(
      counts.map(({benchmark, problem, metric, n, c}) => [benchmark, problem.id, metric, n, c].join())
    ).toEqual(readFileSync(join(out, "base.csv"), "utf8").split("\n").slice(1, -1));
  });

  it("writes pass@k with its k for Every Eval Ever, and a row a completion", async () => {
    const {out, files} = await exported("every-eval-ever", await writeRun());
    expect(files).toHaveLength(8);
    const name = files.find(
      (file) => file.endsWith(".json") && readFileSync(join(out, file), "utf8").includes("/hard/base/")
    )!;
    const aggregate = JSON.parse(readFileSync(join(out, name), "utf8")) as {
      evaluation_results: {metric_config: {metric_parameters: object}; score_details: {score: number}}[];
      detailed_evaluation_results: {total_rows: number; file_path: string};
    };
    const curve = aggregate.evaluation_results.map(({metric_config, score_details}) => [
      metric_config.metric_parameters,
      score_details.score
    ]);
    // One problem has none of four correct, the other one: pass@k is k / 8.
    expect(curve).toEqual([
      [{k: 1}, 0.125],
      [{k: 2}, 0.25],
      [{k: 4}, 0.5]
    ]);
    expect(aggregate.detailed_evaluation_results).toMatchObject({
      total_rows: 8,
      file_path: name.replace(".json", "_samples.jsonl")
    });
  });

  it("writes a card that says what the data set holds", async () => {
    const {out, files} = await exported("dataset", await writeRun());
    expect(files).toEqual([
      "README.md",
      "data/easy/base.parquet",
      "data/easy/grpo.parquet",
      "data/hard/base.parquet",
      "data/hard/grpo.parquet",
      "problems/easy.parquet",
      "problems/hard.parquet"
    ]);
    const card = readFileSync(join(out, "README.md"), "utf8");
    expect(card).toContain("| hard | base | 8 | 2 | countdown@steps | 0.1250 |");
    expect(card).toMatch(/^---\npretty_name: "A study written by a test"\nconfigs:\n/);
  });

  it.each(runFormats)("gives the same bytes each time: %s", async (format) => {
    const run = await writeRun();
    const [first, second] = [await exported(format, run), await exported(format, run)];
    expect(second.files).toEqual(first.files);
    for (const file of first.files)
      expect(readFileSync(join(second.out, file)).equals(readFileSync(join(first.out, file))), file).toBe(
        true
      );
  });

  it("writes nothing over what is there, and leaves nothing of an export that failed or was killed", async () => {
    const {study, run} = await writeRun();
    const folder = temporaryFolder();
    const out = join(folder, "out");
    mkdirSync(out);
    // Of a process that is none.
    mkdirSync(join(folder, ".again.999999999.tmp"));
    writeFileSync(join(out, "mine"), "");
    const options = {study, run, format: "counts", out} as const;
    await expect(exportRun(options)).rejects.toThrow(
      /^cannot export to .*out: it holds mine; give a new or empty folder$/
    );
    await expect(exportRun({...options, out: join(out, "mine")})).rejects.toThrow(
      /^cannot export to .*mine: it is a file; give a folder$/
    );
    const empty = new RunFolder(join(folder, "runs"));
    await expect(exportRun({...options, run: empty, out: join(folder, "other")})).rejects.toThrow(
      /^the run .*runs holds no completions of the study test-study: draw them with /
    );
    expect(existsSync(join(folder, "other"))).toBe(false);
    mkdirSync(join(folder, "again"));
    writeFileSync(parquetFiles(run.completions("hard", "base"))[0]!, "no Parquet");
    await expect(exportRun({...options, out: join(folder, "again")})).rejects.toThrow(
      /not a whole Parquet file/
    );
    expect(readdirSync(folder).sort()).toEqual(["again", "out"]);
    await exportRun({...(await writeRun()), format: "counts", out: join(folder, "again")});
    expect(readdirSync(join(folder, "again"))).toEqual(["base.csv", "grpo.csv"]);
  });
});
