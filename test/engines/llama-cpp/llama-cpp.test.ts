import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {llamaCpp} from "../../../loaders/engines/llama-cpp/definition.js";
import type {LlamaSettings} from "../../../loaders/engines/llama-cpp/llama-model.js";
import {startLlama} from "../../../loaders/engines/llama-cpp/llama-package.js";
import {policyModel} from "../../../loaders/engines/find-engine.js";
import type {PolicyModel} from "../../../loaders/engines/engine-definition.js";
import type {
  GenerationRequest,
  LoadedModel,
  SamplingSettings,
  ScoringRequest
} from "../../../loaders/engines/engine.js";
import {loadMicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import {SharedResources} from "../../../loaders/engines/shared-resources.js";
import {exportModel} from "../../../loaders/exporting/export-model.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {policyOf, someProblems} from "../openai/served-study.js";

/** A folder where `npm install --no-save node-llama-cpp@…` was run. */
const installed = process.env.LLAMA_CPP_FOLDER;
const reason = "skipped: LLAMA_CPP_FOLDER names no folder with node-llama-cpp";

const micro = "data/models/countdown-base";

async function ggufFile(): Promise<string> {
  const out = join(temporaryFolder(), "countdown.gguf");
  await exportModel({model: micro, format: "gguf", out});
  return out;
}

function policy(
  settings: LlamaSettings,
  sampling: Partial<SamplingSettings> = {},
  folder = installed ?? temporaryFolder()
): PolicyModel<LlamaSettings> {
  return {
    policy: "gguf",
    settings,
    sampling: {temperature: 1, topP: 1, maxTokens: 24, ...sampling},
    prefill: null,
    resolve: (path) => resolve(folder, path),
    where: (path) => `study.yaml ${path.join(".")}`,
    say: () => undefined
  };
}

async function loaded(model: PolicyModel<LlamaSettings>): Promise<LoadedModel> {
  const engine = await llamaCpp.load(model, new SharedResources());
  onTestFinished(() => engine.close!());
  return engine;
}

function requests(problems: number, n: number): GenerationRequest[] {
  return someProblems(problems).flatMap(({prompt}, place) =>
    Array.from({length: n}, (_, sample) => ({prompt, seed: 1000 * place + sample}))
  );
}

describe("the engine llama-cpp", () => {
  it("says how to install the package where it is not", async () => {
    await expect(startLlama(temporaryFolder(), "study.yaml:7", [])).rejects.toThrow(
      /^study.yaml:7: the engine llama-cpp needs the package node-llama-cpp: install it with: npm install --no-save node-llama-cpp@\d+\.\d+\.\d+ \(in \/.+\)$/
    );
  });

  it("refuses settings that it does not know, and names the line", () => {
    const cases: [Record<string, unknown>, RegExp][] = [
      [{}, /model/],
      [{model: "m.gguf", threads: 0}, /threads/],
      [{model: "m.gguf", context: 0.5}, /context/],
      [{model: "m.gguf", top_k: 40}, /top_k/]
    ];
    for (const [settings, message] of cases)
      expect(() => policyModel(llamaCpp, policyOf({engine: "llama-cpp", ...settings}))).toThrow(message);
  });

  it("is identified by the file's hash, and names a file that is not there", async () => {
    const file = join(temporaryFolder(), "m.gguf");
    writeFileSync(file, "GGUF");
    expect(await llamaCpp.source(policy({model: file}))).toBe(
      createHash("sha256").update(readFileSync(file)).digest("hex")
    );
    await expect(async () => llamaCpp.source(policy({model: `${file}.gone`}))).rejects.toThrow(
      `study.yaml model: ${file}.gone: no such file or folder`
    );
  });
});

describe.skipIf(installed === undefined)(
  installed === undefined ? `a GGUF file (${reason})` : "a GGUF file",
  {timeout: 120_000},
  () => {
    it("writes what the model itself writes for the same seeds, with its numbers", async () => {
      const sampling = {temperature: 0.6, topP: 0.95, maxTokens: 24};
      const engine = await loaded(policy({model: await ggufFile(), threads: 2}, sampling));
      const own = loadMicroEngine({model: micro, settings: sampling, workers: 1});
      onTestFinished(() => own.close());
      const asked = requests(6, 8);
      const [drawn, expected] = [await engine.generate(asked), await own.generate(asked)];
      const pairs = drawn.map((generation, at) => [generation!, expected[at]!] as const);
      const same = pairs.filter(([mine, theirs]) => mine.completion.trim() === theirs.completion);
      // The file's attention keeps keys and values in half precision: a draw at the edge may fall on the other side.
      expect(same.length).toBeGreaterThanOrEqual(46);
      for (const [mine, theirs] of same) {
        expect(mine.completionTokens).toBe(theirs.completionTokens);
        expect(mine.finishReason).toBe(theirs.finishReason);
        expect(Math.abs(mine.sumLogprob! - theirs.sumLogprob!)).toBeLessThan(0.05);
        expect(Math.abs(mine.meanEntropy! - theirs.meanEntropy!)).toBeLessThan(0.01);
      }
    });

    it("gives a request the same completion, bit for bit, whatever is drawn beside it", async () => {
      const model = await ggufFile();
      const asked = requests(4, 4);
      const together = await (await loaded(policy({model, threads: 3}))).generate(asked);
      const alone = await loaded(policy({model, threads: 1}));
      const turned = asked.toReversed();
      for (const [at, request] of turned.entries())
        expect(await alone.generate([request])).toEqual([together[asked.length - 1 - at]]);
      expect(new Set(together.map((generation) => generation!.completion)).size).toBeGreaterThan(4);
    });

    it("ends at the first stop text, and at max_tokens", async () => {
      const model = await ggufFile();
      const [request] = requests(1, 1);
      const whole = await (await loaded(policy({model}))).generate([request!]);
      const text = whole[0]!.completion;
      expect(text).toContain(" = ");
      const stopping = await loaded(policy({model, threads: 1}));
      const [cut] = await stopping.generate([{...request!, stop: ["; nowhere", " = "]}]);
      expect(cut).toMatchObject({completion: text.slice(0, text.indexOf(" = ")), finishReason: "stop"});
      expect(cut!.completionTokens).toBeLessThan(whole[0]!.completionTokens!);
      const short = await loaded(policy({model}, {maxTokens: 3}));
      const [limited] = await short.generate([request!]);
      expect(limited).toMatchObject({completionTokens: 3, finishReason: "length"});
      expect(text.startsWith(limited!.completion)).toBe(true);
    });

    it("scores given texts as the model itself does, its sampler included", async () => {
      const sampling = {temperature: 0.6, topP: 0.95, maxTokens: 24};
      const engine = await loaded(policy({model: await ggufFile(), threads: 2}, sampling));
      const own = loadMicroEngine({model: micro, settings: sampling, workers: 1});
      onTestFinished(() => own.close());
      const asked = requests(4, 4);
      const drawn = await own.generate(asked);
      const texts = asked.map(({prompt}, at): ScoringRequest => {
        const {completion, finishReason} = drawn[at]!;
        return {prompt, completion, finishReason};
      });
      // The micro model's words are told apart by spaces, which stand in the file's tokens.
      const spaced = texts.map((text) => ({...text, completion: ` ${text.completion}`}));
      const [mine, theirs] = [await engine.scoreSampled!(spaced), await own.scoreSampled(texts)];
      for (const [at, scores] of mine.entries()) {
        const expected = theirs[at]!;
        expect(scores!.logprobs).toHaveLength(expected.logprobs.length);
        expect(
          engine.tokens!(spaced[at]!)
            .map((token) => token.trim())
            .slice(0, -1)
        ).toEqual(own.tokens(texts[at]!).slice(0, -1));
        for (const [place, logprob] of expected.logprobs.entries()) {
          expect(Math.abs(scores!.logprobs[place]! - logprob)).toBeLessThan(0.02);
          expect(Math.abs(scores!.entropies![place]! - expected.entropies![place]!)).toBeLessThan(0.02);
          expect(Math.abs(scores!.ahead![place]! - expected.ahead![place]!)).toBeLessThan(0.02);
          expect(Math.abs(scores!.sampled![place]! - expected.sampled![place]!)).toBeLessThan(0.05);
        }
      }
      const [top] = await engine.score!([spaced[0]!], 3);
      expect(top!.tops!.every((told) => told.length === 3 && told[0]!.logprob >= told[1]!.logprob)).toBe(
        true
      );
    });

    it("scores what it wrote with the sum that it stored, and no end where a text may have ended it", async () => {
      const engine = await loaded(policy({model: await ggufFile(), threads: 2}));
      const asked = requests(3, 3);
      const drawn = await engine.generate(asked);
      const texts = asked.map(({prompt}, at): ScoringRequest => {
        const {completion, finishReason} = drawn[at]!;
        return {prompt, completion, finishReason};
      });
      const sums = (await engine.score!(texts)).map((scores) =>
        scores!.logprobs.reduce((sum, logprob) => sum + logprob, 0)
      );
      for (const [at, sum] of sums.entries()) expect(sum).toBeCloseTo(drawn[at]!.sumLogprob!, 3);
      const ended = texts.find(({finishReason}) => finishReason === "stop")!;
      const [whole, open] = await engine.score!([ended, {...ended, stop: ["\n"]}]);
      expect(open!.logprobs).toEqual(whole!.logprobs.slice(0, -1));
    });

    it("gives no score for a text beyond its context", async () => {
      const engine = await loaded(policy({model: await ggufFile(), context: 12}, {maxTokens: 4}));
      const [request] = requests(1, 1);
      const text = {prompt: request!.prompt, completion: " 1 + 2 + 3 + 4 + 5 + 6", finishReason: null};
      expect(await engine.score!([text])).toEqual([null]);
    });

    it("tells the room of its context without loading the weights", async () => {
      const model = await ggufFile();
      const prompts = ["numbers 12 7 1 9 target 9", "numbers 1 2 target 3"];
      expect(await llamaCpp.room!(policy({model}), prompts)).toEqual({context: 32, taken: [7, 5]});
      expect(await llamaCpp.room!(policy({model, context: 20}), prompts)).toMatchObject({context: 20});
      await expect(async () => llamaCpp.room!(policy({model, context: 64}), prompts)).rejects.toThrow(
        `study.yaml context: context 64 is more than the 32 tokens of ${model}`
      );
    });

    it("refuses a file that is no GGUF file with one line", async () => {
      const file = join(temporaryFolder(), "broken.gguf");
      writeFileSync(file, "no model");
      await expect(async () => llamaCpp.load(policy({model: file}), new SharedResources())).rejects.toThrow(
        `${file}: llama.cpp cannot load it: `
      );
    });
  }
);
