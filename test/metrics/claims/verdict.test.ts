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

  const cases = (...verdicts: ClaimCase["verdict"][]): ClaimCase[] =>
    verdicts.map((verdict) => ({experiment: "math", benchmark: "a", policies: [], verdict, numbers: []}));

  it("of a claim on few sets are those of all of its cases", () => {
    expect(verdictOf(cases("supported", "supported"))).toBe("supported");
    expect(verdictOf(cases("supported", "undecided"))).toBe("undecided");
    expect(verdictOf(cases("supported", "not supported"))).toBe("undecided");
    expect(verdictOf(cases("not supported", "not supported"))).toBe("not supported");
    const [one, other] = cases("supported", "undecided") as [ClaimCase, ClaimCase];
    expect(verdictOf([one, {...other, hasRoom: false}])).toBe("supported");
    expect(verdictOf([{...other, hasRoom: false}])).toBe("undecided");
    expect(verdictOf([])).toBe("no data");
  });

  it("of a claim with means need each of them, and a case that is contradicted to contradict it", () => {
    const verdict = (
      evidence: readonly ("for" | "against" | "open")[],
      ...verdicts: ClaimCase["verdict"][]
    ) =>
      verdictOf(
        cases(...verdicts),
        evidence.map((one) => ({evidence: one}))
      );
    expect(verdict(["for", "for"], "supported", "undecided", "undecided")).toBe("supported");
    expect(verdict(["for", "open"], "supported", "supported", "undecided")).toBe("undecided");
    expect(verdict(["for", "for"], "supported", "supported", "not supported")).toBe("undecided");
    expect(verdict(["for", "against"], "undecided", "supported", "not supported")).toBe("not supported");
    expect(verdict(["against"], "undecided", "undecided", "undecided")).toBe("undecided");
  });
});
