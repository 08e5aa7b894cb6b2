import {expect, it} from "vitest";
import {repeatAlerts, repeatVerdict} from "../../../src/findings/audit/repeat-text.js";
import type {AuditCell} from "../../../src/metrics/audit/audit-table.js";
import type {RepeatTest} from "../../../src/metrics/audit/repeat-test.js";

const labels = {
  policies: [{policy: "rl", label: "RL"}],
  benchmarks: [{benchmark: "sums", label: "Sums"}]
} as unknown as Parameters<typeof repeatAlerts>[1];

const usual: RepeatTest = {
  problems: 10,
  constant: 0,
  rate: 0.1,
  expected: null,
  excess: null,
  seeds: null,
  copies: []
};

function cell(repeat: Partial<RepeatTest> | null): AuditCell {
  return {
    ...{
      benchmark: "sums",
      policy: "rl",
      problems: 10,
      n: {min: 4, median: 4, max: 4},
      completions: 40,
      judged: 40
    },
    ...{finishUnknown: 0, cut: 0, repeats: 0, empty: 0, disputed: 0, failed: 0, errors: 0},
    repeat: repeat && {...usual, ...repeat}
  };
}

it.each<[Partial<RepeatTest>, string | null]>([
  [{}, null],
  [{constant: 3}, null],
  [{constant: 10, rate: 1}, "RL on Sums: all 4 completions of each of 10 problems are the same text."],
  [{copies: [[0, 2]]}, "(0 = 2)"],
  [
    {
      copies: [
        [0, 4],
        [1, 5],
        [2, 6],
        [3, 7]
      ]
    },
    "(0 = 4; 1 = 5; 2 = 6, and 1 more)"
  ],
  [{expected: 0.02, excess: {estimate: 0.08, low: 0.01, high: 0.2}}, "10.0% of the pairs"],
  [{expected: 0.1, excess: {estimate: 0, low: -0.01, high: 0.2}}, null],
  [
    {seeds: {estimate: 0.2, low: 0.1, high: 0.3}},
    "share a seed are the same text more often than those of different seeds, by +20.0"
  ],
  [{seeds: {estimate: -0.2, low: -0.3, high: -0.1}}, "seeds may have been used twice"],
  [{seeds: {estimate: 0, low: -0.1, high: 0.1}}, null]
])("of %j is alarmed as it should be", (repeat, expected) => {
  const alerts = repeatAlerts([cell(repeat)], labels);
  if (expected === null) expect(alerts).toEqual([]);
  else expect(alerts.join()).toContain(expected);
});

it("does not claim to know what is not known", () => {
  expect(repeatVerdict(cell(null))).toBe("no texts");
  expect(repeatVerdict(cell({rate: null}))).toBe("one completion each");
  expect(repeatVerdict(cell({}))).toContain("what to expect is not known");
  expect(repeatAlerts([cell(null)], labels)).toEqual([]);
});
