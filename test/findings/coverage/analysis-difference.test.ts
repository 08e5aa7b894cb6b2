import {describe, expect, it} from "vitest";
import {analysisDifference} from "../../../src/findings/coverage/analysis-difference.js";
import {coverageView} from "../../../src/findings/coverage/coverage-view.js";
import {exampleStudy, exampleTable} from "../example-study.js";

const opened = coverageView(exampleTable, exampleStudy, "sums", {})!;

describe("analysisDifference", () => {
  it("sets the ends of every curve and every crossing beside those that the page opened with", () => {
    const [benchmark] = exampleTable.benchmarks;
    const [comparison] = benchmark!.comparisons;
    const table = {
      ...exampleTable,
      benchmarks: [
        {
          ...benchmark!,
          curves: benchmark!.curves.map((curve) => ({
            ...curve,
            points: curve.points.map((point) => ({
              ...point,
              coverage: point.coverage + (point.k === 4 ? 0.05 : 0)
            }))
          })),
          comparisons: [{...comparison!, crossing: {...comparison!.crossing, observed: null}}]
        }
      ]
    };
    const changed = coverageView(table, exampleStudy, "sums", {})!;
    expect(analysisDifference(opened, changed)).toEqual([
      {quantity: "Base, pass@1", opened: "40.0%", changed: "40.0%", difference: ""},
      {quantity: "Base, pass@4", opened: "70.0%", changed: "75.0%", difference: "+5.0 points"},
      {quantity: "GRPO, pass@1", opened: "50.0%", changed: "50.0%", difference: ""},
      {quantity: "GRPO, pass@4", opened: "60.0%", changed: "65.0%", difference: "+5.0 points"},
      {quantity: "k* of GRPO and Base", opened: "2.8", changed: "none", difference: ""}
    ]);
  });

  it("compares at the budgets that both have, and the policies that both have", () => {
    const changed = coverageView(exampleTable, exampleStudy, "sums", {kMin: 2, kMax: 2})!;
    const alone = {
      ...changed,
      coverage: {...changed.coverage, comparisons: [], curves: changed.coverage.curves.slice(1)}
    };
    expect(analysisDifference(opened, alone).map(({quantity}) => quantity)).toEqual(["GRPO, pass@2"]);
  });
});
