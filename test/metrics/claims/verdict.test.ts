import {describe, expect, it} from "vitest";
import type {ClaimCase} from "../../../src/metrics/claims/claim.js";
import {above, below, caseVerdict, decided, verdictOf} from "../../../src/metrics/claims/verdict.js";

describe("verdicts", () => {
  it("of a quantity are open while its interval holds the value", () => {
    expect([above({low: 1, high: 2}), above({low: -1, high: 2}), above({low: -2, high: -1})]).toEqual([
      "for",
      "open",
      "against"
    ]);
    expect([below({low: 0.1, high: 0.2}, 0.3), below({low: 0.1, high: 0.4}, 0.3)]).toEqual(["for", "open"]);
    expect(above({low: NaN, high: NaN})).toBe("open");
  });

  it("of a case follow the worst evidence", () => {
    expect([
      caseVerdict(["for", "for"]),
      caseVerdict(["for", "open"]),
      caseVerdict(["open", "against"])
    ]).toEqual(["supported", "undecided", "not supported"]);
  });

  it("of several cases are corrected together, except evidence from intervals that are corrected already", () => {
    const one = (p: number | null) => ({
      experiment: "math",
      benchmark: "a",
      policies: [],
      numbers: [],
      tests: [{evidence: "for" as const, p}]
    });
    const verdicts = (...ps: (number | null)[]) => decided(ps.map(one)).map(({verdict}) => verdict);
    expect(verdicts(0.04)).toEqual(["supported"]);
    expect(verdicts(0.01, 0.04, 0.03)).toEqual(["supported", "undecided", "undecided"]);
    expect(verdicts(0.04, null)).toEqual(["supported", "supported"]);
  });

  it("of a case are not held up by a test that can only contradict", () => {
    const verdict = (evidence: "for" | "against" | "open") =>
      decided([
        {
          experiment: "math",
          benchmark: "a",
          policies: [],
          numbers: [],
          tests: [
            {evidence: "for", p: 0.001},
            {evidence, p: 0.001, isNeeded: false}
          ]
        }
      ])[0]!.verdict;
    expect([verdict("for"), verdict("open"), verdict("against")]).toEqual([
      "supported",
      "supported",
      "not supported"
    ]);
  });

  it("of a claim need more than half of the cases, and no contradiction to support it", () => {
    const cases = (...verdicts: ClaimCase["verdict"][]): ClaimCase[] =>
      verdicts.map((verdict) => ({experiment: "math", benchmark: "a", policies: [], verdict, numbers: []}));
    expect(verdictOf(cases("supported", "supported", "undecided"))).toBe("supported");
    expect(verdictOf(cases("supported", "undecided"))).toBe("undecided");
    expect(verdictOf(cases("supported", "supported", "supported", "not supported"))).toBe("undecided");
    expect(verdictOf(cases("not supported", "not supported", "supported"))).toBe("not supported");
  });
});
