import {rmSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Generation, GenerationRequest} from "../../../loaders/engines/engine.js";
import {loadMicroEngine, type MicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import {WorkerPool} from "../../../loaders/engines/micro/worker-pool.js";
import {UserError} from "../../../loaders/schema/user-error.js";
import {shuffled} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {randomParameters, tinyArchitecture, words, writeModel} from "./random-model.js";

const settings = {temperature: 0.8, topP: 0.95, maxTokens: 12};

/** Prompts of 1 to 12 words: two padded lengths. */
function randomRequests(count: number): GenerationRequest[] {
  const random = createRandom("requests");
  return Array.from({length: count}, (_, index) => {
    const length = 1 + random.below(12);
    const prompt = Array.from({length}, () => words[3 + random.below(26)]!).join(" ");
    return {prompt, seed: 2 ** 45 + index};
  });
}

describe("MicroEngine", () => {
  const folder = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
  const requests = randomRequests(150);
  let one: MicroEngine;
  let two: MicroEngine;
  let expected: Generation[];

  beforeAll(async () => {
    one = loadMicroEngine({model: folder, settings, workers: 1});
    two = loadMicroEngine({model: folder, settings, workers: 2});
    expected = await one.generate(requests);
  });

  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    rmSync(folder, {recursive: true});
  });

  it("draws varied completions of both finish reasons", () => {
    expect(new Set(expected.map(({completion}) => completion)).size).toBeGreaterThan(100);
    expect(new Set(expected.map(({finishReason}) => finishReason))).toEqual(new Set(["stop", "length"]));
    for (const {completion, completionTokens, finishReason, sumLogprob, meanEntropy} of expected) {
      const spoken = completion === "" ? 0 : completion.split(" ").length;
      expect(completionTokens).toBe(finishReason === "stop" ? spoken + 1 : 12);
      expect(sumLogprob).toBeLessThan(0);
      expect(meanEntropy).toBeGreaterThanOrEqual(0);
    }
  });

  it("draws the same bits one by one as in a batch", async () => {
    for (const index of [0, 1, 63, 64, 149]) {
      expect(await one.generate([requests[index]!])).toEqual([expected[index]]);
    }
  });

  it("tells the likeliest tokens beside the same scores", async () => {
    const texts = requests.slice(0, 70).map((request, index) => ({...request, ...expected[index]!}));
    const plain = await one.score(texts);
    const told = await one.score(texts, 3);
    expect(told.map((scores) => ({...scores, tops: undefined}))).toEqual(
      plain.map((scores) => ({...scores, tops: undefined}))
    );
    for (const [index, {completion, finishReason, prompt}] of texts.slice(0, 8).entries()) {
      const [word] = completion.split(" ");
      if (completion === "" || finishReason !== "stop") continue;
      const {tops} = told[index]!;
      expect(tops).toHaveLength(plain[index]!.logprobs.length);
      const all = await one.score(
        words.slice(2).map((other) => ({prompt, completion: other, finishReason: null}))
      );
      const ranked = words
        .slice(2)
        .map((token, at) => ({token, logprob: all[at]!.logprobs[0]!}))
        .sort((a, b) => b.logprob - a.logprob);
      const known = tops![0]!.filter(({token}) => token !== "<pad>" && token !== "<end>");
      expect(known).toEqual(ranked.slice(0, known.length));
      expect(ranked.map(({token}) => token)).toContain(word);
    }
  });

  it.each([2, 3, 7, 64, 65, 100])(
    "draws the same bits in batches of %i, in any order, on two workers",
    async (size) => {
      const order = shuffled(createRandom("order", size), [...requests.keys()]);
      const batches = Array.from({length: Math.ceil(order.length / size)}, (_, b) =>
        order.slice(b * size, (b + 1) * size)
      );
      const drawn = await Promise.all(
        batches.map((batch) => two.generate(batch.map((index) => requests[index]!)))
      );
      for (const [b, batch] of batches.entries())
        expect(drawn[b]).toEqual(batch.map((index) => expected[index]));
    }
  );

  it("draws the same bits however many completions share a beginning", async () => {
    const prompts = ["a b c", "c", "d e f g h i j k l"];
    const repeated = Array.from({length: 2000}, (_, seed) => ({prompt: prompts[seed % 3]!, seed}));
    const together = await two.generate(repeated);
    expect(new Set(together.map(({finishReason}) => finishReason)).size).toBe(2);
    for (const index of [0, 1, 2, 999, 1000, 1500, 1997, 1998, 1999]) {
      expect(await one.generate([repeated[index]!])).toEqual([together[index]]);
    }
    expect(await one.generate(repeated.slice(300, 420))).toEqual(together.slice(300, 420));
  });

  it("shares its threads with engines of other models, and leaves them running", async () => {
    const other = writeModel(tinyArchitecture, randomParameters(tinyArchitecture, 2));
    const pool = new WorkerPool(1);
    const engines = [folder, other, folder].map((model) => loadMicroEngine({model, settings, pool}));
    const alone = loadMicroEngine({model: other, settings, workers: 1});
    const [first, second, third] = await Promise.all(engines.map((each) => each.generate(requests)));
    expect(first).toEqual(expected);
    expect(second).toEqual(await alone.generate(requests));
    expect(second).not.toEqual(expected);
    expect(third).toEqual(expected);
    await Promise.all(engines.slice(1).map((each) => each.close()));
    expect(await engines[0]!.generate(requests.slice(0, 3))).toEqual(expected.slice(0, 3));
    await Promise.all([alone.close(), pool.close()]);
    rmSync(other, {recursive: true});
  });

  it("closes during a batch: what runs is finished, what waits is refused", async () => {
    const pool = new WorkerPool(1);
    const engine = loadMicroEngine({model: folder, settings, pool});
    await engine.generate(requests.slice(0, 1));
    const running = engine.generate(requests);
    const waiting = engine.generate(requests.slice(0, 3)).catch(String);
    await Promise.all([pool.close(), pool.close()]);
    expect(await running).toEqual(expected);
    expect(await waiting).toContain("abort");
  });

  it("draws another completion for another seed", async () => {
    const again = await one.generate(
      requests.slice(0, 20).map(({prompt, seed}) => ({prompt, seed: seed + 1000}))
    );
    const same = again.filter(({completion}, index) => completion === expected[index]!.completion);
    expect(same.length).toBeLessThan(5);
  });

  it("scores its own completions with the log-probability that it drew them at", async () => {
    const scored = requests.map(({prompt}, index) => ({prompt, ...expected[index]!}));
    const scores = await two.score(scored);
    for (const [index, score] of scores.entries()) {
      const {completionTokens, sumLogprob} = expected[index]!;
      expect(score!.logprobs.length).toBe(completionTokens);
      expect(score!.logprobs.reduce((sum, value) => sum + value, 0)).toBeCloseTo(sumLogprob!, 3);
    }
    expect(await one.score([scored[77]!])).toEqual([scores[77]]);
  });

  it("scores no text that it cannot read", async () => {
    const long = "a ".repeat(32);
    const unreadable = [
      {prompt: "a", completion: "ä", finishReason: "stop" as const},
      {prompt: "a", completion: long, finishReason: "stop" as const},
      {prompt: "", completion: "a", finishReason: "stop" as const}
    ];
    const [first, ...others] = await one.score([
      {prompt: "a", completion: "b", finishReason: "length"},
      ...unreadable
    ]);
    expect(first!.logprobs.length).toBe(1);
    expect(others).toEqual([null, null, null]);
  });

  it("writes the likeliest token at temperature 0, whatever the seed", async () => {
    const greedy = loadMicroEngine({model: folder, settings: {...settings, temperature: 0}, workers: 1});
    const [a, b] = await greedy.generate([
      {prompt: "a b c", seed: 1},
      {prompt: "a b c", seed: 2}
    ]);
    const cold = loadMicroEngine({
      model: folder,
      settings: {...settings, temperature: 1e-4, topP: 1},
      workers: 1
    });
    const [c] = await cold.generate([{prompt: "a b c", seed: 3}]);
    await Promise.all([greedy.close(), cold.close()]);
    expect(a).toEqual(b);
    expect(a!.completion).toBe(c!.completion);
    expect(a!.meanEntropy).toBeCloseTo(0, 6);
  });

  it("refuses a prompt with an unknown word, an empty one and one that fills the context", async () => {
    await expect(one.generate([{prompt: "a 1 b", seed: 1}])).rejects.toThrow(
      /the word "1" is not in the model's vocabulary/
    );
    await expect(one.generate([{prompt: " ", seed: 1}])).rejects.toThrow(/empty prompt/);
    await expect(one.generate([{prompt: "a ".repeat(25), seed: 1}])).rejects.toThrow(/leaves no room/);
  });

  it.each([
    [{...settings, temperature: -1}, /invalid temperature -1/],
    [{...settings, topP: 0}, /invalid top-p 0/],
    [{...settings, maxTokens: 0}, /invalid token limit 0/]
  ])("refuses settings %j", (bad, message) => {
    expect(() => loadMicroEngine({model: folder, settings: bad})).toThrow(message);
  });
});

