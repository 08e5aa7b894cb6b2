import {describe, expect, it} from "vitest";
import {lifts} from "../../../src/findings/sets/distillation-lifts.js";
import {
  beyondText,
  differenceCaption,
  differenceCsv,
  distillationAnswer
} from "../../../src/findings/sets/distillation-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {coverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {exampleStudy} from "../example-study.js";

const PROBLEMS = 60;
const N = 8;

/** The base never solves the last third of the problems; RL only sharpens; the distilled policy solves more of all. */
const correct: Record<string, (problem: number) => number> = {
  base: (i) => (i % 3 === 2 ? 0 : 2),
  grpo: (i) => (i % 3 === 0 ? 8 : 0),
  distilled: (i) => (i % 3 === 2 ? 3 : 6)
};

const [basePolicy, grpo] = exampleStudy.policies as [
  (typeof exampleStudy.policies)[number],
  (typeof exampleStudy.policies)[number]
];
const study = {
  ...exampleStudy,
  policies: [basePolicy, grpo, {...grpo, policy: "distilled", label: "Distilled", role: "distilled" as const}]
};
const ids = Array.from({length: PROBLEMS}, (_, i) => `p${String(i).padStart(2, "0")}`);
const counts: BenchmarkCounts[] = [
  {
    benchmark: "sums",
    problemIds: ids,
    policies: Object.entries(correct).map(([policy, c]) => ({
      policy,
      n: ids.map(() => N),
      c: ids.map((_, i) => c(i))
    }))
  }
];
const rows = counts[0]!.policies.flatMap(({policy, n, c}) =>
  ids.map((problem_id, i) => ({benchmark: "sums", policy, problem_id, n: n[i]!, c: c[i]!}))
);
const table = coverageTable(rows, study.policies, {level: 0.95, replicates: 400, seed: 1});
const all = lifts(table, counts, study);

describe("lifts", () => {
  it("finds new problems of the distilled policy and none of the RL policy", () => {
    expect(all.map(({policy, support}) => [policy.label, support?.rlOnly, support?.baseOnly])).toEqual([
      ["GRPO", 0, 20],
      ["Distilled", 20, 0]
    ]);
    expect(all[0]!.baseAtEnd).toBeCloseTo(2 / 3, 12);
  });

  it("is empty for a table without benchmarks", () => {
    expect(lifts({...table, benchmarks: []}, counts, study)).toEqual([]);
  });
});

describe("the words on distillation", () => {
  it("say on how many benchmarks each policy lifts the whole curve, and the difference at the largest k", () => {
    const ends = "at k = 8, in points, GRPO −33.3 () and Distilled +33.3 ().";
    const told = (given: typeof all) => {
      const {note, ...answer} = distillationAnswer(given);
      expect(note).toContain("beyond chance");
      return answerText(answer).replaceAll(/\([^()]*\)/g, "()");
    };
    expect(told(all)).toBe(`Sums: Distilled stays above Base at every k, clearly; ${ends}`);
    const products = {...exampleStudy.benchmarks[0]!, benchmark: "products", label: "Products"};
    expect(told([...all, ...all.map((lift) => ({...lift, benchmark: products}))]).split("\n")).toEqual([
      "Who stays clearly above Base at every k: Distilled on both tasks; GRPO on none.",
      `Sums: ${ends}`,
      `Products: ${ends}`
    ]);
    expect(told(all.slice(0, 1))).toMatch(/^Sums: no policy stays above Base at every k, clearly; /);
  });

  it("count a curve no further than its least sure budget holds among all curves", () => {
    const [, distilled] = all;
    const weak = {
      ...distilled!,
      points: distilled!.points.map((point, i) => (i === 2 ? {...point, p: 0.03} : point))
    };
    const copies = Array.from({length: 4}, () => ({...weak}));
    expect(distillationAnswer([weak]).lead).toContain("Distilled stays above Base at every k, clearly;");
    expect(distillationAnswer(copies).lead).toContain("no policy stays above Base");
  });

  it("say where the base leaves too little to be lifted", () => {
    const full = all.map((lift) => ({...lift, baseAtEnd: 0.98}));
    expect(distillationAnswer(full).lead).toMatch(
      /; the base leaves 2\.0% of the problems unsolved there, too little room for a verdict \(10\.0%\)\.$/
    );
    expect(distillationAnswer(all).lead).not.toContain("room");
  });

  it("name the budgets at which a curve is beyond the base's", () => {
    expect(all.map(beyondText)).toEqual(["above at 1; below at 4 to 8", "above at every k"]);
    expect(beyondText({above: [], below: [], points: all[0]!.points})).toBe("not told apart");
  });

  it("name what the bands are, and hold every value as CSV", () => {
    expect(differenceCaption(all, table, study)).toContain(
      "Bands: 95% score intervals for other problems of the same kind, pointwise."
    );
    const lines = differenceCsv(all).trim().split("\n");
    expect(lines[0]).toBe("benchmark,policy,base,k,difference,low,high,k_star");
    expect(lines).toHaveLength(1 + 2 * 4);
    const same = all.map((lift) => ({
      ...lift,
      crossing: {...lift.crossing, observed: null, low: null, high: null, isSame: true}
    }));
    expect(
      differenceCsv(same)
        .trim()
        .split("\n")
        .slice(1)
        .every((line) => line.endsWith(",none"))
    ).toBe(true);
  });
});
