import {describe, expect, it} from "vitest";
import {experimentViews, gridPanels} from "../../../src/figures/coverage/grid-panels.js";
import {experimentStudy} from "../../../src/figures/shared/page/experiment-study.js";
import {missingExperiment} from "../../../src/figures/shared/page/missing-experiment.js";
import {panelWidth} from "../../../src/figures/shared/plot/panel-width.js";
import {policyFamilies} from "../../../src/figures/shared/plot/policy-family.js";
import {coverageAnswer} from "../../../src/findings/coverage/coverage-answer.js";
import {coverageGridCaption} from "../../../src/findings/coverage/coverage-caption.js";
import {gridAnswer} from "../../../src/findings/coverage/grid-answer.js";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {PolicySummary, StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy, exampleTable} from "../../findings/example-study.js";

const [base, grpo] = exampleStudy.policies as [PolicySummary, PolicySummary];
const small: PolicySummary = {...base, policy: "small", label: "Small"};
const smallGrpo: PolicySummary = {...grpo, policy: "small-grpo", label: "Small GRPO", base: "small"};
const blind: PolicySummary = {...base, policy: "blind", label: "Text only"};

/** Two families on two benchmarks: the example's rows under other names. */
const study: StudySummary = {
  ...exampleStudy,
  policies: [base, grpo, small, smallGrpo, blind],
  benchmarks: [
    exampleStudy.benchmarks[0]!,
    {...exampleStudy.benchmarks[0]!, benchmark: "products", label: "Products"}
  ],
  experiments: [
    {
      experiment: "math",
      policies: ["base", "grpo", "small", "small-grpo", "blind"],
      benchmarks: ["sums", "products"],
      n: null
    }
  ]
};
const [row] = exampleTable.benchmarks;
const rows = (benchmark: string): CoverageTable["benchmarks"][number] => ({
  ...row!,
  benchmark,
  curves: study.policies.map(({policy}, i) => ({...row!.curves[i % 2]!, policy})),
  comparisons: [row!.comparisons[0]!, {...row!.comparisons[0]!, base: "small", rl: "small-grpo"}]
});
const table: CoverageTable = {...exampleTable, benchmarks: [rows("sums"), rows("products")]};
const views = experimentViews(table, study);

describe("policyFamilies", () => {
  it("sorts policies by their first base, and sets those without kin beside each family", () => {
    const families = policyFamilies([
      base,
      grpo,
      {...grpo, policy: "grpo-2", base: "grpo"},
      small,
      smallGrpo,
      blind
    ]);
    expect(families.map(({base, trained}) => [base?.policy, ...trained.map(({policy}) => policy)])).toEqual([
      ["base", "grpo", "grpo-2"],
      ["small", "small-grpo"]
    ]);
    expect(families.every(({controls}) => controls.length === 1 && controls[0] === blind)).toBe(true);
  });

  it("makes one family of policies that were all trained from nothing", () => {
    expect(policyFamilies([base, small])).toEqual([{base: null, trained: [], controls: [base, small]}]);
    expect(policyFamilies([])).toEqual([]);
  });
});

describe("gridPanels", () => {
  it("has a panel for each benchmark, or for each family on each", () => {
    const titles = (split: "benchmark" | "family"): string[] =>
      gridPanels(views, split).map(({title}) => title.join(": "));
    expect(titles("benchmark")).toEqual(["Sums", "Products"]);
    expect(titles("family")).toEqual([
      "Sums: Base → GRPO",
      "Sums: Small → Small GRPO",
      "Products: Base → GRPO",
      "Products: Small → Small GRPO"
    ]);
  });

  it("keeps the curves and comparisons of a family with the controls, and no others", () => {
    const panel = gridPanels(views, "family")[1]!;
    expect(panel.view.coverage.curves.map(({policy}) => policy)).toEqual(["small", "small-grpo", "blind"]);
    expect(panel.view.coverage.comparisons.map(({rl}) => rl)).toEqual(["small-grpo"]);
  });

  it("splits a family into pairs", () => {
    const rloo = {...grpo, policy: "rloo", label: "RLOO"};
    const family = [{...views[0]!, policies: [base, grpo, rloo]}];
    expect(gridPanels(family, "pair").map(({title}) => title[1])).toEqual(["Base → GRPO", "Base → RLOO"]);
    expect(gridPanels(family, "family").map(({title}) => title)).toEqual([["Sums"]]);
  });
});

