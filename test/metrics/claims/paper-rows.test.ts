import {describe, expect, it} from "vitest";
import {paperRows} from "../../../src/metrics/claims/paper-rows.js";
import {GUESSING} from "../../../src/metrics/guess/guess-coverage.js";
import {differences, noTables, type Difference} from "./example-tables.js";

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

  it("does not take a crossing for reasoning where guessing alone solves as much as the base", () => {
    const [up, down]: Difference[] = [
      [3, 5, 7],
      [-7, -5, -3]
    ];
    const verdict = (floor: number, last = down!) => {
      const table = differences("grpo", {a: [up!, last]});
      const [benchmark] = table.benchmarks;
      const floorPoints = [1, 2].map((k) => ({k, coverage: floor, low: floor, high: floor}));
      const curves = benchmark!.curves.map((curve) =>
        curve.policy === "base"
          ? {...curve, points: curve.points.map((point) => ({...point, low: 0.4, high: 0.6}))}
          : curve
      );
      const guess = {
        ...table,
        benchmarks: [{...benchmark!, curves: [...curves, {policy: GUESSING, n: 2, points: floorPoints}]}]
      };
      return paperRows({...noTables, coverage: {guess}}).find(({id}) => id === "guess")!;
    };
    expect(
      [verdict(0.1), verdict(0.45), verdict(0.1, up), verdict(0.45, up)].map((row) => row.verdict)
    ).toEqual(["supported", "undecided", "not supported", "not supported"]);
    expect(verdict(0.45).cases[0]!.numbers.slice(-2)).toMatchObject([
      {quantity: "guessing alone at k = 2", unit: "share", estimate: 0.45},
      {quantity: "base at k = 2", unit: "share", estimate: 0.5, low: 0.4}
    ]);
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
