import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import {readProblems} from "../../../loaders/benchmarks/problems-file.js";
import {loadMicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";

const data = fileURLToPath(new URL("../../../data", import.meta.url));
const problems = readProblems(`${data}/benchmarks/countdown-validation.jsonl`, "countdown-validation");
const requests = problems.map(({prompt}, index) => ({prompt, seed: 1000 + index}));

describe("the trained Countdown base", () => {
  const engine = loadMicroEngine({
    model: `${data}/models/countdown-base`,
    settings: {temperature: 0.6, topP: 0.95, maxTokens: 32},
    workers: 2
  });
  afterAll(() => engine.close());

  it("draws the same bits whatever the batch", async () => {
    const whole = await engine.generate(requests);
    const reversed = await engine.generate(requests.toReversed());
    expect(reversed.toReversed()).toEqual(whole);
    const single = await Promise.all([5, 63, 64, 119].map((index) => engine.generate([requests[index]!])));
    expect(single.flat()).toEqual([5, 63, 64, 119].map((index) => whole[index]));
  });

  it("scores the same bits whatever the batch", async () => {
    const drawn = await engine.generate(requests);
    const texts = drawn.map((generation, index) => ({prompt: requests[index]!.prompt, ...generation}));
    const whole = await engine.score(texts);
    expect((await engine.score(texts.toReversed())).toReversed()).toEqual(whole);
    for (const index of [5, 64, 119]) expect(await engine.score([texts[index]!])).toEqual([whole[index]]);
  });

  it("solves a good part of the validation problems at the first try", async () => {
    const drawn = await engine.generate(requests);
    const correct = drawn.filter(
      ({completion}, index) => gradeCountdown(problems[index]!.gold, completion).verdict === "correct"
    );
    expect(correct.length / problems.length).toBeGreaterThan(0.3);
    expect(correct.length / problems.length).toBeLessThan(0.6);
    expect(drawn.every(({finishReason}) => finishReason === "stop")).toBe(true);
  });
});
