import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {paperSets, type PaperReference} from "../../../src/figures/solvable/paper-sets.js";
import {solvableSets} from "../../../src/findings/sets/solvable-sets.js";
import {
  solvableAnswer,
  solvableCaption,
  solvableCsv,
  solveRateText
} from "../../../src/findings/sets/solvable-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {pValue} from "../../../src/findings/shared/format.js";
import {comparisons} from "../../../src/metrics/counts/comparison.js";
import {exampleCounts} from "../example-counts.js";
import {exampleStudy} from "../example-study.js";

const all = comparisons(exampleCounts, exampleStudy).map(solvableSets);
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("solvableSets", () => {
  it("sorts problems by who solves them, then by the base's accuracy", () => {
    expect(all[0]!.problems.map(({problemId, group}) => [problemId, group])).toEqual([
      ["p4", "both"],
      ["p0", "both"],
      ["p1", "base only"],
      ["p2", "RL only"],
      ["p3", "neither"]
    ]);
    expect(all[0]!.support).toMatchObject({both: 2, baseOnly: 1, rlOnly: 1, neither: 1});
  });
});

describe("the words of the solvable sets", () => {
  it("say who solves how many problems, with the exact test", () => {
    const text =
      "Sums: Base solves 3 of 5 problems at least once and GRPO 3; 1 lost, 1 gained (p = 1.00): too few to tell which set is larger.";
    expect(plain(solvableAnswer(all).lead)).toBe(text);
    expect(solvableAnswer(all).note).toBe("Clearly: beyond chance, McNemar’s exact p < 0.05.");
    expect(plain(answerText(solvableAnswer([...all, ...all]))).split("\n")).toEqual([
      "After RLVR fewer problems are ever solved in none of 2 comparisons. In all, 2 were lost and 2 gained.",
      text,
      text,
      "Clearly: beyond chance, McNemar’s exact p < 0.05 after Holm’s correction over 2 tests."
    ]);
  });

  it("call a smaller set inside the base's by its name", () => {
    const [{policies, ...rest}] = exampleCounts as [(typeof exampleCounts)[number]];
    const inside = [{...rest, policies: [policies[0]!, {...policies[1]!, c: [10, 0, 0, 0, 10]}]}];
    expect(solvableAnswer(comparisons(inside, exampleStudy).map(solvableSets)).lead).toContain(
      "the smaller set lies wholly inside the base’s"
    );
  });

  it("name what was measured in the caption", () => {
    expect(solvableCaption(all, exampleStudy)).toContain("Sums: 10 completions of each of 5 problems");
  });

  it("write every cell as CSV with the interval of its solve rate", () => {
    const lines = solvableCsv(all).trim().split("\n");
    expect(lines).toHaveLength(1 + 5 * 2);
    const never = lines.find((line) => line.startsWith("sums,p3,neither,base"))!.split(",");
    expect(never.slice(4, 7)).toEqual(["10", "0", "0"]);
    expect(Number(never[7])).toBeCloseTo(1 - 0.05 ** (1 / 10), 12);
  });

  it("give a bound where nothing was correct, and an interval elsewhere", () => {
    expect(solveRateText({n: 10, c: 0})).toBe("below 25.9%");
    expect(solveRateText({n: 10, c: 5})).toBe("18.7% to 81.3%");
  });

  it("print p-values to two digits, and small ones as a bound", () => {
    expect([1, 0.25, 0.0312, 0.00001].map((p) => plain(pValue(p)))).toEqual([
      "p = 1.00",
      "p = 0.25",
      "p = 0.031",
      "p < 0.0001"
    ]);
  });
});

describe("paperSets", () => {
  it("counts the lists of the paper's Tables 4 and 5", () => {
    const file = new URL("../../../data/reference/paper.json", import.meta.url);
    const [aime, code] = paperSets(JSON.parse(readFileSync(file, "utf8")) as PaperReference);
    expect(aime).toMatchObject({both: 19, baseOnly: 4, rlOnly: 0, problems: 30});
    expect(code).toMatchObject({both: 19, baseOnly: 4, rlOnly: 1, problems: null});
  });
});
