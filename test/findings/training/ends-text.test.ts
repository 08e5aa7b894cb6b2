import {describe, expect, it} from "vitest";
import {missingEnds} from "../../../src/figures/shared/ends/missing-ends.js";
import {listText} from "../../../src/findings/shared/format.js";
import {endsCaption, endsCsv} from "../../../src/findings/training/ends-text.js";
import {endsViews} from "../../../src/findings/training/ends-view.js";
import {endsStudy, endsTable, twoAlgorithms} from "./example-ends.js";

describe("the parts that these figures share", () => {
  it("missingEnds names what to add to the study, and what lacks verdicts", () => {
    const empty = {...endsTable([]), benchmarks: []};
    expect(missingEnds(empty, endsStudy, "algorithms")).toMatch(
      /^This study has no experiment “algorithms”\. Add .*\{id: algorithms, policies: \[base, grpo, ppo, rloo\], benchmarks: \[…\], n: 256\}/
    );
    const planned = {
      ...endsStudy,
      experiments: [{experiment: "algorithms", policies: ["base"], benchmarks: ["sums"], n: null}]
    };
    expect(missingEnds(empty, planned, "algorithms")).toMatch(
      /^No problem has verdicts of every policy yet on: Sums\./
    );
    expect(missingEnds(endsTable([]), planned, "algorithms")).toMatch(/has no policy of role rl/);
    const whole = {...planned, experiments: [{...planned.experiments[0]!, policies: ["base", "grpo"]}]};
    expect(missingEnds(endsTable(twoAlgorithms), whole, "algorithms")).toBe("");
  });

  it("endsCsv holds every value of the figures", () => {
    const csv = endsCsv(endsViews(endsTable(twoAlgorithms.slice(0, 1)), endsStudy));
    expect(csv.split("\n").slice(0, 3)).toEqual([
      "benchmark,policy,quantity,k,estimate,low,high",
      "sums,base,pass@k,1,0.4,0.35000000000000003,0.45",
      "sums,base,pass@k,16,0.9,0.85,0.9500000000000001"
    ]);
    expect(csv).toContain("sums,grpo,retention,16,0.7777777777777778,0.68,0.86\n");
  });

  it("endsCaption names problems, k, sampling, verifier, seed, date and intervals", () => {
    expect(endsCaption(endsViews(endsTable(twoAlgorithms), endsStudy), endsStudy)).toBe(
      "Sums: 100 problems, k up to 16, verified by countdown@steps. Temperature 0.6 to 1, top-p 0.95; seed 7, drawn 2026-01-02. " +
        "Intervals: 95%, for other problems of the same kind; that of a spread from 2,000 resamples of the problems (seed 3)."
    );
  });

  it("listText joins as prose does", () => {
    expect([listText([]), listText(["a"]), listText(["a", "b"]), listText(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c"
    ]);
  });
});
