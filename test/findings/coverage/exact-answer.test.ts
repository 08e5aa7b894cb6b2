import {describe, expect, it} from "vitest";
import {exactMarksNote, withExact} from "../../../src/findings/coverage/exact-answer.js";
import {exactPoints} from "../../../src/findings/coverage/exact-points.js";
import type {CoverageView} from "../../../src/findings/coverage/coverage-view.js";
import {exactTable} from "../../../src/metrics/exact/exact-table.js";

const row = {benchmark: "x", n: 4, c: 0};
/** Two problems: a base that solves both now and then, and a policy that has lost one to the sampler. */
const table = exactTable(
  [
    {...row, policy: "a", problem_id: "p", rate: 0.5, full_rate: 0.25},
    {...row, policy: "a", problem_id: "q", rate: 0.5, full_rate: 0.25},
    {...row, policy: "b", problem_id: "p", rate: 1, full_rate: 0.75},
    {...row, policy: "b", problem_id: "q", rate: 0, full_rate: 0.5}
  ],
  [
    {policy: "a", base: null},
    {policy: "b", base: "a"}
  ],
  {level: 0.95, replicates: 200, seed: 1}
);

describe("exactPoints", () => {
  it("has the values of both policies at every second budget, the largest among them", () => {
    const found = exactPoints(table, "x", [1, 2, 4]);
    expect(found.map(({policy, k}) => `${policy} ${k}`)).toEqual(["a 1", "a 4", "b 1", "b 4"]);
    expect(found[1]!.settings).toBeCloseTo(15 / 16, 12);
    expect(found[1]!.full).toBeCloseTo(1 - 0.75 ** 4, 12);
    expect(found[3]!.settings).toBeCloseTo(1 / 2, 12);
    expect(found[3]!.full).toBeCloseTo(1 - (0.25 ** 4 + 0.5 ** 4) / 2, 12);
    expect(exactPoints(table, "elsewhere", [1])).toEqual([]);
  });
});

describe("withExact", () => {
  const view = {
    coverage: {
      ...table.settings.benchmarks[0]!,
      comparisons: table.settings.benchmarks[0]!.comparisons.map((comparison) => ({
        ...comparison,
        points: comparison.points.filter(({k}) => k <= 4)
      }))
    },
    benchmark: {benchmark: "x", label: "Set X"},
    policies: [{policy: "b", label: "After"}],
    exact: exactPoints(table, "x", [1, 2, 4])
  } as unknown as CoverageView;
  const plain: CoverageView = {...view, exact: []};

  it("says the difference at the settings and without truncation, at the largest budget", () => {
    // 1/2 - 15/16, and (1 - (1/256 + 1/16) / 2) - (1 - 81/256) = 145/512.
    expect(withExact({lead: "Measured.", cases: []}, [view]).lead).toBe(
      "Measured. All solutions are known: without sampling, with 4 tries, the base leads by 43.8 points at the settings and RL leads by 28.3 points at temperature 1 from all tokens."
    );
    expect(exactMarksNote([view])).toContain("× at the settings");
  });

  it("says the range over several tasks, and each in the note", () => {
    const other: CoverageView = {...view, benchmark: {...view.benchmark, label: "Set Y"}};
    const risen = other.exact!.map((point) => ({...point, settings: point.policy === "b" ? 1 : 0.5}));
    const {lead, note} = withExact({lead: "Measured.", cases: []}, [view, {...other, exact: risen}]);
    expect(lead).toBe(
      "Measured. For After on 2 tasks all solutions are known: without sampling, with 4 tries, RL minus base is −43.8 to +50.0 points at the settings and RL leads by 28.3 points at temperature 1 from all tokens."
    );
    expect(note).toBe(
      "Without sampling, RL minus base in points: After, Set X, 4 tries: −43.8 at the settings, +28.3 at temperature 1 from all tokens; After, Set Y, 4 tries: +50.0 at the settings, +28.3 at temperature 1 from all tokens."
    );
  });

  it("names who leads at both once", () => {
    const turned = view.exact!.map((point) => ({...point, full: point.policy === "b" ? 0.25 : 0.5}));
    expect(withExact({lead: "Measured.", cases: []}, [{...view, exact: turned}]).lead).toBe(
      "Measured. All solutions are known: without sampling, with 4 tries, the base leads by 43.8 points at the settings and by 25.0 points at temperature 1 from all tokens."
    );
  });

  it("says nothing where nothing was computed", () => {
    expect(withExact({lead: "Measured.", cases: []}, [plain]).lead).toBe("Measured.");
    expect(exactMarksNote([plain])).toBe("");
  });
});
