import {describe, expect, it} from "vitest";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {ablationAnswer} from "../../../src/findings/training/ablation-text.js";
import {endsViews} from "../../../src/findings/training/ends-view.js";
import {endsStudy, endsTable, twoBenchmarks} from "./example-ends.js";

describe("ablationAnswer", () => {
  const withKl = (difference: [number, number], seed?: [number, number]): string => {
    const copies = seed ? [{id: "grpo-seed2", pass: [0.6, 0.8] as [number, number], difference: seed}] : [];
    const table = endsTable(
      [{id: "grpo", pass: [0.6, 0.8]}, {id: "grpo-kl", pass: [0.6, 0.8], difference}, ...copies],
      {reference: "grpo"}
    );
    return answerText(ablationAnswer(endsViews(table, endsStudy)));
  };

  it("tells a clear change with its interval, and what another seed alone does", () => {
    expect(withKl([-0.1, 0.01], [0.02, -0.03])).toBe(
      "Sums: compared with GRPO (95% intervals), “GRPO, KL” loses 10.0 points (−15.0 to −5.0) with one completion; no clear change with 16. Another seed alone: 0.0 to +2.0 points with one and −3.0 to 0.0 with 16.\nClearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests."
    );
  });

  it("marks a change that another seed makes too", () => {
    expect(withKl([-0.06, 0.01], [-0.07, 0])).toContain(
      "loses 6.0 points (−11.0 to −1.0), no more than another seed does, with one completion"
    );
  });

  it("says once that no run is repeated", () => {
    expect(withKl([0.01, 0.01])).toBe(
      "Sums: compared with GRPO (95% intervals), no clear change, neither with one completion nor with 16. No run was repeated with another seed, which would tell how much of a difference is chance.\nClearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests."
    );
  });

  const onTwo = (difference: [number, number]) => {
    const table = endsTable(
      [
        {id: "grpo", pass: [0.6, 0.8]},
        {id: "grpo-kl", pass: [0.6, 0.8], difference},
        {id: "ppo", pass: [0.6, 0.8], difference: [0.01, 0]},
        {id: "grpo-seed2", pass: [0.6, 0.8], difference: [0, 0]}
      ],
      {reference: "grpo"}
    );
    return answerText(ablationAnswer(twoBenchmarks(endsViews(table, endsStudy))));
  };

  it("names the settings that change something on any of several benchmarks, with a case for each benchmark", () => {
    expect(onTwo([0.01, 0.1]).split("\n")).toEqual([
      "Compared with GRPO, 1 of 2 settings changes the result clearly on some task: “GRPO, KL”.",
      ...["Sums", "Products"].map(
        (label) =>
          `${label}: no clear change with one completion; “GRPO, KL” gains 10.0 points (+5.0 to +15.0) with 16. Another seed alone: 0.0 to 0.0 points with one and 0.0 to 0.0 with 16.`
      ),
      "Clearly: beyond chance, p < 0.05 after Holm’s correction over 8 tests."
    ]);
  });

  it("counts no setting whose change does not hold among so many, and says how many intervals exclude zero by themselves", () => {
    const settings = Array.from({length: 4}, (_, i) => ["grpo-kl", "ppo", "rloo", "remax"][i]!);
    const table = endsTable(
      [
        {id: "grpo", pass: [0.6, 0.8]},
        ...settings.map((id) => ({
          id,
          pass: [0.6, 0.8] as [number, number],
          difference: [0.06, 0.01] as [number, number]
        }))
      ],
      {reference: "grpo"}
    );
    for (const {difference} of table.benchmarks[0]!.policies) if (difference) difference.atOne.p = 0.02;
    const study = {
      ...endsStudy,
      policies: [
        ...endsStudy.policies,
        ...["rloo", "remax"].map((policy) => ({...endsStudy.policies[1]!, policy, label: policy}))
      ]
    };
    const views = twoBenchmarks(endsViews(table, study));
    const {lead, note} = ablationAnswer(views);
    expect(lead).toContain("none of 4 settings changes the result clearly on any task.");
    expect(note).toBe(
      "Clearly: beyond chance, p < 0.05 after Holm’s correction over 16 tests. 8 intervals exclude zero by themselves."
    );
  });

  it("says that none changes anything", () => {
    expect(onTwo([0.01, 0.01]).split("\n")[0]).toBe(
      "Compared with GRPO, none of 2 settings changes the result clearly on any task."
    );
  });
});
