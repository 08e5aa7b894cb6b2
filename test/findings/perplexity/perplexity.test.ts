import {describe, expect, it} from "vitest";
import {perplexityScale, perplexityTicks} from "../../../src/figures/perplexity/perplexity-axis.js";
import {
  openingView,
  readProblemView,
  writeProblemView
} from "../../../src/figures/perplexity/perplexity-problem-view.js";
import {missingScores} from "../../../src/figures/perplexity/perplexity-report.js";
import {namedPair} from "../../../src/findings/perplexity/perplexity-conditions.js";
import {problemAnswer} from "../../../src/findings/perplexity/perplexity-problem-text.js";
import {
  entropyAnswer,
  perplexityAnswer,
  perplexityCaption,
  perplexityCsv,
  perplexityText
} from "../../../src/findings/perplexity/perplexity-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {perplexityPoints} from "../../../src/metrics/perplexity/perplexity-points.js";
import {perplexityTable, type PerplexityRow} from "../../../src/metrics/perplexity/perplexity-table.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const study: StudySummary = {
  ...exampleStudy,
  experiments: [{experiment: "perplexity", policies: ["base", "grpo"], benchmarks: ["sums"], n: 4}]
};
const pair = {benchmark: "sums", base: "base", rl: "grpo", n: 4};
const bootstrap = {seed: 3, replicates: 200, level: 0.95};

/** Ten problems; problem i is solved by the base i times of 9, and its completions have the perplexities given. */
function rows(policy: string, scoredBy: string, perplexities: readonly number[]): PerplexityRow[] {
  return Array.from({length: 10}, (_, problem) =>
    perplexities.map((perplexity, sample): PerplexityRow => ({
      benchmark: "sums",
      policy,
      scored_by: scoredBy,
      problem_id: `p${problem}`,
      sample_index: sample,
      perplexity,
      verdict: sample < (problem * perplexities.length) / 9 ? "correct" : "incorrect"
    }))
  ).flat();
}

const likely = [
  ...rows("base", "base", [1.2, 1.4, 1.6, 2]),
  ...rows("grpo", "base", [1.2, 1.2, 1.2, 1.4]),
  ...rows("grpo", "grpo", [1.01, 1.01, 1.01, 1.02])
];
const unlikely = likely.map((row) =>
  row.policy === "grpo" && row.scored_by === "base" ? {...row, perplexity: 3} : row
);
const report = (given: readonly PerplexityRow[]) => ({
  ...perplexityTable(given, [pair], bootstrap),
  referenceEntropies: []
});

describe("the words of the perplexity page", () => {
  it("say where the policy's answers lie in the base's distribution, with intervals", () => {
    expect(answerText(perplexityAnswer(report(likely), study))).toBe(
      "Sums: 100% (95% 69% to 100%) of GRPO’s answers are likelier under Base than its own middle answer: they are what Base already finds likely, as in the paper. Their median perplexity is 1.200, that of Base’s own 1.500."
    );
  });

  it("say so when it is the other way round, and when nothing can be told", () => {
    expect(perplexityAnswer(report(unlikely), study).lead).toContain("unlike in the paper");
    const same = likely.map((row) => ({...row, perplexity: 2}));
    expect(perplexityAnswer(report(same), study).lead).toContain("no shift either way can be told");
  });

  it("count comparisons where there are many", () => {
    const table = report(likely);
    const many = {...table, pairs: [...table.pairs, ...report(unlikely).pairs, ...table.pairs]};
    const {lead, cases, note} = perplexityAnswer(many, study);
    expect(lead).toBe(
      "0% to 100% of the answers after RLVR are likelier under the base than its own middle answer: clearly more than half in 2 of 3 comparisons, as in the paper. In 1 they are clearly fewer than half, unlike in the paper."
    );
    expect(cases).toHaveLength(3);
    expect(note).toBe("Clearly: beyond chance, p < 0.05 after Holm’s correction over 3 tests.");
  });

  it("count two comparisons, with a case for each", () => {
    const table = report(likely);
    const two = {...table, pairs: [...table.pairs, ...report(unlikely).pairs]};
    const {lead, cases} = perplexityAnswer(two, study);
    expect(lead).toContain(
      "clearly more than half in 1 of 2 comparisons, as in the paper. In 1 they are clearly fewer than half"
    );
    expect(cases).toEqual([
      {
        title: "Sums",
        text: "100.0% (69.2% to 100.0%) of GRPO’s answers are likelier under Base than its middle answer; median perplexity 1.200 (1.200 to 1.200) against 1.500 (1.400 to 1.600) for its own."
      },
      {
        title: "Sums",
        text: "0.0% (0.0% to 30.8%) of GRPO’s answers are likelier under Base than its middle answer; median perplexity 3.000 (3.000 to 3.000) against 1.500 (1.400 to 1.600) for its own."
      }
    ]);
  });

  it("name what was measured in the caption", () => {
    const caption = perplexityCaption(report(likely), study);
    expect(caption).toContain("Sums: 4 completions of each of 10 problems by each policy");
    expect(caption).toContain(
      "95%, for other problems of the same kind, whose completions stay together. Seed 7, drawn 2026-01-02."
    );
  });

  it("write every condition that has texts as CSV, whole and by verdict", () => {
    const lines = perplexityCsv(report(likely)).trim().split("\n");
    expect(lines).toHaveLength(1 + 3 * 3);
    expect(lines[1]).toMatch(/^sums,base,grpo,base,base,all,40,1\.2,/);
  });

  it("compare entropies on the same texts", () => {
    const entropy = (policy: string, estimate: number) => ({
      benchmark: "sums",
      policy,
      problems: 10,
      estimate,
      low: estimate - 0.01,
      high: estimate + 0.01
    });
    const table = {...report(likely), referenceEntropies: [entropy("base", 0.3), entropy("grpo", 0.1)]};
    expect(answerText(entropyAnswer(table, study))).toBe(
      "Sums: reading the same reference solutions, GRPO has 0.100 (0.090 to 0.110) nats a token and Base 0.300 (0.290 to 0.310)."
    );
    const text = "GRPO has 0.100 (0.090 to 0.110) nats a token and Base 0.300 (0.290 to 0.310).";
    expect(entropyAnswer({...table, pairs: [...table.pairs, ...table.pairs]}, study)).toEqual({
      lead: "Reading the same solutions, RL is less open: it keeps 33% of its base’s entropy a token.",
      cases: [
        {title: "Sums", text},
        {title: "Sums", text}
      ]
    });
    expect(answerText(entropyAnswer(report(likely), study))).toBe("No reference solution is scored yet.");
  });

  it("write perplexities to three decimals, large ones to three digits", () => {
    expect([1, 1.2345, 9.9999, 123.4].map(perplexityText)).toEqual(["1.000", "1.234", "10.000", "123"]);
  });
});

