import {tableFromArrays} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {chartColumns, chartKind} from "../../../src/figures/explorer/chart-columns.js";

describe("chartColumns", () => {
  it("opens with the last number over the first name, coloured by the second", () => {
    const table = tableFromArrays({
      benchmark: ["a", "b"],
      policy: ["x", "y"],
      judged: new Int32Array([1, 2]),
      accuracy: new Float64Array([0.1, 0.2])
    });
    expect(chartColumns(table)).toEqual({
      all: ["benchmark", "policy", "judged", "accuracy"],
      numbers: ["judged", "accuracy"],
      start: {x: "benchmark", y: "accuracy", colour: "policy"}
    });
  });

  it("draws numbers against numbers, and nothing where there is none or no row", () => {
    const numbers = tableFromArrays({k: new Int32Array([1]), share: new Float64Array([0.5])});
    expect(chartColumns(numbers).start).toEqual({x: "k", y: "share", colour: null});
    expect(chartColumns(tableFromArrays({name: ["a"]})).start).toBeNull();
    expect(chartColumns(tableFromArrays({n: new Int32Array()})).start).toBeNull();
  });
});

describe("chartKind", () => {
  const row = (x: string | number, colour: string) => ({x, colour, y: 1});
  const choice = {x: "x", y: "y", colour: "colour"};

  it("has bars for names that stand for a row each, groups where their colours do", () => {
    expect(chartKind([row("a", "p"), row("b", "p")], choice)).toBe("bars");
    expect(chartKind([row("a", "p"), row("a", "q"), row("b", "p")], choice)).toBe("groups");
  });

  it("has points for numbers, for names of several rows, and for more colours than can be told apart", () => {
    expect(chartKind([row(1, "p"), row(2, "p")], choice)).toBe("points");
    expect(chartKind([row("a", "p"), row("a", "p")], choice)).toBe("points");
    expect(chartKind([row("a", "p"), row("a", "q")], {...choice, colour: null})).toBe("points");
    const many = Array.from({length: 9}, (_, i) => row("a", `p${i}`));
    expect(chartKind(many, choice)).toBe("points");
  });
});
