import {describe, expect, it} from "vitest";
import {partsText} from "../../../src/findings/shared/left-out-text.js";
import type {SiteParts} from "../../../src/metrics/study/site-parts.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";

const study = {
  benchmarks: [
    {benchmark: "a", label: "Set A", problems: 500},
    {benchmark: "b", label: "Set B", problems: 30}
  ]
} as unknown as StudySummary;

const part = (benchmark: string | null) => ({path: "", benchmark, rows: 10, bytes: 2e6});
const whole: SiteParts = {
  siteBytes: 200e6,
  completions: [part("a"), part("a"), part("b")],
  withoutCompletions: [],
  withoutTexts: []
};

describe("what a page says of the data that its site leaves out", () => {
  it("is nothing where the site has all", () => {
    expect(partsText(whole, study)).toEqual({size: "6 MB", completions: "", texts: "", missing: null});
  });

  it("names the benchmarks whose completions are missing, of how many", () => {
    const left = {
      ...whole,
      completions: [part("a")],
      withoutCompletions: [{benchmark: "b", rows: 1234, bytes: 5e6}]
    };
    expect(partsText(left, study).completions).toBe(
      "Completions of 1 of 2 benchmarks are in the report’s data set, not on this site, which keeps to 200 MB: " +
        "Set B (1,234 rows, 5 MB). A query over completions does not see them."
    );
    const none = {...left, siteBytes: null, completions: [part(null)]};
    expect(partsText(none, study).completions).toContain("Completions of 1 of 1 benchmark");
    expect(partsText(none, study).completions).not.toContain("keeps to");
  });

  it("counts the problems whose texts are missing", () => {
    const left = {...whole, withoutTexts: [{benchmark: "a", problemIds: ["x", "y"], bytes: 10}]};
    expect(partsText(left, study).texts).toBe(
      "What policies wrote on some problems is in the report’s data set, not on this site, which keeps to 200 MB: " +
        "Set A 2 of 500 problems. Those solved rarely, or by one of a model and its base alone, were kept first."
    );
  });
});
