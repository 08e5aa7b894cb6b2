import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {createModelAccess} from "../../../loaders/engines/model-access.js";
import type {Engine} from "../../../loaders/engines/engine.js";
import {readRequests} from "../../../loaders/store/request-record.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {imitateServer, type Behaviour} from "./imitated-server.js";
import {drawPolicy, policyOf, someProblems, storedRows} from "./served-study.js";

const problems = someProblems(6);

const policy = (url: string, more: Record<string, unknown> = {}): ReturnType<typeof policyOf> =>
  policyOf({engine: "openai", model: "m", url, timeout: 5, retries: 2, patience: 5, ...more});

async function loaded(more: Record<string, unknown>): Promise<Engine> {
  const engine = await createModelAccess().load(
    policyOf({engine: "openai", model: "m", patience: 5, ...more})
  );
  onTestFinished(() => engine.close());
  return engine;
}

/** Servers as they were seen, and what a probe must find. */
const seen: Record<string, {behaviour: Behaviour; found: string; n: number}> = {
  "vLLM: everything": {
    behaviour: {owner: "vllm"},
    found:
      "vLLM; seeds hold, one a completion; 8 completions a request; log-probabilities with 5 alternatives",
    n: 8
  },
  "llama.cpp: refuses n above its slots, counts the first choice alone, chat's log-probabilities": {
    behaviour: {header: "llama.cpp", owner: "llamacpp", mostN: 4, usage: "first", logprobs: "content"},
    found:
      "llama.cpp; seeds hold, one a completion; 4 completions a request; log-probabilities with 5 alternatives",
    n: 4
  },
  "transformers serve: one choice in silence, refuses unknown fields, no log-probabilities": {
    behaviour: {ignoresN: true, isStrict: true, logprobs: "none"},
    found:
      "a server of an unknown kind; seeds hold, one a completion; one completion a request; no log-probabilities",
    n: 1
  },
  "no seeds": {
    behaviour: {seeds: "ignored"},
    found:
      "a server of an unknown kind; seeds are ignored: completions cannot be drawn again; 8 completions a request; log-probabilities with 5 alternatives",
    n: 8
  },
  "seeds whose texts change with what is asked beside them": {
    behaviour: {header: "llama.cpp", mostN: 1, seeds: "wavering"},
    found:
      "llama.cpp; seeds hold, one a completion; a seed's text changes with the requests beside it: completions drawn again may come out otherwise; one completion a request; log-probabilities with 5 alternatives",
    n: 1
  },
  "seeds that give their text every second time": {
    behaviour: {header: "llama.cpp", mostN: 1, seeds: "swaying"},
    found:
      "llama.cpp; seeds hold, one a completion; a seed's text changes with the requests beside it: completions drawn again may come out otherwise; one completion a request; log-probabilities with 5 alternatives",
    n: 1
  },
  "seeds refused": {
    behaviour: {seeds: "refused"},
    found:
      "a server of an unknown kind; seeds are refused: completions cannot be drawn again; 8 completions a request; log-probabilities with 5 alternatives",
    n: 8
  },
  "seeds of several choices that are not the next ones": {
    behaviour: {seeds: "single"},
    found:
      "a server of an unknown kind; seeds hold for one completion a request alone; one completion a request; log-probabilities with 5 alternatives",
    n: 1
  },
  "no log-probabilities and no counts": {
    behaviour: {logprobs: "none", usage: "none"},
    found:
      "a server of an unknown kind; seeds hold, one a completion; 8 completions a request; no log-probabilities; tokens are not counted",
    n: 8
  }
};

