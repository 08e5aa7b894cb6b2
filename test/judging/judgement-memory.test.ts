import {describe, expect, it} from "vitest";
import {pairItem} from "../../loaders/judging/judge-pairs.js";
import {JudgementMemory} from "../../loaders/judging/judgement-memory.js";
import {graderOf} from "../../loaders/verification/find-verifier.js";
import type {Verifier} from "../../loaders/verification/verifier.js";

const strict: Verifier = {
  id: "math@strict",
  version: 1,
  judge: (items) =>
    Promise.resolve(
      items.map(({problem, completion, finishReason}) =>
        graderOf("math@strict")({benchmark: "", gold: problem.gold, completion, finishReason})
      )
    ),
  close: () => Promise.resolve()
};

describe("JudgementMemory", () => {
  it("judges the same text anew where the completion was cut", async () => {
    const memory = new JudgementMemory();
    const stopped = pairItem("so x = 12", "12");
    const cut = pairItem("so x = 12", "12", "", "length");
    const first = await memory.judge(strict, [stopped, cut, stopped, cut]);
    expect(first.judgements.map(({verdict}) => verdict)).toEqual([
      "correct",
      "incorrect",
      "correct",
      "incorrect"
    ]);
    expect(first.distinct).toBe(2);
    expect((await memory.judge(strict, [cut])).distinct).toBe(0);
  });
});
