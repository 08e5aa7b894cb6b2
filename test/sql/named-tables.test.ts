import {describe, expect, it} from "vitest";
import {exampleQueries} from "../../src/figures/explorer/example-queries.js";
import {namedTables} from "../../src/sql/named-tables.js";
import {selectedTallies} from "../../src/sql/tally-selection.js";

describe("namedTables", () => {
  it("finds tables after FROM and JOIN, in lists, quoted and qualified", () => {
    expect(namedTables('SELECT a FROM main.Tallies t, "problems" AS p\nJOIN scores USING (x)')).toEqual([
      "tallies",
      "problems",
      "scores"
    ]);
  });

  it("takes no column for a table", () => {
    expect(namedTables("SELECT verdict, completions FROM tallies")).toEqual(["tallies"]);
  });

  it("finds what the re-analysis and the first example need, and not the completions", () => {
    const query = selectedTallies("SELECT sum(completions) FROM tallies", {
      experiment: "math",
      verifiers: new Map([["it's", "v"]])
    });
    expect(query).toContain("benchmark = 'it''s' AND verifier = 'v'");
    expect(new Set(namedTables(query))).toEqual(new Set(["tallies", "experiment_cells"]));
    expect(namedTables(exampleQueries[0]!.sql)).toEqual(["problem_counts"]);
  });
});