describe("the probe of a server", () => {
  for (const [name, {behaviour, found, n}] of Object.entries(seen))
    it(`finds out ${name}`, async () => {
      const {url, bodies} = await imitateServer(behaviour);
      const run = new RunFolder(temporaryFolder());
      const drawn = await drawPolicy(run, policy(url), {problems, n: 8});
      expect(drawn).toEqual({result: {drawn: 48, failed: 0}, found: [`${url}: ${found}`], said: []});
      expect(bodies.at(-1)!.n).toBe(n);
      const rows = await storedRows(run);
      const hasSeeds = behaviour.seeds !== "ignored" && behaviour.seeds !== "refused";
      expect(rows.every(({seed}) => (seed !== null) === hasSeeds)).toBe(true);
      expect(new Set(rows.map(({completion}) => completion)).size).toBe(48);
      const counted = behaviour.logprobs !== "none" || behaviour.usage !== "none";
      expect(rows.every(({completion_tokens}) => completion_tokens === (counted ? 6 : null))).toBe(true);
    });

  it("asks a server once, however many benchmarks are drawn, and finds the same", async () => {
    const {url, bodies} = await imitateServer({owner: "vllm"});
    const engine = await loaded({url});
    const first = await engine.served!.prepare({prompt: "one", seed: 1});
    const asked = bodies.length;
    expect(asked).toBeGreaterThan(0);
    expect(await engine.served!.prepare({prompt: "two", seed: 2})).toEqual(first);
    expect(bodies).toHaveLength(asked);
    await engine.served!.prepare({prompt: "three", messages: [{role: "user", content: "three"}], seed: 3});
    expect(bodies.length).toBeGreaterThan(asked);
  });

  it("refuses a server whose seed is constant", async () => {
    const {url} = await imitateServer({seeds: "constant"});
    await expect(drawPolicy(new RunFolder(temporaryFolder()), policy(url), {problems, n: 2})).rejects.toThrow(
      `${url} gives one and the same text for 8 seeds at temperature 1: its completions are no draws`
    );
  });

  it("names the models of a server that has not the study's", async () => {
    const {url} = await imitateServer({models: ["llama", "qwen"]});
    await expect(drawPolicy(new RunFolder(temporaryFolder()), policy(url), {problems, n: 2})).rejects.toThrow(
      `${url} serves llama, qwen, not m: correct model`
    );
  });

  it("waits for a server that loads its model", async () => {
    const {url} = await imitateServer({loading: 2});
    const drawn = await drawPolicy(new RunFolder(temporaryFolder()), policy(url), {problems, n: 2});
    expect(drawn.result).toEqual({drawn: 12, failed: 0});
    expect(drawn.said).toEqual([`waiting for ${url} (503: Loading model), at most 5 s; Ctrl-C stops`]);
  });

  it("says that nothing listens at an address", async () => {
    await expect(
      drawPolicy(new RunFolder(temporaryFolder()), policy("http://127.0.0.1:9", {patience: 0}), {
        problems,
        n: 2
      })
    ).rejects.toThrow(
      "http://127.0.0.1:9: no server answers (no connection (ECONNREFUSED)): start it, or correct the address"
    );
  });
});

