import {powerText} from "../../../src/findings/shared/format.js";
import {describe, expect, it} from "vitest";
import {partAnswer, changeAnswer} from "../../../src/findings/support/change-text.js";
import {supportAnswer, supportCaption, supportRows} from "../../../src/findings/support/support-text.js";
import {
  evenTriesText,
  factorText,
  largeText,
  probabilityText
} from "../../../src/findings/support/tries-text.js";
import {supportPair, type SupportTable} from "../../../src/metrics/support/support-table.js";
import type {ScoredText, SupportText} from "../../../src/metrics/support/support-text.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";

const policy = {engine: "micro", source: "s", top_p: 0.9, max_tokens: 8, prefill: null, completions: 0};
const study: StudySummary = {
  study: "s",
  title: "S",
  seed: 1,
  date: null,
  policies: [
    {...policy, policy: "a", label: "Before", role: "base", base: null, temperature: 0.6},
    {...policy, policy: "b", label: "After", role: "rl", base: "a", temperature: 1}
  ],
  benchmarks: [{benchmark: "x", label: "Set X", verifier: "v", problems: 3, errors: 0, truncated: 0}],
  experiments: [],
  provenance: {}
};

function scored(full: number, sampled: number): ScoredText {
  const at = sampled === 0 ? null : Math.log(sampled);
  return {
    sumLogprob: Math.log(full),
    sampledLow: at,
    sampledHigh: at,
    neededLow: 0.97,
    neededHigh: 0.97,
    outside: sampled === 0 ? {at: 0, token: "t", from: 0, logprob: Math.log(0.01)} : null,
    parts: [Math.log(full), 0, 0, 0, 0, 0, 0, 0, 0, 0]
  };
}

function text(
  problemId: string,
  source: "base" | "rl",
  base: ScoredText,
  rl: ScoredText,
  isCorrect = true
): SupportText {
  return {problemId, text: `${problemId} ${source} ${isCorrect}`, sources: [source], isCorrect, base, rl};
}

const counts = (c: number) => ({n: 10, c, exact: null});

function table(
  problems: Record<string, [base: number, rl: number]>,
  texts: readonly SupportText[]
): SupportTable {
  const input = {
    benchmark: "x",
    base: "a",
    rl: "b",
    problems: Object.entries(problems).map(([problemId, [base, rl]]) => ({
      problemId,
      base: counts(base),
      rl: counts(rl)
    })),
    texts
  };
  return {level: 0.95, pairs: [supportPair(input, 0.95)]};
}

describe("supportAnswer", () => {
  it("counts what was lost by its class, with names and numbers of the study", () => {
    const lost = table({p: [3, 0], q: [3, 0], r: [3, 0]}, [
      text("p", "base", scored(0.5, 0.5), scored(0.1, 0)),
      text("q", "base", scored(0.5, 0.5), scored(0.0005, 0))
    ]);
    const {lead, cases, note} = supportAnswer(lost, study);
    expect(lead).toBe(
      "Before alone solves 3 problems. Within as many tries at temperature 1 from all tokens After would more likely than not solve at least 1 of them: that is not lost. After alone solves no problem."
    );
    expect(cases[0]!.text).toBe(
      "3 problems: 1 hidden by the sampler, 1 demoted and 1 without a known solution."
    );
    expect(note).toContain("What takes After more tries is 1,000 times less likely than under Before. P: ");
    expect(cases.map(({title}) => title)).toEqual([
      "Set X: Before solves, After does not",
      "Set X: After solves, Before does not"
    ]);
  });

  it("says the other direction, and the control", () => {
    const gained = table({p: [0, 3], q: [5, 5]}, [
      text("p", "rl", scored(1e-5, 0), scored(0.5, 0.5)),
      text("q", "rl", scored(0.4, 0.4), scored(0.5, 0.5))
    ]);
    const {lead, cases, note} = supportAnswer(gained, study);
    expect(lead).toBe(
      "Before alone solves no problem. After alone solves 1 problem. Within as many tries at temperature 1 from all tokens Before would more likely than not solve none, as far as known solutions tell."
    );
    expect(cases[1]!.text).toBe("1 problem: 1 made likelier by training.");
    expect(note).toContain(
      "What takes Before more tries is 50,000 times less likely than under After. Control: of the problems that both solve, the texts that others wrote put within reach for Before 1 of 1."
    );
  });

  it("says what of a gain is not new, and that the settings would do", () => {
    const gained = table({p: [0, 3], q: [0, 3], r: [0, 3]}, [
      text("p", "rl", scored(0.1, 0.1), scored(0.5, 0.5)),
      text("q", "rl", scored(0.1, 0), scored(0.5, 0.5)),
      text("r", "rl", scored(1e-7, 0), scored(0.5, 0.5))
    ]);
    expect(supportAnswer(gained, study).lead).toBe(
      "Before alone solves no problem. After alone solves 3 problems. Within as many tries at its settings or at temperature 1 from all tokens Before would more likely than not solve at least 2 of them: these are not new."
    );
  });

  it("has each problem under both policies as a row", () => {
    const {columns, rows} = supportRows(
      table({p: [3, 0]}, [text("p", "base", scored(0.5, 0.5), scored(0.1, 0))])
    );
    const row = Object.fromEntries(columns.map((name, i) => [name, rows[1]![i]]));
    expect(row).toMatchObject({
      policy: "b",
      n: 10,
      c: 0,
      class: "hidden",
      texts: 1,
      p_settings_high: 0,
      end_token: "t",
      end_needed_top_p: 0.97
    });
    expect(row.p_full).toBeCloseTo(0.1, 12);
  });

  it("says of how many texts the nucleus is not known", () => {
    const open = {...scored(0.1, 0.2), sampledLow: null};
    const texts = [text("p", "base", scored(0.5, 0.5), open)];
    const caption = supportCaption(table({p: [3, 0]}, texts), study);
    expect(caption).toContain("for 1 text it is not known");
    expect(caption).toContain("two hollow marks, one of them dashed");
    const known = supportCaption(
      table({p: [3, 0]}, [text("p", "base", scored(0.5, 0.5), scored(0.1, 0.2))]),
      study
    );
    expect(known).toContain("Filled mark: tries at temperature 1 from all tokens; hollow mark: ");
    expect(known).not.toContain("two hollow marks");
    expect(
      supportCaption(
        table(
          {p: [3, 0]},
          [texts[0]!].map((one) => ({...one, rl: scored(0.1, 0.1)}))
        ),
        study
      )
    ).toContain("temperature 0.6 to 1, top-p 0.9, at most 8 tokens");
  });
});

