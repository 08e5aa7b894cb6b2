import {describe, expect, it} from "vitest";
import {firstOfMoreText, unequalText} from "../../../src/findings/shared/first-of-more.js";
import {exampleStudy} from "../example-study.js";

const small = {...exampleStudy.policies[0]!, policy: "small", label: "Small"};
const study = {
  ...exampleStudy,
  policies: [...exampleStudy.policies, small],
  experiments: [
    ...exampleStudy.experiments,
    {
      experiment: "steps",
      policies: ["base", "grpo"],
      benchmarks: ["sums"],
      n: 128,
      ofMore: [
        {policy: "base", benchmark: "sums", n: 512},
        {policy: "grpo", benchmark: "sums", n: 512}
      ]
    }
  ]
};

describe("firstOfMoreText", () => {
  const cell = (policy: string, n: number, benchmark = "sums") => ({policy, benchmark, n});

  it("names who has more completions than are shown, and how many", () => {
    expect(firstOfMoreText(study, [cell("base", 128), cell("grpo", 128), cell("small", 128)])).toBe(
      "Of Base and GRPO these are the first 128 of 512 completions of each problem: figures that count all 512 have other values."
    );
  });

  it("says nothing where all completions are shown, nor of another set of problems", () => {
    expect(firstOfMoreText(study, [cell("base", 512), cell("grpo", 512)])).toBe("");
    expect(firstOfMoreText(study, [cell("base", 128, "products")])).toBe("");
    expect(firstOfMoreText(exampleStudy, [cell("base", 128)])).toBe("");
  });
});

describe("unequalText", () => {
  const cell = (policy: string, n: number, benchmark = "sums") => ({
    policy,
    benchmark,
    title: benchmark === "sums" ? "Sums" : "Products",
    n
  });

  it("says who has how many, and of a set where all have as many that set alone", () => {
    const cells = [
      cell("base", 512),
      cell("grpo", 512),
      cell("small", 128),
      cell("base", 256, "products"),
      cell("grpo", 256, "products")
    ];
    expect(unequalText(study, cells, "Coverage")).toBe(
      "Completions of each problem: 512 of Base and GRPO; 128 of the others; 256 on Products. Coverage grows with their number: compare what rests on as many."
    );
  });

  it("says nothing where all have as many", () => {
    expect(unequalText(study, [cell("base", 128), cell("small", 128)], "Coverage")).toBe("");
  });
});