describe("requests to a server", () => {
  it("name every sampling field that its kind would fill in by itself", async () => {
    const cases: [Behaviour, object][] = [
      [
        {owner: "vllm"},
        {top_k: 0, min_p: 0, repetition_penalty: 1, presence_penalty: 0, frequency_penalty: 0}
      ],
      [{header: "llama.cpp"}, {samplers: ["temperature", "top_p"], top_k: 0, min_p: 0, repeat_penalty: 1}],
      [{owner: "sglang"}, {top_k: -1, min_p: 0, repetition_penalty: 1}]
    ];
    for (const [behaviour, fields] of cases) {
      const {url, bodies} = await imitateServer(behaviour);
      await drawPolicy(
        new RunFolder(temporaryFolder()),
        policy(url, {sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 7}}),
        {
          problems,
          n: 1
        }
      );
      expect(bodies.at(-1)).toMatchObject({
        ...fields,
        temperature: 0.6,
        top_p: 0.95,
        max_tokens: 7,
        stream: false,
        model: "m"
      });
    }
  });

  it("carry the key, and no message does", async () => {
    process.env.TEST_SERVER_KEY = "sk-very-secret";
    const {url} = await imitateServer({key: "sk-very-secret"});
    const run = new RunFolder(temporaryFolder());
    const drawn = await drawPolicy(run, policy(url, {key_env: "TEST_SERVER_KEY"}), {problems, n: 1});
    expect(drawn.result.drawn).toBe(6);
    expect(JSON.stringify([drawn, readRequests(run.completions("countdown", "base"))])).not.toContain(
      "secret"
    );
    process.env.TEST_SERVER_KEY = "sk-wrong-one";
    const refused = drawPolicy(new RunFolder(temporaryFolder()), policy(url, {key_env: "TEST_SERVER_KEY"}), {
      problems,
      n: 1
    });
    await expect(refused).rejects.toThrow(/refuses the key .* the environment variable TEST_SERVER_KEY$/);
    await expect(refused).rejects.not.toThrow("sk-wrong");
    delete process.env.TEST_SERVER_KEY;
  });

  it("keep what a thinking model wrote apart from its answer, and count both", async () => {
    for (const reasoning of ["reasoning_content", "reasoning"] as const) {
      const {url} = await imitateServer({owner: "vllm", reasoning});
      const run = new RunFolder(temporaryFolder());
      await drawPolicy(run, policy(url, {api: "chat"}), {problems, n: 2});
      const rows = (await storedRows(run)) as (Awaited<ReturnType<typeof storedRows>>[number] & {
        reasoning: string;
      })[];
      expect(rows.every((row) => row.reasoning === "let me see" && !row.completion.includes("see"))).toBe(
        true
      );
    }
  });

  it("do not take a completion that the server broke off", async () => {
    const {url} = await imitateServer({finish: "abort"});
    await expect(
      drawPolicy(new RunFolder(temporaryFolder()), policy(url, {retries: 0}), {problems, n: 1})
    ).rejects.toThrow("it answers no request well (a choice ended with abort): look into its log");
  });

  it("go to servers that join a file of addresses while they run", async () => {
    const [first, second] = [await imitateServer({owner: "vllm"}), await imitateServer({owner: "vllm"})];
    const file = join(temporaryFolder(), "endpoints.txt");
    writeFileSync(file, `# one a line\n${first.url}/v1/\n`);
    const engine = await loaded({endpoints: file, n_per_request: 1});
    const ask = async (from: number): Promise<void> => {
      const requests = Array.from({length: 32}, (_, i) => ({prompt: "p", seed: from + 2 * i}));
      expect((await engine.generate(requests)).every((generation) => generation !== null)).toBe(true);
    };
    await ask(0);
    expect(second.bodies).toHaveLength(0);
    writeFileSync(file, `${first.url}\n${second.url}\n`);
    for (let round = 1; second.bodies.length < 40 && round < 60; round++) {
      await ask(1000 * round);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(second.bodies.length).toBeGreaterThanOrEqual(40);
  });
});

describe("scores of given texts", () => {
  for (const scores of ["echo", "prompt_logprobs"] as const)
    it(`come from a server that has ${scores}`, async () => {
      const {url} = await imitateServer({owner: "vllm", scores});
      const engine = await loaded({url});
      const [one, two] = await engine.score!([
        {prompt: "a prompt", completion: " of words", finishReason: "stop"},
        {prompt: "a prompt", completion: "", finishReason: "stop"}
      ]);
      expect([...one!.logprobs]).toEqual([-2, -5]);
      expect(two!.logprobs).toHaveLength(0);
      expect(one!.entropies).toBeNull();
    });

  it("bring the likeliest tokens where these are asked for and told, without one that is below them", async () => {
    const request = {prompt: "a prompt", completion: " of words", finishReason: "stop" as const};
    const {url} = await imitateServer({owner: "vllm", scores: "echo"});
    const [told] = await (await loaded({url})).score!([request], 3);
    expect([...told!.logprobs]).toEqual([-2, -5]);
    expect(told!.tops).toEqual([
      [-0.5, -1, -1.5].map((logprob, i) => ({token: `t${i}`, logprob})),
      [-0.5, -1, -1.5].map((logprob, i) => ({token: `t${i}`, logprob}))
    ]);
    const silent = await imitateServer({owner: "vllm", scores: "prompt_logprobs"});
    const [none] = await (await loaded({url: silent.url})).score!([request], 3);
    expect([...none!.logprobs]).toEqual([-2, -5]);
    expect(none!.tops).toBeUndefined();
  });

  it("are refused for a server that ignores both in silence", async () => {
    const {url} = await imitateServer({header: "llama.cpp"});
    const engine = await loaded({url});
    await expect(engine.score!([{prompt: "a", completion: " b", finishReason: "stop"}])).rejects.toThrow(
      "the server of m scores no given text (echo: its answer has no log-probabilities of the given text"
    );
  });
});
