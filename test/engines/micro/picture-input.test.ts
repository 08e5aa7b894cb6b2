import {createHash} from "node:crypto";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Generation, GenerationRequest} from "../../../loaders/engines/engine.js";
import {generationGraph} from "../../../loaders/engines/micro/generation-graph.js";
import {loadMicroEngine, type MicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import {readPicture, stackPatches} from "../../../loaders/engines/micro/picture-input.js";
import {scoringGraph} from "../../../loaders/engines/micro/scoring-graph.js";
import {encodePng} from "../../../loaders/pictures/encode-png.js";
import {lossGraph} from "../../../loaders/training/autograd/loss-graph.js";
import {valueGraph} from "../../../loaders/training/autograd/value-graph.js";
import {shuffled} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {pictureArchitecture} from "./picture-model.js";
import {randomParameters, tinyArchitecture, words, writeModel} from "./random-model.js";

const folder = mkdtempSync(join(tmpdir(), "pictures-"));
const picture = {patches: 4, size: 12};

/** Writes a picture of random colours. */
function writePicture(name: string, seed: number, side = 4): string {
  const random = createRandom("pixels", seed);
  const rgb = Uint8Array.from({length: side * side * 3}, () => random.below(256));
  const file = join(folder, name);
  writeFileSync(file, encodePng({width: side, height: side, rgb}));
  return file;
}

const images = [1, 2, 3].map((seed) => writePicture(`${seed}.png`, seed));

afterAll(() => {
  rmSync(folder, {recursive: true});
});

describe("a model with a picture", () => {
  const model = writeModel(pictureArchitecture, randomParameters(pictureArchitecture));
  const settings = {temperature: 0.8, topP: 0.95, maxTokens: 12};
  /** Prompts of 1 to 12 words; every fourth has no picture. */
  const requests = Array.from({length: 100}, (_, index): GenerationRequest => {
    const prompt = Array.from({length: 1 + (index % 12)}, (__, at) => words[3 + ((index * 7 + at) % 26)]!);
    const image = images[index % 4];
    return {prompt: prompt.join(" "), seed: index, ...(image === undefined ? {} : {image})};
  });
  let engine: MicroEngine;
  let expected: Generation[];

  beforeAll(async () => {
    engine = loadMicroEngine({model, settings, workers: 2});
    expected = await engine.generate(requests);
  });

  afterAll(async () => {
    await engine.close();
    rmSync(model, {recursive: true});
  });

  it.each([1, 7, 64])("draws and scores the same bits in batches of %i, in any order", async (size) => {
    const texts = requests.map((request, index) => ({...request, ...expected[index]!}));
    const scores = await engine.score(texts);
    const order = shuffled(createRandom("order", size), [...requests.keys()]).slice(0, size === 1 ? 8 : 100);
    for (let start = 0; start < order.length; start += size) {
      const batch = order.slice(start, start + size);
      expect(await engine.generate(batch.map((index) => requests[index]!))).toEqual(
        batch.map((index) => expected[index])
      );
      expect(await engine.score(batch.map((index) => texts[index]!))).toEqual(
        batch.map((index) => scores[index])
      );
    }
  });

  it("scores its completions with the log-probability that it drew them at", async () => {
    const scores = await engine.score(requests.map((request, index) => ({...request, ...expected[index]!})));
    for (const [index, score] of scores.entries()) {
      const total = score!.logprobs.reduce((sum, value) => sum + value, 0);
      expect(total).toBeCloseTo(expected[index]!.sumLogprob!, 3);
    }
  });

  it("completes otherwise after another picture, or none", async () => {
    const seen = images.map((image) => ({prompt: "a b", seed: 1, image}));
    const drawn = await engine.generate([...seen, {prompt: "a b", seed: 1}]);
    expect(new Set(drawn.map(({sumLogprob}) => sumLogprob)).size).toBe(4);
  });

  it("takes places of the context for the picture", async () => {
    const fits = "a ".repeat(24);
    await expect(engine.generate([{prompt: fits, seed: 1}])).resolves.toHaveLength(1);
    await expect(engine.generate([{prompt: `${fits} a`, seed: 1}])).rejects.toThrow(/leaves no room/);
    const unfit = {prompt: fits, completion: "a a a a a", finishReason: "length" as const};
    expect(await engine.score([unfit])).toEqual([null]);
  });

  it("refuses a picture of another size and one that is missing, by name", async () => {
    const large = writePicture("large.png", 1, 6);
    await expect(engine.generate([{prompt: "a", seed: 1, image: large}])).rejects.toThrow(
      /large\.png has 9 patches of 12 numbers, but the model takes 4/
    );
    expect(() => readPicture(join(folder, "none.png"), picture)).toThrow(
      /none\.png: no such file: run the benchmarks script/
    );
  });
});

describe("stackPatches", () => {
  it("puts zeros where there is no picture", () => {
    const stacked = stackPatches([undefined, new Float32Array(48).fill(2)], 3, picture);
    expect([...stacked]).toEqual([0, 2, 0].flatMap((value) => new Array<number>(48).fill(value)));
    expect(() => stackPatches([new Float32Array(3)], 1, picture)).toThrow(
      /picture of 3 numbers, not 4 \* 12/
    );
  });
});

describe("graphs of a model of text alone", () => {
  const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

  it("are these bytes: a graph changes on purpose only", () => {
    expect({
      generation: digest(generationGraph(tinyArchitecture, 1)),
      scoring: digest(scoringGraph(tinyArchitecture)),
      loss: digest(lossGraph(tinyArchitecture, {entropyBonus: false})),
      value: digest(valueGraph(tinyArchitecture))
    }).toEqual({
      generation: "86d83c85d01625b7",
      scoring: "95f29eae030b27a3",
      loss: "1c911314acdad9f9",
      value: "2930d12e16099185"
    });
  });
});
