import {describe, expect, it, onTestFinished} from "vitest";
import {pairItem} from "../../loaders/judging/judge-pairs.js";
import {pooledVerifier} from "../../loaders/verification/pooled-verifier.js";

const worker = new URL("../support/verification/hostile-worker.ts", import.meta.url);

async function judge(completions: string[], timeLimit = 300) {
  const verifier = pooledVerifier("test@hostile", 1, {workers: 2, timeLimit, worker});
  onTestFinished(() => verifier.close());
  return verifier.judge(completions.map((completion) => pairItem(completion, null)));
}

const fine = Array.from({length: 600}, (_, i) => `fine ${i}`);

describe("pooledVerifier", () => {
  it("judges in order, over many batches", async () => {
    const judgements = await judge(fine, 3000);
    expect(judgements.map(({extracted}) => extracted)).toEqual(fine);
  });

  it("ends a thread that hangs: that completion is a timeout, all others are judged", async () => {
    const completions = [...fine.slice(0, 40), "hang", ...fine.slice(40, 300), "hang"];
    const judgements = await judge(completions);
    const hanging = judgements.filter((_, i) => completions[i] === "hang");
    expect(hanging).toEqual(
      [1, 2].map(() => ({
        verdict: "incorrect",
        extracted: null,
        reason: "timeout",
        rule: "no verdict within 300 ms"
      }))
    );
    const others = judgements.filter((_, i) => completions[i] !== "hang");
    expect(others.every(({verdict}) => verdict === "correct")).toBe(true);
  });

  it("reports a thread that dies as the verifier's error, not as a wrong answer", async () => {
    const judgements = await judge(["fine", "die", "fine"]);
    expect(judgements.map(({verdict}) => verdict)).toEqual(["correct", "error", "correct"]);
  });

  it("bounds the memory of a thread", async () => {
    const judgements = await judge(["fine", "grow", "fine"], 20_000);
    expect(judgements.map(({reason}) => reason)).toEqual([null, "memory", null]);
  });
});
