import {appendFileSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {exportRun, type RunFormat} from "../../../loaders/exporting/run/export-run.js";
import {runLoaders} from "../../../loaders/framework/run-loaders.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {inRun} from "../../../loaders/store/run-problems.js";
import {filesIn, harnessLine} from "../../support/importing/import-run.js";
import {repository, runCli} from "../../support/run-cli.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** Imports files as `base` and `grpo` into a new folder. The resampling is the study's own: it is set to that of `writeStudyRun`. */
function imported(args: readonly string[]): StudyRun {
  const folder = temporaryFolder();
  const file = join(folder, "studies/test-study.yaml");
  const title = "A study written by a test";
  const {status, stderr} = runCli("import", [
    ...["--dir", folder, "--title", title, "--study-out", file],
    ...args
  ]);
  expect(status, stderr).toBe(0);
  appendFileSync(file, "bootstrap: {replicates: 500, seed: 3}\n");
  const run = new RunFolder(join(folder, "runs/test-study"));
  const environment = {BOUNDARY_STUDY: file, BOUNDARY_RUNS: join(folder, "runs")};
  return {study: inRun(readStudy(file), run), run, environment};
}

/** Drawn here: twelve problems on two benchmarks. In the order of their ids `p10` stands before `p2`. */
function drawnRun(): Promise<StudyRun> {
  const counts = (most: number): number[] => Array.from({length: 12}, (_, i) => (i * 7) % (most + 1));
  return writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy", "hard"],
    n: 4,
    policies: [
      {policy: "base", role: "base", correct: [counts(3), counts(1)]},
      {policy: "grpo", role: "rl", base: "base", correct: [counts(4), counts(2)]}
    ],
    last: "error"
  });
}

/** Imported: ragged, with repeats, words for the end and verdicts of the harness, which are not ours. */
function importedRun(): StudyRun {
  const lines = (first: number): string =>
    [11, 2, 10]
      .map((idx, i) => {
        const code = [`It is $\\boxed{${idx}}$.`, "\\boxed{1}", `\\boxed{${first}}`].slice(0, 3 - (i % 2));
        const score = code.map((_, j) => j === first % 2);
        return harnessLine(idx, code, {score, finish_reason: code.map((_, j) => ["stop", "length"][j % 2])});
      })
      .join("\n");
  const folder = filesIn({"base.jsonl": lines(2), "grpo.jsonl": lines(11)});
  return imported(["base", "grpo"].map((id) => `${id}=${join(folder, `${id}.jsonl`)}`));
}

/** Every table of the report, as its own loader writes it. */
async function tables({environment}: StudyRun): Promise<Map<string, Buffer>> {
  const cache = temporaryFolder();
  await runLoaders(repository, cache, environment);
  const names = readdirSync(join(cache, "data"));
  return new Map(names.map((name) => [name, readFileSync(join(cache, "data", name))]));
}

async function exportedPaths({study, run}: StudyRun, format: RunFormat): Promise<string[]> {
  const out = join(temporaryFolder(), "out");
  await exportRun({study, run, format, out});
  const files = readdirSync(out, {recursive: true, encoding: "utf8"}).sort();
  return study.policies.flatMap(({id}) => {
    const own = files.filter((name) => name.includes(id) && /\.(eval|csv|parquet|jsonl)$/.test(name));
    return own.map((name, i) => `${i === 0 ? `${id}=` : ""}${join(out, name)}`);
  });
}

/** A table without what it says of where completions came from. */
function withoutOrigin(name: string, bytes: Buffer): unknown {
  if (!["audit.json", "contents.json", "study.json"].includes(name)) return bytes.toString("base64");
  return JSON.parse(bytes.toString(), (key, value: unknown) => {
    if (["imports", "provenance", "date", "source", "engine"].includes(key)) return null;
    if (key === "seed" && name === "study.json") return null;
    return value === "drawn" || value === "imported" ? "origin" : value;
  });
}

interface Difference {
  /** Tables whose bytes differ. */
  bytes: string[];
  /** Those that differ in more than where completions came from. */
  content: string[];
}

/** How the tables differ after an export and its import, by format. */
async function differences(
  run: StudyRun,
  formats: Partial<Record<RunFormat, string[]>>
): Promise<Record<string, Difference>> {
  const before = await tables(run);
  expect(before.size).toBeGreaterThan(30);
  const found: Record<string, Difference> = {};
  for (const format of Object.keys(formats) as RunFormat[]) {
    const after = await tables(imported([...(await exportedPaths(run, format)), ...formats[format]!]));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const bytes = [...before].filter(([name, table]) => !table.equals(after.get(name)!));
    const content = bytes.filter(
      ([name, table]) =>
        JSON.stringify(withoutOrigin(name, table)) !== JSON.stringify(withoutOrigin(name, after.get(name)!))
    );
    found[format] = {bytes: bytes.map(([name]) => name), content: content.map(([name]) => name)};
  }
  return found;
}

/** What needs texts, tokens, problems or the verifier's name is not of counts. */
const notOfCounts = [
  "audit.json",
  "cases.jsonl",
  "completions.arrow",
  "contents.json",
  "problem-counts.arrow",
  "problems.arrow",
  "study.json",
  "tallies.arrow",
  "verifier-audit.json",
  "worked.json"
];

describe("the import of an export", () => {
  it("of what was drawn here gives the bytes of every table that does not tell where completions came from", async () => {
    const whole = {bytes: ["audit.json", "contents.json", "study.json"], content: []};
    const found = await differences(await drawnRun(), {
      inspect: [],
      "every-eval-ever": [],
      dataset: [],
      counts: []
    });
    const {counts, ...others} = found;
    expect(others).toEqual({inspect: whole, "every-eval-ever": whole, dataset: whole});
    const ofTokensAndSettings = [
      "beyond-luck.json",
      "coverage-at-cost.json",
      "experiment-cells.arrow",
      "guess-rates.json",
      "guess.json",
      "output-entropy.json"
    ];
    expect(counts!.bytes).toEqual([...notOfCounts, ...ofTokensAndSettings].sort());
  }, 180_000);

  it("of what was imported keeps the verdicts of other tools too; Every Eval Ever has room for one verifier", async () => {
    const whole = {bytes: ["audit.json", "study.json"], content: []};
    const {counts, ...others} = await differences(importedRun(), {
      inspect: [],
      "every-eval-ever": [],
      dataset: [],
      counts: ["--verifier", "counts@math@strict"]
    });
    expect(others).toEqual({
      inspect: whole,
      "every-eval-ever": {
        bytes: ["audit.json", "study.json", "tallies.arrow", "verifier-audit.json"],
        content: ["audit.json", "tallies.arrow", "verifier-audit.json"]
      },
      dataset: whole
    });
    expect(counts!.bytes).toEqual(["answers.json", ...notOfCounts, "reading.json"].sort());
  }, 180_000);
});
