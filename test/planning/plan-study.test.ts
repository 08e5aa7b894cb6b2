import {mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {planStudy, type PlanOptions} from "../../loaders/planning/plan-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {writeCurvesRun} from "../support/runs/curves-run.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const options: PlanOptions = {
  ...{prior: {}, power: 0.8, replicates: 200, seed: 1},
  ...{problems: [20, 80], completions: [16, 64]}
};

describe("planStudy", () => {
  it("plans from the paired counts and tokens of a pilot, by the folder of the run or of all runs", async () => {
    const {study, run, environment} = await writeCurvesRun(temporaryFolder());
    const plan = await planStudy(study, {...options, pilot: run.path, speed: 100});
    expect(plan).toMatchObject({
      ...{study: "test-study", base: {id: "base"}, rl: {id: "grpo"}, at: 64, level: 0.95},
      benchmark: {id: "easy", label: "Set easy", problems: 40},
      population: {kind: "pilot", problems: 40, least: 64, most: 64},
      cost: {are: "measured", perSecond: 100}
    });
    // 10 + (i mod 5) tokens for i = 0 to 63.
    const tokens = Array.from({length: 64}, (_, i) => 10 + (i % 5)).reduce((sum, x) => sum + x, 0) / 64;
    expect(plan.cost.base).toBeCloseTo(tokens, 10);
    expect(plan.rows.map(({problems, completions}) => [problems, completions])).toEqual([
      [20, 16],
      [20, 64],
      [80, 16],
      [80, 64]
    ]);
    expect(plan.rows[3]!.tokens).toBe(Math.round(80 * 64 * 2 * tokens));
    expect(plan.rows[3]!.hours).toBeCloseTo(plan.rows[3]!.tokens! / 100 / 3600, 10);
    // The pilot's curves cross: see `writeCurvesRun`.
    expect(plan.ends.atOne).toBeGreaterThan(0.1);
    expect(plan.ends.atMost).toBeLessThan(-0.02);
    expect(plan.rows[3]!.crossing).toBeGreaterThan(plan.rows[1]!.crossing);
    expect(await planStudy(study, {...options, pilot: environment.BOUNDARY_RUNS, speed: 100})).toEqual(plan);
    const hard = await planStudy(study, {...options, pilot: run.path, policy: "grpo", benchmark: "hard"});
    expect(hard.benchmark.id).toBe("hard");
    expect(hard.difference.own).not.toBe(plan.difference.own);
  });

  it("plans from priors and limits of tokens, by the usual grid and the benchmark's own size", async () => {
    const {study} = await writeCurvesRun(temporaryFolder());
    const prior = {
      base: {alpha: 1, beta: 3, never: 0},
      rl: {alpha: 1, beta: 2, never: 0.2},
      correlation: 0.5
    };
    const plan = await planStudy(study, {
      ...options,
      problems: undefined,
      completions: [8],
      prior,
      difference: 0.04,
      replicates: 100
    });
    expect(plan.population).toEqual({kind: "prior", ...prior, isDefault: false});
    expect(plan.cost).toEqual({base: 32, rl: 32, are: "limit", perSecond: null});
    expect([...new Set(plan.rows.map(({problems}) => problems))]).toEqual([30, 40, 60, 120, 240, 480, 960]);
    expect(plan).toMatchObject({at: 8, difference: {asked: 0.04, planned: -0.04}});
  });

  it("says that tokens are unknown where imported samples do not tell", async () => {
    const study = readStudy(join(repository, "data/studies/math500-7b.yaml"));
    const plan = await planStudy(study, {...options, replicates: 100});
    expect(plan.cost.are).toBe("unknown");
    expect(plan.rows[0]).toMatchObject({tokens: null, hours: null});
    expect(plan.benchmark.problems).toBeNull();
    expect(plan.population).toMatchObject({isDefault: true});
  });

  it("refuses what is not there in one line", async () => {
    const folder = temporaryFolder();
    const {study, run} = await writeCurvesRun(folder);
    const refused = (wrong: Partial<PlanOptions>, message: RegExp) =>
      expect(planStudy(study, {...options, ...wrong})).rejects.toThrow(message);
    await refused(
      {policy: "nobody"},
      /^--policy nobody: no policy of .*study\.yaml: give one of base, grpo$/
    );
    await refused({benchmark: "x"}, /^--benchmark x: no benchmark of .*: give one of easy, hard$/);
    await refused({policy: "base"}, /study\.yaml: no pair base: a plan takes a policy with base: /);
    await refused({at: 128}, /^--at 128 is more than the most completions, 64: add --completions 128$/);
    await refused({pilot: join(folder, "none")}, /^--pilot .*none: no such folder: /);
    await refused({pilot: folder}, /^--pilot .*: no run of the study test-study: /);
    await refused({pilot: run.path, prior: {correlation: 0}}, /^--prior beside --pilot: /);
    rmSync(join(run.path, "verdicts"), {recursive: true});
    mkdirSync(join(run.path, "verdicts"));
    await refused(
      {pilot: run.path},
      /^--pilot .*test-study: no problem of easy has verdicts for both base and grpo: run npm run verify -- --study .* first$/
    );
  });
});
