import {describe, expect, it} from "vitest";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {
  lossAnswer,
  sharpeningAnswer,
  sharpeningCsv,
  sharpeningRows
} from "../../../src/findings/sharpening/sharpening-text.js";
import {sharpeningViews} from "../../../src/findings/sharpening/sharpening-view.js";
import {sharpeningTable} from "../../../src/metrics/sharpening/sharpening-table.js";
import type {PolicySummary, StudySummary} from "../../../src/metrics/study/study-summary.js";

function policy(id: string, label: string, rest: Partial<PolicySummary> = {}): PolicySummary {
  return {
    policy: id,
    label,
    role: "base",
    base: null,
    engine: "micro",
    source: "x",
    temperature: 1,
    top_p: 1,
    max_tokens: 8,
    prefill: null,
    completions: 8,
    ...rest
  };
}

const policies = [
  policy("b", "Plain"),
  policy("r", "Trained", {role: "rl", base: "b"}),
  policy("p", "Plain to the 4th", {power: 4}),
  policy("t", "Plain, cold", {temperature: 0.25})
];

function study(benchmarks: readonly string[], own = policies): StudySummary {
  return {
    study: "any",
    title: "Any",
    seed: 1,
    date: null,
    policies: own,
    benchmarks: benchmarks.map((benchmark) => ({
      benchmark,
      label: `Set ${benchmark}`,
      verifier: "v",
      problems: 40,
      errors: 0,
      truncated: 0
    })),
    experiments: [],
    provenance: {}
  };
}

/** Correct ones of 8 completions, of forty problems in four kinds. */
function rows(benchmark: string, correct: Record<string, readonly number[]>) {
  return Object.entries(correct).flatMap(([id, counts]) =>
    Array.from({length: 40}, (_, i) => ({
      benchmark,
      policy: id,
      problem_id: `p${i}`,
      n: 8,
      c: counts[i % 4]!
    }))
  );
}

const options = {level: 0.95, replicates: 300, seed: 1};
const correct = {b: [2, 1, 1, 3], r: [8, 8, 0, 6], p: [7, 5, 1, 4], t: [6, 4, 0, 4]};

describe("the words of the page Sharpening", () => {
  const table = sharpeningTable(
    [...rows("a", correct), ...rows("z", {...correct, p: [8, 8, 0, 6]})],
    policies,
    options
  );
  const views = sharpeningViews(table, study(["a", "z"]));

  it("says what share of RL's gain the first power has, and what both keep", () => {
    const {lead, cases} = sharpeningAnswer(views);
    expect(lead).toBe(
      "Without training, Plain to the 4th has 67% to 100% of RL’s gain with one try; the interval holds all of it on 1 of 2 tasks. With 8 tries it keeps 75% to 100% of the base’s coverage, RL 75%."
    );
    expect(cases.map(({title}) => title)).toEqual(["Set a", "Set z"]);
    // (17 - 7) / (22 - 7) and (14 - 7) / (22 - 7), of 32.
    expect(cases[0]!.text).toMatch(
      /^RL gains \+46\.9 points with one try \(.*\); of this gain, without training, Plain to the 4th 66\.7% \(.*\) and Plain, cold 46\.7% \(/
    );
    expect(cases[0]!.text).toMatch(
      /With 8 tries, of the base’s coverage: Trained 75\.0% \(.*\), Plain to the 4th 100\.0% \(.*\) and Plain, cold 75\.0% \(/
    );
  });

  it("says how much of RL's loss each avoids", () => {
    const {lead, cases, note} = lossAnswer(views);
    expect(lead).toBe(
      "With 8 tries RL is clearly behind its base on both tasks. Of this loss Plain to the 4th avoids 0% to 100% and Plain, cold avoids 0%."
    );
    expect(cases[0]!.text).toMatch(/^RL differs from the base by −25\.0 points with 8 tries \(/);
    expect(note).toMatch(/Holm’s correction over 2 tests/);
  });

  it("lists the same numbers in the table and in the file", () => {
    const list = sharpeningRows(views[0]!);
    expect(list).toHaveLength(4);
    expect(list[2]).toMatchObject({label: "Plain to the 4th", first: "53.1%", last: "100.0%"});
    expect(list[0]).toMatchObject({gain: null, kept: null, avoided: null});
    const [head, ...lines] = sharpeningCsv(views).trim().split("\n");
    expect(head).toBe("benchmark,policy,power,quantity,k,estimate,low,high");
    expect(lines.find((line) => line.startsWith("a,p,4,share of RL's gain,1,0.666"))).toBeDefined();
    // RL has one share, the others three each.
    expect(lines).toHaveLength(14);
  });

  it("says what is missing: no power, no gain, no loss", () => {
    const without = policies.filter(({policy: id}) => id !== "p");
    const plain = sharpeningViews(
      sharpeningTable(rows("a", correct), without, options),
      study(["a"], without)
    );
    expect(answerText(sharpeningAnswer(plain))).toBe(
      "No policy of the base is drawn from a power of its distribution yet."
    );
    const same = sharpeningTable(rows("a", {...correct, r: correct.b}), policies, options);
    const level = sharpeningViews(same, study(["a"]));
    expect(answerText(sharpeningAnswer(level))).toContain("an unknown share");
    expect(lossAnswer([level[0]!, level[0]!]).lead).toBe(
      "With 8 tries RL is clearly behind its base on none of 2 tasks: there is no loss to avoid."
    );
  });
});
