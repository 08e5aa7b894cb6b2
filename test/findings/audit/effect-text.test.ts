import {describe, expect, it} from "vitest";
import {
  changedEnds,
  effectAnswer,
  outcomeCrossing,
  outcomeEnd
} from "../../../src/findings/audit/effect-text.js";
import {auditEffects, type AuditEffect} from "../../../src/metrics/audit/audit-effects.js";
import type {ProblemMarks} from "../../../src/metrics/audit/problem-marks.js";

const N = 8;
const labels = {
  policies: ["base", "rl"].map((policy) => ({policy, label: policy.toUpperCase()})),
  benchmarks: [{benchmark: "sums", label: "Sums"}]
} as unknown as Parameters<typeof effectAnswer>[1];

/** 40 problems of 8 completions; of RL’s correct ones `cut` are marked on each even problem; the odd ones are solved once. */
function effects({base, rl, cut}: {base: number; rl: number; cut: number}): AuditEffect[] {
  const ids = Array.from({length: 40}, (_, i) => String(i));
  const counts = ids.flatMap((problem_id, i) =>
    [
      {policy: "base", c: base},
      {policy: "rl", c: rl}
    ].map(({policy, c}) => ({benchmark: "sums", policy, problem_id, n: N, c: i % 2 === 0 ? c : 1}))
  );
  const isMarked = ({policy, problem_id}: {policy: string; problem_id: string}): boolean =>
    policy === "rl" && Number(problem_id) % 2 === 0;
  const marks = counts.map(({policy, ...row}): ProblemMarks => ({
    ...row,
    policy,
    ...{
      completions: N,
      errors: 0,
      errors_correct: 0,
      missing: 0,
      missing_correct: 0,
      finish_known: N,
      same_pairs: 0,
      chance: null
    },
    ...{repeats: 0, empty: 0, disputed: 0, failed: 0, cut: isMarked({policy, ...row}) ? cut : 0},
    ...{
      cut_correct: isMarked({policy, ...row}) ? cut : 0,
      repeats_correct: 0,
      empty_correct: 0,
      disputed_correct: 0,
      failed_correct: 0
    }
  }));
  const policies = [
    {policy: "base", base: null},
    {policy: "rl", base: "base"}
  ];
  return auditEffects(counts, marks, policies, {level: 0.95});
}

describe("effectAnswer", () => {
  it("says that nothing is marked, and where nothing would change", () => {
    expect(effectAnswer(effects({base: 2, rl: 6, cut: 0}), labels).lead).toContain("Nothing is marked");
    const few = effects({base: 1, rl: 8, cut: 1}).map((effect) => ({...effect}));
    expect(few).toHaveLength(1);
    // RL has at k = 1 a lead of 44 points, and one completion of eight is in doubt.
    expect(changedEnds(few[0]!).filter(({k}) => k === 1)).toEqual([]);
  });

  it("says which change turns a clear lead, and at which k", () => {
    // As counted RL leads by (4 - 1) / 16; at worst its marked completions are wrong, and it is as good as its base.
    const [effect] = effects({base: 1, rl: 4, cut: 3});
    const {asIs, worst} = effect!.outcomes!;
    expect(asIs.points[0]!.difference).toBeCloseTo(3 / 16, 12);
    expect(asIs.points[0]!.low).toBeGreaterThan(0);
    expect(worst.points[0]!.difference).toBeCloseTo(0, 12);
    expect(changedEnds(effect!)).toContainEqual({change: "worst", k: 1, how: "fades"});
    const {lead, cases} = effectAnswer([effect!], labels);
    expect(lead).toContain("In 1 of 1 comparisons the finding depends on marked completions");
    expect(cases[0]!.title).toBe("Sums, RL against BASE, cut at the token limit");
    expect(cases[0]!.text).toContain("at worst at k = 1");
  });

  it("tells a lead that turns from one that fades", () => {
    const [turned] = effects({base: 3, rl: 7, cut: 5});
    expect(changedEnds(turned!)).toContainEqual({change: "worst", k: 1, how: "turns"});
    expect(changedEnds(turned!)).not.toContainEqual(expect.objectContaining({change: "best", k: 1}));
  });

  it("shows outcomes in a table", () => {
    const [effect] = effects({base: 1, rl: 4, cut: 3});
    expect(outcomeEnd(effect!.outcomes!.asIs, "first")).toMatch(/^\+18\.8 \(\+\d+\.\d to \+\d+\.\d\)$/);
    expect(outcomeEnd(effect!.outcomes!.dropped, "last")).toMatch(/ at 5$/);
    const same = [1, 2].map((k) => ({k, difference: 0, low: -0.1, high: 0.1}));
    expect(outcomeCrossing({problems: 3, points: same, crossing: null})).toBe("none");
    expect(outcomeCrossing({problems: 0, points: [], crossing: null})).toBe("nothing left");
  });
});
