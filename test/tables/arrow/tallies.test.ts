import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {withPartialCounts} from "../../../loaders/tables/partial/with-partial-counts.js";
import {countsTable} from "../../../loaders/tables/report/counts.js";
import {experimentCoverage} from "../../../loaders/tables/report/coverage.js";
import {writeStudyRun, type StudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

function written(): Promise<StudyRun> {
  return writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 8,
    policies: [
      {policy: "base", role: "base", correct: [[3, 8]]},
      {policy: "grpo", role: "rl", base: "base", correct: [[5, 0]]}
    ]
  });
}

/** The same study with experiments. */
function withExperiments(study: string, experiments: string): string {
  const file = join(dirname(study), "experiments.yaml");
  writeFileSync(file, `${readFileSync(study, "utf8")}experiments:\n${experiments}`);
  return file;
}

describe("the tables that a re-analysis counts from", () => {
  it("tell apart the completions of experiments with different n", async () => {
    const {environment} = await written();
    const study = withExperiments(
      environment.BOUNDARY_STUDY,
      "  - {id: math, policies: [base, grpo], benchmarks: [easy]}\n  - {id: guess, policies: [base], benchmarks: [easy], n: 4}\n"
    );
    const changed = {...environment, BOUNDARY_STUDY: study};
    const tallies = await withPartialCounts(changed, (database) =>
      database.rows(
        "SELECT policy, smallest_n, sum(completions)::INTEGER AS completions FROM tallies GROUP BY ALL ORDER BY ALL"
      )
    );
    expect(tallies).toEqual([
      {policy: "base", smallest_n: 4, completions: 8},
      {policy: "base", smallest_n: 8, completions: 8},
      {policy: "grpo", smallest_n: 8, completions: 16}
    ]);
    const n = async (id: "math" | "guess"): Promise<number[]> =>
      (await experimentCoverage(id)(changed)).benchmarks[0]!.curves.map((curve) => curve.n);
    expect(await n("math")).toEqual([8, 8]);
    expect(await n("guess")).toEqual([4]);
    const [counts] = await countsTable(changed);
    expect(counts!.policies[0]).toEqual({policy: "base", n: [8, 8], c: [3, 8]});
  });

  it("keep every verifier apart, and the study's own in its figures", async () => {
    const {environment, run} = await written();
    const folder = (id: string) => run.verdicts({id, version: 1}, "easy", "base");
    cpSync(folder("countdown@steps"), folder("countdown@other"), {recursive: true});
    const verifiers = await withPartialCounts(environment, (database) =>
      database.rows(
        "SELECT policy, verifier, sum(completions)::INTEGER AS completions FROM tallies GROUP BY ALL ORDER BY ALL"
      )
    );
    expect(verifiers).toEqual([
      {policy: "base", verifier: "countdown@other", completions: 16},
      {policy: "base", verifier: "countdown@steps", completions: 16},
      {policy: "grpo", verifier: "countdown@steps", completions: 16}
    ]);
    const [counts] = await countsTable(environment);
    expect(counts!.policies.map(({c}) => c)).toEqual([
      [3, 8],
      [5, 0]
    ]);
  });
});