describe("missingScores", () => {
  it("is empty when every pair is scored", () => {
    expect(missingScores(report(likely), study)).toBe("");
  });

  it("says which step is missing", () => {
    expect(missingScores(report([]), study)).toBe(
      "No scores yet on: Sums. Run npm run sample and npm run score, and build again."
    );
    expect(missingScores({...report([]), pairs: []}, study)).toContain(
      "names no policy together with its base"
    );
    expect(missingScores({...report([]), pairs: []}, {...study, experiments: []})).toContain(
      "has no perplexity experiment"
    );
  });
});

describe("the axis of perplexities", () => {
  it("is logarithmic from 1 to its end, where larger values stand", () => {
    const scale = perplexityScale(16, [10, 410]);
    expect([1, 2, 4, 16, 99, 0.5].map((value) => scale(value))).toEqual([10, 110, 210, 410, 410, 10]);
  });

  it("has ticks that do not touch", () => {
    for (const high of [1.1, 1.6, 7, 2000]) {
      const scale = perplexityScale(high, [0, 300]);
      const ticks = perplexityTicks(scale);
      expect(ticks[0]).toBe(1);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      const places = ticks.map((tick) => scale(tick));
      for (const [i, x] of places.slice(1).entries()) expect(x - places[i]!).toBeGreaterThanOrEqual(38);
    }
  });
});

describe("the view of two problems", () => {
  const problems = perplexityPoints(likely, [pair, pair], () => "").with(1, {
    ...perplexityPoints(likely, [pair], () => "")[0]!,
    rl: "ppo"
  });

  it("opens with one that the base seldom solves and one that it often solves", () => {
    const accuracies = readProblemView("", problems).problems.map(
      (id) => problems[0]!.problems.find(({problem_id}) => problem_id === id)!.base_accuracy
    );
    expect(accuracies).toEqual([0.25, 0.75]);
    expect(writeProblemView(readProblemView("", problems), problems, "?k=8")).toBe("?k=8");
  });

  it("is read from the address as it was written", () => {
    const view = {pair: 1, problems: ["p9", "p0"]};
    const search = writeProblemView(view, problems, "");
    expect(search).toBe("?benchmark=sums&policy=ppo&problem=p9&problem=p0");
    expect(readProblemView(search, problems)).toEqual(view);
  });

  it("opens as without an address where the address names nothing of the study", () => {
    for (const search of ["?benchmark=nowhere&problem=none", "?benchmark=sums&policy=nobody", "?policy=ppo"])
      expect(readProblemView(search, problems)).toEqual(readProblemView("", problems));
    expect(readProblemView("?benchmark=sums&policy=ppo", problems)).toEqual(openingView(1, problems));
  });

  it("says how many of the policy's answers are likelier than the base's middle one", () => {
    const [problem, other] = problems[0]!.problems;
    expect(answerText(problemAnswer([problem!], namedPair(pair, study)))).toBe(
      "p0: 100.0% of GRPO’s 4 answers are likelier under Base than its own middle answer (different perplexities: GRPO 2, Base 4)."
    );
    expect(answerText(problemAnswer([problem!, other!], namedPair(pair, study))).split("\n")).toEqual([
      "100% of GRPO’s answers to the problems shown are likelier under Base than its own middle answer.",
      "p0: 100.0% of GRPO’s 4 answers (different perplexities: GRPO 2, Base 4).",
      "p1: 100.0% of GRPO’s 4 answers (different perplexities: GRPO 2, Base 4)."
    ]);
    const unscored = {...problem!, points: problem!.points.map((point) => ({...point, perplexities: []}))};
    expect(answerText(problemAnswer([unscored, unscored], namedPair(pair, study)))).toBe(
      "There is nothing to compare on p0 and p0."
    );
  });
});