describe("loadMicroEngine on a bad folder", () => {
  it.each([
    [
      "truncated weights",
      (folder: string) => {
        truncateSync(join(folder, "model.safetensors"), 5000);
      },
      /model\.safetensors: corrupt weights: tensor .* is cut short/
    ],
    [
      "empty weights",
      (folder: string) => {
        writeFileSync(join(folder, "model.safetensors"), "");
      },
      /model\.safetensors: corrupt weights: only 0 bytes/
    ],
    [
      "missing weights",
      (folder: string) => {
        rmSync(join(folder, "model.safetensors"));
      },
      /model\.safetensors: no such file: train the model with: npm run train/
    ],
    [
      "broken configuration",
      (folder: string) => {
        writeFileSync(join(folder, "config.json"), "{");
      },
      /config\.json: invalid model configuration/
    ],
    [
      "an unknown key",
      (folder: string) => {
        writeFileSync(join(folder, "config.json"), '{"colour": 1}');
      },
      /config\.json: invalid model configuration/
    ]
  ])("names the file: %s", (_, damage, message) => {
    const folder = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
    damage(folder);
    expect(() => loadMicroEngine({model: folder, settings})).toThrow(UserError);
    expect(() => loadMicroEngine({model: folder, settings})).toThrow(message);
    rmSync(folder, {recursive: true});
  });
});
