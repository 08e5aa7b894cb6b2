import {describe, expect, it} from "vitest";
import {neverSolvedText, solvableMatrix} from "../../../src/figures/solvable/solvable-matrix.js";
import {exampleCounts} from "../../findings/example-counts.js";
import {exampleStudy} from "../../findings/example-study.js";

const [counts] = exampleCounts;

describe("solvableMatrix", () => {
  it("sorts problems by how many policies solve them, alike ones together, then by accuracy", () => {
    const matrix = solvableMatrix(counts!, exampleStudy.policies, "Sums")!;
    expect(matrix.problems.map(({problemId}) => problemId)).toEqual(["p4", "p0", "p1", "p2", "p3"]);
    expect(matrix.problems[0]!.counts).toEqual([
      {n: 10, c: 9},
      {n: 10, c: 10}
    ]);
  });

  it("leaves out problems that some policy has no completions of, and is null without any", () => {
    const [first, second] = counts!.policies;
    const partly = {...counts!, policies: [first!, {...second!, n: [10, 0, 0, 0, 0]}]};
    expect(solvableMatrix(partly, exampleStudy.policies, "Sums")!.problems).toHaveLength(1);
    expect(solvableMatrix({...counts!, policies: []}, exampleStudy.policies, "Sums")).toBeNull();
  });

  it("is a sentence where no policy solves any problem, and none where one does", () => {
    const matrix = solvableMatrix(counts!, exampleStudy.policies, "Sums")!;
    expect(neverSolvedText(matrix)).toBe("");
    const blank = matrix.problems.map((problem) => ({
      ...problem,
      counts: problem.counts.map(({n}) => ({n, c: 0}))
    }));
    expect(neverSolvedText({...matrix, problems: blank})).toMatch(
      /^Sums: none of .+ solved any of the 5 problems\.$/
    );
  });
});
