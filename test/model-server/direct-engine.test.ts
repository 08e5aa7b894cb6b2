import {rmSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {SamplingSettings} from "../../loaders/engines/engine.js";
import {loadMicroEngine, type MicroEngine} from "../../loaders/engines/micro/micro-engine.js";
import {WorkerPool} from "../../loaders/engines/micro/worker-pool.js";
import {startModelServer, type ModelServer} from "../../loaders/model-server/model-server.js";
import {randomParameters, tinyArchitecture, words, writeModel} from "../engines/micro/random-model.js";
import {chat, complete, type Answered} from "./ask.js";

const folder = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
const settings: SamplingSettings = {temperature: 0.8, topP: 0.95, maxTokens: 12};
const fields = {temperature: 0.8, top_p: 0.95, max_tokens: 12};
const seed = 2 ** 45;
const pool = new WorkerPool(2);
let server: ModelServer;
let engine: MicroEngine;

beforeAll(async () => {
  server = await startModelServer({model: folder, threads: 2, mostN: 600});
  engine = loadMicroEngine({model: folder, settings, pool});
  await server.ready;
});

afterAll(async () => {
  await server.close();
  await pool.close();
  rmSync(folder, {recursive: true});
});

const promptOf = (at: number): string =>
  Array.from({length: 1 + (at % 12)}, (_, place) => words[3 + ((7 * at + place) % 26)]!).join(" ");

/** What the engine draws alone for a prompt and a seed. */
async function direct(prompt: string, own: number): Promise<[string, string]> {
  const [drawn] = await engine.generate([{prompt, seed: own}]);
  return [drawn!.completion, drawn!.finishReason];
}

const drawnOf = ({choices}: Answered): [string, string][] =>
  choices.map(({text, finish_reason: reason}) => [text, reason]);

describe("what the server draws", () => {
  it("is what the engine draws alone: choice j has seed + j", async () => {
    const expected = await Promise.all(Array.from({length: 8}, (_, j) => direct("a b c", seed + j)));
    expect(new Set(expected.map(([text]) => text)).size).toBe(8);
    const together = await complete(server, {prompt: "a b c", n: 8, seed, ...fields});
    expect(drawnOf(together)).toEqual(expected);
    expect(together.choices.map(({index}) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const j of [0, 3, 7])
      expect(drawnOf(await complete(server, {prompt: "a b c", seed: seed + j, ...fields}))).toEqual([
        expected[j]
      ]);
    const spoken = await chat(server, {
      messages: [{role: "user", content: "a b c"}],
      n: 8,
      seed,
      ...fields
    });
    expect(spoken.choices.map(({message}) => message.content)).toEqual(expected.map(([text]) => text));
  });

  it("is the same for 64 requests at once, of different prompts, seeds, n and settings", async () => {
    const greedy = loadMicroEngine({model: folder, settings: {...settings, temperature: 0}, pool});
    const asked = Array.from({length: 64}, (_, at) => ({
      prompt: promptOf(at),
      seed: seed + 100 * at,
      n: 1 + (at % 5),
      ...fields,
      temperature: at % 8 === 0 ? 0 : 0.8
    }));
    const answers = await Promise.all(asked.map((body) => complete(server, body)));
    for (const [at, {prompt, n, temperature, seed: first}] of asked.entries()) {
      const requests = Array.from({length: n}, (_, j) => ({prompt, seed: first + j}));
      const expected = await (temperature === 0 ? greedy : engine).generate(requests);
      expect(answers[at]!.choices.map(({text}) => text)).toEqual(expected.map(({completion}) => completion));
      const tokens = expected.reduce((sum, {completionTokens}) => sum + completionTokens, 0);
      const own = 1 + (at % 12);
      expect(answers[at]!.usage).toEqual({
        prompt_tokens: own,
        completion_tokens: tokens,
        total_tokens: own + tokens
      });
    }
  });

  it("has the choices of the first of several prompts first", async () => {
    const answer = await complete(server, {prompt: ["a b c", "d"], n: 2, seed, ...fields});
    const expected = [["a b c", 0] as const, ["a b c", 1] as const, ["d", 0] as const, ["d", 1] as const];
    expect(drawnOf(answer)).toEqual(
      await Promise.all(expected.map(([prompt, j]) => direct(prompt, seed + j)))
    );
    expect(answer.usage.prompt_tokens).toBe(4);
  });

  it("is the same for more completions than a batch has", async () => {
    const {choices} = await complete(server, {prompt: "q", n: 600, seed, ...fields});
    const requests = Array.from({length: 600}, (_, j) => ({prompt: "q", seed: seed + j}));
    const expected = await engine.generate(requests);
    expect(choices.map(({text}) => text)).toEqual(expected.map(({completion}) => completion));
  });

  it("differs from request to request without a seed", async () => {
    const texts = await Promise.all(
      Array.from({length: 4}, async () => (await complete(server, {prompt: "a", ...fields})).choices[0]!.text)
    );
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  it("ends before a stop string, and counts the tokens that wrote it", async () => {
    const [text] = await direct("a b c", seed);
    const spoken = text.split(" ");
    expect(spoken.length).toBeGreaterThan(4);
    const stop = `${spoken[2]!} ${spoken[3]!}`;
    const at = text.indexOf(stop);
    const {choices, usage} = await complete(server, {prompt: "a b c", seed, ...fields, stop: ["?", stop]});
    expect(choices[0]).toMatchObject({
      text: text.slice(0, at),
      finish_reason: "stop",
      stop_reason: stop
    });
    expect(usage.completion_tokens).toBe(text.slice(0, at + stop.length).split(" ").length);
  });
});

describe("log-probabilities", () => {
  const prompt = "a b  c d";
  const scoreOf = async (before: string, completion: string, ended: boolean): Promise<number[]> => {
    const [scores] = await engine.score([
      {prompt: before, completion, finishReason: ended ? "stop" : "length"}
    ]);
    return [...scores!.logprobs];
  };
  const close = (values: readonly (number | null)[], expected: readonly number[]): void => {
    expect(values).toHaveLength(expected.length);
    for (const [at, value] of values.entries()) expect(Math.abs(value! - expected[at]!)).toBeLessThan(1e-6);
  };

  it("of an echoed prompt are those that the engine scores, at temperature 1 whatever was asked for", async () => {
    const body = {prompt, echo: true, logprobs: 0, max_tokens: 0, temperature: 0.5};
    const {choices, usage} = await complete(server, body);
    const [{text, logprobs, finish_reason: reason}] = choices as [Answered["choices"][0]];
    expect([text, reason]).toEqual([prompt, "length"]);
    expect(logprobs!.tokens).toEqual(["a", "b", "c", "d"]);
    expect(logprobs!.text_offset).toEqual([0, 2, 5, 7]);
    expect(logprobs!.token_logprobs[0]).toBeNull();
    expect(logprobs!.top_logprobs[0]).toBeNull();
    close(logprobs!.token_logprobs.slice(1), await scoreOf("a", "b c d", false));
    expect(usage).toEqual({prompt_tokens: 4, completion_tokens: 0, total_tokens: 4});
  });

  it("of completions are those of their words and of the end that the model wrote", async () => {
    const {choices} = await complete(server, {prompt, n: 16, seed, ...fields, logprobs: 3});
    const reasons = new Set<string>();
    for (const {text, logprobs, finish_reason: reason} of choices) {
      reasons.add(reason);
      const spoken = text === "" ? [] : text.split(" ");
      expect(logprobs!.tokens).toEqual(reason === "stop" ? [...spoken, "<end>"] : spoken);
      for (const [at, word] of spoken.entries())
        expect(text.startsWith(word, logprobs!.text_offset[at])).toBe(true);
      close(logprobs!.token_logprobs, await scoreOf(prompt, text, reason === "stop"));
    }
    expect(reasons).toEqual(new Set(["stop", "length"]));
  });

  it("add up to the log-probability that the engine drew with", async () => {
    const {choices} = await complete(server, {prompt, n: 4, seed, ...fields, logprobs: 0});
    for (const [j, {logprobs}] of choices.entries()) {
      const [drawn] = await engine.generate([{prompt, seed: seed + j}]);
      const sum = logprobs!.token_logprobs.reduce<number>((total, value) => total + value!, 0);
      expect(sum).toBeCloseTo(drawn!.sumLogprob!, 3);
    }
  });

  it("of an echoed prompt with its completion cover both", async () => {
    const {choices} = await complete(server, {prompt: "a b", seed, ...fields, logprobs: 0, echo: true});
    const [{text, logprobs, finish_reason: reason}] = choices as [Answered["choices"][0]];
    const [completion] = await direct("a b", seed);
    expect(text).toBe(`a b ${completion}`);
    close(logprobs!.token_logprobs.slice(1), await scoreOf("a", `b ${completion}`, reason === "stop"));
    expect(logprobs!.text_offset.slice(0, 3)).toEqual([0, 2, 4]);
  });

  it("of the likeliest tokens are in order, hold the token that stands there, and are at most 20", async () => {
    const {choices} = await complete(server, {prompt, n: 4, seed, ...fields, logprobs: 20});
    for (const {logprobs} of choices) {
      for (const [at, tops] of logprobs!.top_logprobs.entries()) {
        const own = logprobs!.tokens[at]!;
        expect(tops).toHaveProperty([own], logprobs!.token_logprobs[at]);
        expect([20, 21]).toContain(Object.keys(tops!).length);
      }
    }
    const scored = await Promise.all(
      words.map(async (word) => (await scoreOf(prompt, word === "<end>" ? "" : word, word === "<end>"))[0]!)
    );
    const best = words.map((word, at) => [word, scored[at]!] as const).sort(([, a], [, b]) => b - a);
    const [first] = (
      await chat(server, {
        messages: [{role: "user", content: prompt}],
        seed,
        ...fields,
        logprobs: true,
        top_logprobs: 5
      })
    ).choices;
    const [place] = first!.logprobs!.content;
    expect(place!.top_logprobs.map(({token}) => token)).toEqual(best.slice(0, 5).map(([word]) => word));
    close(
      place!.top_logprobs.map(({logprob}) => logprob),
      best.slice(0, 5).map(([, logprob]) => logprob)
    );
    expect(Buffer.from(place!.bytes).toString()).toBe(place!.token);
  });
});
