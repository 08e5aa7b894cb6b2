import {describe, expect, it} from "vitest";
import {policyReadings} from "../../../src/findings/hard-cases/case-reading.js";
import {agreements, agreementText, readingProgress} from "../../../src/findings/hard-cases/reading-text.js";
import type {ReadChain} from "../../../src/metrics/coverage/read-chain.js";
import type {ReadingTable} from "../../../src/metrics/reading/reading-table.js";
import type {Mark} from "../../../src/metrics/study/annotation.js";

/** Three problems of one correct text each, read in the order p0, p1, p2; the judge calls all valid. */
const table: ReadingTable = {
  judge: {model: "big", prompt: ""},
  policies: [
    {
      ...{benchmark: "sums", policy: "base", k: 4},
      units: [0, 1, 2].map((i) => ({
        ...{problem_id: `p${i}`, n: 4, c: 1, distinct: 1, size: 3 - i, draw: 1},
        texts: [[7, 1, "valid"]]
      }))
    }
  ]
};

const mark = (problem: string, value: Mark, reader = "AB"): ReadChain => ({
  ...{
    study: "s",
    benchmark: "sums",
    problem_id: problem,
    policy: "base",
    sample_index: 7,
    mark: value,
    reader
  },
  ...{date: "2026-01-31", count: 1, correct: true}
});

const progress = (chains: ReadChain[]): string =>
  readingProgress("Base", 4, policyReadings(table, "sums", "base", chains)!);

describe("readingProgress", () => {
  it("says what is read in order, and that what is read after a gap does not count yet", () => {
    expect(progress([])).toContain(
      "In this order 0 completions of 0 of 3 problems are read; next comes p0. An estimate is given from 40 readings"
    );
    expect(progress([mark("p0", "valid")])).toContain(
      "1 completion of 1 of 3 problems is read; next comes p1. An"
    );
    expect(progress([mark("p1", "valid"), mark("p2", "valid")])).toContain(
      "next comes p0, which is not read to a chain that all readers call valid: 2 problems read after it count once it is."
    );
    expect(progress(["p0", "p1", "p2"].map((problem) => mark(problem, "invalid")))).toMatch(
      /All 3 problems are read, by 3 completions\.$/
    );
  });
});

describe("agreements", () => {
  it("compares readers over the texts that several marked, and what they agree on with the judge", () => {
    const chains = [
      mark("p0", "valid"),
      mark("p0", "valid", "CD"),
      mark("p1", "valid"),
      mark("p1", "invalid", "CD"),
      mark("p2", "invalid")
    ];
    const [readers, judge] = agreements(table, chains);
    // vv, vi: 3 v and 1 i. 1 - 3 x 2 / (12 - 6).
    expect(readers).toMatchObject({between: "AB, CD", texts: 2});
    expect(readers!.alpha.estimate).toBeCloseTo(0, 14);
    // v, unsure and i beside three v: 4 v, 1 u, 1 i. 1 - 5 x 4 / (30 - 12).
    expect(judge).toMatchObject({between: "readers and big", texts: 3});
    expect(judge!.alpha.estimate).toBeCloseTo(1 - 20 / 18, 14);
    expect(agreementText(judge!)).toMatch(
      /^readers and big: Krippendorff’s alpha -0\.11 \(95% .*\) over 3 texts/
    );
    expect(agreements(table, [])).toEqual([]);
  });
});
