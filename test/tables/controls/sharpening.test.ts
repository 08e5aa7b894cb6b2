import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../../loaders/schema/study.js";
import {powerSearchFile} from "../../../loaders/schema/records/power-search.js";
import {sharpeningReport} from "../../../loaders/tables/controls/sharpening.js";
import {reportContents} from "../../../loaders/tables/report/report-contents.js";
import {studySummary} from "../../../loaders/tables/report/study-summary.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const trial = (power: number, pass_at_1: number) => ({
  power,
  pass_at_1,
  standard_error: 0.01,
  pass_at_n: 0.9
});
const record = {
  model: "weights",
  benchmark: {file: "validation.jsonl", sha256: "0"},
  problems: 5,
  verifier: {id: "countdown@steps", version: 1},
  max_tokens: 8,
  completions: 4,
  seed: 1,
  power: 4,
  plain: trial(1, 0.25),
  search: [trial(2, 0.5), trial(4, 0.75)]
};

const many = (counts: readonly number[]): number[] => Array.from({length: 40}, (_, i) => counts[i % 4]!);

/** A study of a base, RL, and the base with a power; the policies are compared on `hard` before `easy`. */
async function studyRun({experiment = true, search = true} = {}): Promise<StudyRun> {
  const both = (counts: number[]): number[][] => [many(counts), many(counts)];
  const run = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy", "hard"],
    n: 4,
    policies: [
      {policy: "base", role: "base", correct: both([1, 1, 0, 1])},
      {policy: "rl", role: "rl", base: "base", correct: both([4, 4, 0, 0])},
      {policy: "raised", role: "base", correct: both([3, 2, 0, 1])}
    ]
  });
  const {file} = run.study;
  const text = readFileSync(file, "utf8").replace("id: raised,", "id: raised, sampling: {power: 4},");
  const own = "experiments:\n  - {id: sharpening, policies: [base, rl, raised], benchmarks: [hard, easy]}\n";
  writeFileSync(
    file,
    text + (experiment ? own : "experiments:\n  - {id: math, policies: [base, rl], benchmarks: [easy]}\n")
  );
  mkdirSync(join(dirname(file), "nowhere"));
  if (search) writeFileSync(join(dirname(file), "nowhere", powerSearchFile), JSON.stringify(record));
  return run;
}

describe("sharpeningReport", () => {
  it("has the experiment's benchmarks in its order, the shares, and the search beside the model", async () => {
    const {environment} = await studyRun();
    const {benchmarks, cases, searches} = await sharpeningReport(environment);
    expect(benchmarks.map(({benchmark}) => benchmark)).toEqual(["hard", "easy"]);
    expect(cases.map(({benchmark, base, rl, kMax}) => [benchmark, base, rl, kMax])).toEqual([
      ["hard", "base", "rl", 4],
      ["easy", "base", "rl", 4]
    ]);
    // Of 16 completions of four problems the base has 3 right, RL 8 and the raised base 6.
    expect(cases[0]!.policies[1]!.gain!.estimate).toBeCloseTo(3 / 5, 12);
    expect(searches).toEqual([
      {policies: ["raised"], problems: 5, completions: 4, power: 4, probes: [record.plain, ...record.search]}
    ]);
    const facts = reportContents(environment);
    expect(facts.pages).toContain("sharpening");
    expect(facts.facts).toContain("power-search");
    expect((await studySummary(environment)).policies.map(({power}) => power)).toEqual([null, null, 4]);
  });

  it("is empty, and has no page, where the study lacks the experiment", async () => {
    const {environment} = await studyRun({experiment: false});
    const {benchmarks, cases, searches} = await sharpeningReport(environment);
    expect([benchmarks, cases, searches]).toEqual([[], [], []]);
    const {pages, absent} = reportContents(environment);
    expect(pages).not.toContain("sharpening");
    expect(absent.map(({title}) => title)).toContain("Sharpening");
  });

  it("names no search where none was left, and a file that is none", async () => {
    const {environment} = await studyRun({search: false});
    expect((await sharpeningReport(environment)).searches).toEqual([]);
    expect(reportContents(environment).facts).not.toContain("power-search");
    const {file} = readStudy(environment.BOUNDARY_STUDY);
    writeFileSync(join(dirname(file), "nowhere", powerSearchFile), JSON.stringify({...record, power: "all"}));
    await expect(sharpeningReport(environment)).rejects.toThrow(
      /power-search\.json: .*search for a power.*power.*; run npm run search-power again/
    );
  });
});
