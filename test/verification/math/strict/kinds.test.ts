import {describe, expect, it} from "vitest";
import {gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";
import kinds from "./kinds.json" with {type: "json"};

const groups = [...new Set(kinds.map(({group}) => group))];

describe("gradeStrict, kinds of answers that look right or wrong and are not", () => {
  it("has no case twice", () => {
    expect(new Set(kinds.map(({output, gold}) => `${output}\0${gold}`)).size).toBe(kinds.length);
  });

  it.each(groups)("judges %s", (group) => {
    for (const {output, gold, verdict, why} of kinds.filter((entry) => entry.group === group)) {
      const judgement = gradeStrict(output, gold);
      expect(judgement.verdict, `${output} against ${gold}: ${why} (rule ${judgement.rule})`).toBe(verdict);
    }
  });
});
