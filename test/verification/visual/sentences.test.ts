import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {gradeVisual} from "../../../loaders/verification/visual/answer.js";
import type {VisualGold} from "../../../loaders/verification/visual/gold.js";

interface Sentences {
  gold: VisualGold;
  accept: string[];
  refuse: string[];
}

const table = JSON.parse(readFileSync(new URL("sentences.json", import.meta.url), "utf8")) as Sentences[];
const cases = table.flatMap(({gold, accept, refuse}) => [
  ...accept.map((completion) => ({completion, gold, verdict: "correct"})),
  ...refuse.map((completion) => ({completion, gold, verdict: "incorrect"}))
]);

describe("gradeVisual reads what an output says in prose", () => {
  it("in at least 350 outputs, none twice for the same reference", () => {
    expect(cases.length).toBeGreaterThanOrEqual(350);
    expect(new Set(cases.map(({completion, gold}) => JSON.stringify([completion, gold]))).size).toBe(
      cases.length
    );
  });

  it.each(cases)("$completion against $gold is $verdict", ({completion, gold, verdict}) => {
    expect(gradeVisual(gold, completion).verdict).toBe(verdict);
  });
});