describe("the rules of the certificates", () => {
  it("say of policies behind a server alone that the end of a text is not scored", () => {
    const texts = [text("p", "base", scored(0.5, 0.5), scored(0.1, 0))];
    const served = (...ids: string[]): StudySummary => ({
      ...study,
      policies: study.policies.map((one) => (ids.includes(one.policy) ? {...one, engine: "openai"} : one))
    });
    const rules = (of: StudySummary): string => JSON.stringify(supportAnswer(table({p: [3, 0]}, texts), of));
    expect(rules(study)).not.toContain("the token that ends it");
    expect(rules(served("b"))).toContain("The server of After scores a text without the token that ends it");
    expect(rules(served("a", "b"))).toContain("The server of Before and After scores");
  });
});

describe("the sentences on changes", () => {
  const changed = table({p: [3, 0], q: [3, 3]}, [
    text("q", "rl", scored(0.5, 0.5), scored(0.5, 0.5)),
    text("p", "base", scored(0.5, 0.5), scored(0.05, 0)),
    text("p", "base", scored(0.5, 0.5), scored(0.005, 0), false)
  ]);

  it("compare correct with incorrect texts of the base", () => {
    expect(changeAnswer(changed, study).lead).toBe(
      "Set X: with training half of what Before wrote correctly became more than 10 times less likely, and half of what it wrote incorrectly more than 100 times less likely; incorrect texts fared worse."
    );
  });

  it("stay true where both rose, and where correct texts fared worse", () => {
    const risen = table({p: [3, 3]}, [
      text("p", "base", scored(0.05, 0.05), scored(0.1, 0.1)),
      text("p", "base", scored(0.05, 0.05), scored(0.5, 0.5), false)
    ]);
    expect(changeAnswer(risen, study).lead).toBe(
      "Set X: with training half of what Before wrote correctly became more than 2 times likelier, and half of what it wrote incorrectly more than 10 times likelier; correct texts fared worse."
    );
  });

  it("have one number of each of several pairs", () => {
    const two = {...changed, pairs: [changed.pairs[0]!, changed.pairs[0]!]};
    const sentence =
      "Set X: with training half of what Before wrote correctly became more than 10 times less likely; incorrect texts fared worse.";
    expect(changeAnswer(two, study).lead).toBe(`${sentence} ${sentence}`);
    const wrong = table({p: [0, 0]}, [text("p", "base", scored(0.5, 0.5), scored(0.05, 0), false)]);
    const both = {...wrong, pairs: [wrong.pairs[0]!, wrong.pairs[0]!]};
    const other =
      "Set X: with training half of what Before wrote incorrectly became more than 10 times less likely.";
    expect(changeAnswer(both, study).lead).toBe(`${other} ${other}`);
  });

  it("say where along the text it falls", () => {
    expect(partAnswer(changed, study).lead).toBe(
      "Set X: of the fall of correct texts of problems that only Before solves, 100.0% lies in the first fifth of the text."
    );
  });
});

describe("numbers of many sizes", () => {
  it("are written in two digits and powers of ten", () => {
    expect([412, 99_999, 1.66e8, 9.99e11].map(largeText)).toEqual(["410", "100,000", "1.7 · 10⁸", "10¹²"]);
    expect([powerText(-7), powerText(12)]).toEqual(["10⁻⁷", "10¹²"]);
    expect([0, 1e-13, Math.LN2 / 3, 1].map(evenTriesText)).toEqual(["never", "over 10¹²", "3", "1"]);
    expect([0, 0.117, 3.44e-7].map(probabilityText)).toEqual(["0", "0.12", "3.4 · 10⁻⁷"]);
  });

  it("are factors of a probability", () => {
    expect([-Math.log(450), Math.log(1.2), 0].map(factorText)).toEqual([
      "450 times less likely",
      "1.2 times likelier",
      "as likely as before"
    ]);
  });
});
