import {describe, expect, it} from "vitest";
import {paperRows} from "../../../src/metrics/claims/paper-rows.js";
import {differences, noTables} from "./example-tables.js";

describe("paperRows", () => {
  it("has every experiment of the paper in its order, without data in an empty study", () => {
    const rows = paperRows(noTables);
    expect(rows.map(({id}) => id)).toEqual([
      "math",
      "code",
      "visual",
      "histograms",
      "solvable",
      "perplexity",
      "distillation",
      "algorithms",
      "steps",
      "ablations",
      "guess",
      "temperature",
      "entropy-match"
    ]);
    expect(rows.every(({verdict, cases}) => verdict === "no data" && cases.length === 0)).toBe(true);
  });

  it("asks of ablations only that the base is ahead at the largest k", () => {
    const table = differences("grpo", {
      a: [
        [-4, 1, 6],
        [-9, -5, -1]
      ]
    });
    const verdicts = paperRows({...noTables, coverage: {ablations: table, temperature: table}});
    const verdict = (id: string) => verdicts.find((row) => row.id === id)!.verdict;
    expect([verdict("ablations"), verdict("temperature")]).toEqual(["supported", "undecided"]);
  });
});
