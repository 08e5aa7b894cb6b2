import {existsSync} from "node:fs";
import {join} from "node:path";
import {InvalidArgumentError} from "commander";
import {describe, expect, it} from "vitest";
import {integerList, priorPart} from "../../scripts/shared/plan-values.js";
import type {StudyPlan} from "../../src/metrics/planning/study-plan.js";
import {runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("npm run plan", () => {
  it("prints the plan as JSON and writes its page", {timeout: 120_000}, () => {
    const out = join(temporaryFolder(), "plan.html");
    const {stdout, stderr, status} = runCli("plan", [
      ...["--study", "pair", "--difference", "20", "--at", "1", "--power", "0.5", "--json", "--out", out],
      ...["--problems", "100,20", "--completions", "4", "--replicates", "100"]
    ]);
    expect(stderr.trim()).toBe(`plan: the page is ${out}`);
    expect(status).toBe(0);
    expect(existsSync(out)).toBe(true);
    const plan = JSON.parse(stdout) as StudyPlan & {sentences: string[]};
    expect(plan.rows.map(({problems}) => problems)).toEqual([20, 100]);
    expect(plan.sentences[0]).toMatch(
      /^100 problems x 4 completions .* a difference of 20 points at k = 1 with /
    );
  });
});

describe("the values of its options", () => {
  it("are lists of integers, and parts of a prior", () => {
    expect(integerList(100)("60,12")).toEqual([60, 12]);
    const base = priorPart("base=0.4:1:0.05", {});
    expect(priorPart("correlation=-0.5", base)).toEqual({
      base: {alpha: 0.4, beta: 1, never: 0.05},
      correlation: -0.5
    });
    expect(priorPart("rl=1:2", {})).toEqual({rl: {alpha: 1, beta: 2, never: 0}});
  });

  it.each(["", "1,", "0", "101", "1.5", "a"])("refuse the list %j", (text) => {
    expect(() => integerList(100)(text)).toThrow(InvalidArgumentError);
  });

  it.each([
    "base=1",
    "base=0:1",
    "base=1:1:1",
    "base=1:2:0:4",
    "rl=a:b",
    "correlation=2",
    "else=1:1",
    "base"
  ])("refuse the prior %j", (text) => {
    expect(() => priorPart(text, {})).toThrow(InvalidArgumentError);
  });
});