describe("gridAnswer", () => {
  const ends =
    "50.0% against 40.0% with one try: +10.0 points (+4.0 to +16.0); 60.0% against 70.0% with 4 tries: −10.0 points (−21.0 to +1.0); " +
    "k* = 2.8 (1.5 to beyond 4; none in 4.0% of the resampled problem sets).";
  const cells = [
    {head: "fewest tries", value: "50.0% against 40.0% with one try: +10.0 points (+4.0 to +16.0)"},
    {head: "most tries", value: "60.0% against 70.0% with 4 tries: −10.0 points (−21.0 to +1.0)"},
    {head: "k*", value: "k* = 2.8 (1.5 to beyond 4; none in 4.0% of the resampled problem sets)"}
  ];

  it("counts comparisons where there are many, and those that the interval bears out", () => {
    const {lead, cases, note} = gridAnswer(views);
    expect(lead).toBe(
      "Training wins the first try in all 4 comparisons, clearly. With 4 tries the base wins in all 4 comparisons, nowhere clearly. The curves cross at k = 2.8."
    );
    expect(cases.map(({title, text}) => ({title, text}))).toEqual(
      [
        "Sums, GRPO against Base",
        "Sums, Small GRPO against Small",
        "Products, GRPO against Base",
        "Products, Small GRPO against Small"
      ].map((title) => ({title, text: ends}))
    );
    expect(note).toBe("Clearly: beyond chance, p < 0.05 after Holm’s correction over 8 tests.");
  });

  it("tells a single comparison in full", () => {
    const single = experimentViews(exampleTable, exampleStudy);
    expect(gridAnswer(single)).toEqual(coverageAnswer(single[0]!));
    expect(gridAnswer(single).lead).toContain("The curves cross at k* = 2.8");
  });

  const products = {...exampleTable.benchmarks[0]!, benchmark: "products"};
  const onTwo = (other: typeof products) =>
    gridAnswer(experimentViews({...exampleTable, benchmarks: [...exampleTable.benchmarks, other]}, study));

  it("counts a few comparisons, with a case for each", () => {
    expect(onTwo(products)).toEqual({
      lead: "Training wins the first try on both tasks, clearly. With 4 tries the base wins on both tasks, nowhere clearly. The curves cross at k = 2.8.",
      cases: ["Sums", "Products"].map((label) => ({title: `${label}, GRPO against Base`, text: ends, cells})),
      note: "Clearly: beyond chance, p < 0.05 after Holm’s correction over 4 tests."
    });
  });

  it("describes the curves of benchmarks where nothing is compared", () => {
    const alone = {...products, comparisons: []};
    const text =
      "Base solves 40.0% of the problems with one try and 70.0% with 4; GRPO solves 50.0% of the problems with one try and 60.0% with 4.";
    const {lead, cases} = onTwo(alone);
    expect(lead).toMatch(
      /^Sums: GRPO wins the first try, clearly: 50\.0% against 40\.0% of 100 problems\. .* k\* = 2\.8/
    );
    expect(cases.map(({title, text}) => ({title, text}))).toEqual([
      {title: "Sums, GRPO against Base", text: ends},
      {title: "Products", text}
    ]);
    const neither = experimentViews(
      {...exampleTable, benchmarks: [{...exampleTable.benchmarks[0]!, comparisons: []}, alone]},
      study
    );
    expect(gridAnswer(neither)).toEqual({
      lead: "The policies solve 40.0% to 50.0% of the problems with the fewest tries, and 60.0% to 70.0% with the most.",
      cases: [
        {title: "Sums", text},
        {title: "Products", text}
      ]
    });
  });
});

describe("coverageGridCaption", () => {
  it("names every benchmark, and the sampling and the bands once", () => {
    const caption = coverageGridCaption(views);
    expect(caption).toMatch(/^Sums: 100 problems, .*verified by countdown@steps; Products: 100 problems/);
    expect(caption.match(/Temperature/g)).toHaveLength(1);
    expect(caption.match(/comes from 2,000/g)).toHaveLength(1);
  });
});

describe("missingExperiment", () => {
  it("is empty when all benchmarks have verdicts, and names those that have none", () => {
    expect(missingExperiment(table, study, "math")).toBe("");
    expect(missingExperiment(exampleTable, study, "math")).toMatch(/^No verdicts yet on: Products\./);
  });

  it("says how to add an experiment", () => {
    expect(missingExperiment(table, study, "code")).toContain("{id: code, policies: […], benchmarks: […]}");
  });
});

describe("experimentStudy", () => {
  it("keeps the policies and benchmarks of the experiment", () => {
    const kept = experimentStudy(
      {...study, experiments: [{experiment: "code", policies: ["small"], benchmarks: ["products"], n: null}]},
      "code"
    );
    expect([kept.policies, kept.benchmarks.map(({benchmark}) => benchmark)]).toEqual([[small], ["products"]]);
    expect(experimentStudy(study, "visual").policies).toEqual([]);
  });
});

describe("panelWidth", () => {
  it("makes rows of whole groups where they fit, and even parts of them where not", () => {
    const columns = (width: number, count: number, perRow: number): number =>
      Math.round((width + 24) / (panelWidth(width, count, perRow) + 24));
    expect([columns(752, 12, 4), columns(1000, 12, 4), columns(752, 6, 3), columns(358, 6, 3)]).toEqual([
      2, 4, 3, 1
    ]);
    expect([columns(752, 2, 1), columns(752, 1, 1), columns(1000, 5, 1)]).toEqual([2, 1, 3]);
    expect([columns(673, 3, 3), columns(1000, 3, 3), columns(673, 6, 3)]).toEqual([2, 3, 1]);
  });
});
