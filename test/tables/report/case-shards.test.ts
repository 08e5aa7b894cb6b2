import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {caseShards, type CaseFile} from "../../../loaders/tables/report/case-shards.js";
import {MOST_CHARACTERS, MOST_COMMON, MOST_RARE} from "../../../src/metrics/study/case-shard.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {writeTexts, type JudgedText} from "../../support/runs/texts-run.js";

const wrong = (completion: string): JudgedText => ({
  completion,
  verdict: "incorrect",
  reason: "mismatch",
  rule: "step 1: 4 is not the target 3",
  extracted: "4"
});

async function writeRun(texts: readonly JudgedText[]): Promise<StudyRun> {
  const written = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["sums"],
    n: 1000,
    policies: [{policy: "base", role: "base", correct: [[0]]}]
  });
  await writeTexts(written.run, {benchmark: "sums", problemId: "p0", policy: "base"}, texts);
  return written;
}

async function filesOf({environment}: StudyRun): Promise<CaseFile[]> {
  const files: CaseFile[] = [];
  for await (const line of caseShards(environment)) files.push(JSON.parse(line) as CaseFile);
  return files;
}

describe("caseShards", () => {
  it("holds each text once, with its number, the correct ones and the most frequent first", async () => {
    const right = {completion: "1 + 2 = 3", extracted: "3", rule: "all_steps"};
    const run = await writeRun([wrong("a"), right, wrong("b"), wrong("b"), right, right]);
    const [file, ...others] = await filesOf(run);
    expect(others).toEqual([]);
    expect(file!.path).toBe("_cases/sums/p0.json");
    const incorrect = {
      verdict: "incorrect",
      extracted: "4",
      reason: "mismatch",
      rule: "step 1: 4 is not the target 3"
    };
    const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);
    expect(file!.shard).toEqual({
      benchmark: "sums",
      problem_id: "p0",
      domain: "countdown",
      prompt: "numbers 1 2 target 3",
      gold: {numbers: [1, 2], target: 3},
      picture: null,
      policies: [
        {
          policy: "base",
          distinct: {correct: 1, incorrect: 2, error: 0},
          completions: [
            {sample_index: 1, count: 3, ...right, digest: digest("1 + 2 = 3"), verdict: "correct"},
            {sample_index: 2, count: 2, completion: "b", digest: digest("b"), ...incorrect},
            {sample_index: 0, count: 1, completion: "a", digest: digest("a"), ...incorrect}
          ]
        }
      ]
    });
  });

  it("keeps more correct texts of a rarely solved problem, and says how many there are", async () => {
    const many = (count: number, name: string): string[] =>
      Array.from({length: count}, (_, i) => `${name} ${i}`);
    const rare = await writeRun([
      ...many(40, "right").map((completion) => ({completion})),
      ...many(960, "wrong").map(wrong)
    ]);
    const [policy] = (await filesOf(rare))[0]!.shard.policies;
    expect(policy!.distinct).toEqual({correct: 40, incorrect: 960, error: 0});
    expect(policy!.completions.filter(({verdict}) => verdict === "correct")).toHaveLength(MOST_RARE);
    expect(policy!.completions.filter(({verdict}) => verdict === "incorrect")).toHaveLength(MOST_COMMON);
    const common = await writeRun([
      ...many(60, "right").map((completion) => ({completion})),
      ...many(900, "wrong").map(wrong)
    ]);
    const [other] = (await filesOf(common))[0]!.shard.policies;
    expect(other!.completions.filter(({verdict}) => verdict === "correct")).toHaveLength(MOST_COMMON);
  });

  it("stops at the limit of characters, but holds one text of each verdict", async () => {
    const long = (letter: string): string => letter.repeat(MOST_CHARACTERS + 1);
    const run = await writeRun([{completion: long("r")}, {completion: long("s")}, wrong(long("w"))]);
    const [policy] = (await filesOf(run))[0]!.shard.policies;
    expect(policy!.completions.map(({sample_index}) => sample_index)).toEqual([0, 2]);
  });

  it("leaves the extracted answer out where it is the whole completion", async () => {
    const run = await writeRun([{completion: "def f(xs): return xs\n", extracted: "def f(xs): return xs"}]);
    const [policy] = (await filesOf(run))[0]!.shard.policies;
    expect(policy!.completions[0]).not.toHaveProperty("extracted");
  });
});
