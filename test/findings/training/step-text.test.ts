import {describe, expect, it} from "vitest";
import {coverageInOrder, studyBySteps} from "../../../src/figures/steps/step-report.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {endsViews} from "../../../src/findings/training/ends-view.js";
import {stepAnswer} from "../../../src/findings/training/step-text.js";
import {exampleTable} from "../example-study.js";
import {endsStudy, endsTable, twoAlgorithms, twoBenchmarks} from "./example-ends.js";

describe("stepAnswer", () => {
  const view = (difference: [number, number]) => {
    const [found] = endsViews(
      endsTable(
        [
          {id: "grpo", pass: [0.55, 0.8]},
          {...twoAlgorithms[1]!, difference}
        ],
        {reference: "grpo"}
      ),
      endsStudy
    );
    const [early, late] = found!.trained;
    return [
      {
        view: found!,
        stages: [
          {...found!.base!, step: 0},
          {...early!, step: 75},
          {...late!, step: 300}
        ]
      }
    ];
  };

  it("compares the last checkpoint with the first, paired", () => {
    expect(answerText(stepAnswer(view([0.1, -0.1])))).toBe(
      "Sums: from step 75 to step 300, pass@1 goes from 55.0% to 65.0%, +10.0 points (95% +5.0 to +15.0) and pass@16 goes from 80.0% to 70.0%, −10.0 points (−15.0 to −5.0): more steps raise the one and lower the other, as in the paper.\nClearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests."
    );
  });

  it("counts several benchmarks, with a case for each", () => {
    const [one] = view([0.1, -0.02]);
    const [view2] = twoBenchmarks([one!.view]).slice(1);
    const text =
      "from step 75 to step 300, pass@1 goes from 55.0% to 65.0%, +10.0 points (95% +5.0 to +15.0) and " +
      "pass@16 goes from 80.0% to 70.0%, −2.0 points (−7.0 to +3.0).";
    expect(stepAnswer([one!, {...one!, view: view2!}])).toEqual({
      lead: "From the first to the last checkpoint, one try clearly solves more on both tasks. 16 tries clearly solve fewer on none of 2. In the paper more steps do the same: pass@1 rises, and pass@256 falls.",
      cases: ["Sums", "Products"].map((title) => ({
        title,
        text,
        cells: [
          {head: "one try", value: "55.0% → 65.0%: +10.0 points (95% +5.0 to +15.0)"},
          {head: "most tries", value: "80.0% → 70.0%: −2.0 points (95% −7.0 to +3.0)"}
        ]
      })),
      note: "Clearly: beyond chance, p < 0.05 after Holm’s correction over 4 tests."
    });
  });

  it("claims no more than the intervals show", () => {
    expect(stepAnswer(view([0.1, -0.02])).lead).toMatch(
      /: only the accuracy with one try rises clearly, as in the paper\.$/
    );
    expect(stepAnswer(view([0.01, 0.1])).lead).toMatch(
      /: only the share that many tries solve rises clearly, against the paper’s direction\.$/
    );
    expect(stepAnswer(view([0.01, 0.01])).lead).toMatch(/: neither change is clear\.$/);
    expect(stepAnswer(view([0.1, 0.1])).lead).toMatch(/only one of them in the paper’s direction\.$/);
  });
});

const exampleCard = {
  kind: "rl",
  parameters: 1000,
  seed: 1,
  tokens: 1,
  learning_rate: null,
  seconds: 1,
  date: "2026-01-02",
  validation_pass_at_1: []
};

describe("the order of checkpoints", () => {
  it("goes from the base to the last step, for the study and for the curves", () => {
    const cards = [
      {policy: "grpo", steps: 300},
      {policy: "ppo", steps: 75}
    ].map((card) => ({...exampleCard, ...card}));
    const ordered = studyBySteps(endsStudy, cards);
    expect(ordered.policies.map(({policy}) => policy).slice(0, 3)).toEqual(["base", "ppo", "grpo"]);
    const reversed = {
      ...exampleTable,
      benchmarks: exampleTable.benchmarks.map((one) => ({...one, curves: one.curves.toReversed()}))
    };
    const [sums] = coverageInOrder(reversed, ordered).benchmarks;
    expect(sums!.curves.map(({policy}) => policy)).toEqual(["base", "grpo"]);
  });
});
