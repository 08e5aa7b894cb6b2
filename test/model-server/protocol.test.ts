import {rmSync} from "node:fs";
import {Agent, request as plainRequest} from "node:http";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startModelServer, type ModelServer} from "../../loaders/model-server/model-server.js";
import {bodyLimit} from "../../loaders/model-server/read-body.js";
import {randomParameters, tinyArchitecture, writeModel} from "../engines/micro/random-model.js";
import {chat, complete, events, post, type Answered, type Refusal} from "./ask.js";

const folder = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
const faults: unknown[] = [];
let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({
    model: folder,
    name: "tiny",
    threads: 1,
    onFault: (error) => faults.push(error)
  });
  await server.ready;
});

afterAll(async () => {
  await server.close();
  rmSync(folder, {recursive: true});
  expect(faults).toEqual([]);
});

const text = "/v1/completions";
const talk = "/v1/chat/completions";
const say = (content: unknown, more: object = {}): object => ({messages: [{role: "user", content}], ...more});
const long = Array.from({length: 17}, () => "a").join(" ");

/** Path, body, status, field, part of the message. */
const refused: [string, unknown, number, string | null, string][] = [
  [text, "", 400, null, "it is empty"],
  [text, "{", 400, null, "no JSON"],
  [text, "[1]", 400, null, "JSON object"],
  [text, "null", 400, null, "JSON object"],
  [text, new Blob([Buffer.from('{"prompt":"a\xff"}', "latin1")]), 400, null, "no JSON"],
  [text, {}, 400, "prompt", "prompt"],
  [text, {prompt: null}, 400, "prompt", "prompt"],
  [text, {prompt: 7}, 400, "prompt", "prompt must be"],
  [text, {prompt: []}, 400, "prompt", "at least one"],
  [text, {prompt: ""}, 400, "prompt", "empty prompt"],
  [text, {prompt: ["a", " "]}, 400, "prompt", "empty prompt"],
  [text, {prompt: [1, 2]}, 400, "prompt", "token ids"],
  [text, {prompt: [[1], [2]]}, 400, "prompt", "token ids"],
  [text, {prompt: "a hello"}, 400, "prompt", '"hello" is not in the model\'s vocabulary'],
  [text, {prompt: "a <end>"}, 400, "prompt", "<end>"],
  [text, {prompt: "a", model: "other"}, 404, "model", "The model `other` does not exist"],
  [text, {prompt: "a", model: 1}, 400, "model", "model must be a string"],
  [text, {prompt: "a", n: 0}, 400, "n", "n must be"],
  [text, {prompt: "a", n: 1.5}, 400, "n", "n must be"],
  [text, {prompt: "a", n: 129}, 400, "n", "at most 128"],
  [text, {prompt: Array.from({length: 65}, () => "a"), n: 128}, 400, "n", "at most 8192"],
  [text, {prompt: "a", seed: "1"}, 400, "seed", "seed must be"],
  [text, {prompt: "a", seed: -1}, 400, "seed", "seed must be"],
  [text, '{"prompt":"a","seed":9007199254740992}', 400, "seed", "9007199254740991"],
  [text, '{"prompt":"a","seed":9223372036854775807}', 400, "seed", "9007199254740991"],
  [text, '{"prompt":"a","seed":9007199254740991,"n":2}', 400, "seed", "seed + n - 1"],
  [text, {prompt: "a", temperature: -0.1}, 400, "temperature", "temperature must be"],
  [text, '{"prompt":"a","temperature":1e999}', 400, "temperature", "temperature must be"],
  [text, {prompt: "a", temperature: 1e-40}, 400, "temperature", "temperature must be"],
  [text, {prompt: "a", top_p: 0}, 400, "top_p", "top_p must be"],
  [text, {prompt: "a", top_p: 1.1}, 400, "top_p", "top_p must be"],
  [text, {prompt: "a", max_tokens: 0}, 400, "max_tokens", "at least 1 without echo"],
  [text, {prompt: "a", max_tokens: -1}, 400, "max_tokens", "max_tokens must be"],
  [text, {prompt: "a", max_tokens: 25}, 400, "max_tokens", "maximum context length is 32 tokens"],
  [text, {prompt: long, max_tokens: 9}, 400, "max_tokens", "you requested 33 tokens (24 in the prompt of 17"],
  [text, {prompt: `${long} ${long}`}, 400, "max_tokens", "maximum context length is 32 tokens"],
  [text, {prompt: `${long} ${long}`, max_tokens: 0, echo: true, logprobs: 0}, 400, "max_tokens", "maximum"],
  [text, {prompt: "a", stop: ["a", "b", "c", "d", "e"]}, 400, "stop", "at most length 4"],
  [text, {prompt: "a", stop: [""]}, 400, "stop", "non-empty"],
  [text, {prompt: "a", stop: 7}, 400, "stop", "stop must be"],
  [text, {prompt: "a", logprobs: 21}, 400, "logprobs", "at most 20"],
  [text, {prompt: "a", logprobs: true}, 400, "logprobs", "logprobs must be"],
  [text, {prompt: "a", echo: 1}, 400, "echo", "echo must be"],
  [text, {prompt: "a", stream: "yes"}, 400, "stream", "stream must be"],
  [text, {prompt: "a", top_k: 40}, 400, "top_k", "top_k is not supported"],
  [text, {prompt: "a", min_p: 0.05}, 400, "min_p", "min_p is not supported"],
  [text, {prompt: "a", presence_penalty: 1}, 400, "presence_penalty", "not supported"],
  [text, {prompt: "a", best_of: 4}, 400, "best_of", "best_of is not supported"],
  [talk, {}, 400, "messages", "messages"],
  [talk, {messages: []}, 400, "messages", "messages"],
  [talk, {messages: [{content: "a"}]}, 400, "messages", "role"],
  [talk, say(7), 400, "messages", "content"],
  [talk, say([{type: "audio", audio: "x"}]), 400, "messages", "type"],
  [talk, say("hello"), 400, "prompt", "vocabulary"],
  [talk, say("a", {logprobs: 3}), 400, "logprobs", "logprobs must be"],
  [talk, say("a", {top_logprobs: 3}), 400, "top_logprobs", "needs logprobs"],
  [talk, say("a", {logprobs: true, top_logprobs: 21}), 400, "top_logprobs", "at most 20"],
  [
    talk,
    say([{type: "image_url", image_url: {url: "https://example.org/a.png"}}]),
    400,
    "messages",
    "data URL of a PNG"
  ],
  [
    talk,
    say([
      {type: "text", text: "a"},
      {type: "image_url", image_url: {url: "data:image/png;base64,AAAA"}}
    ]),
    400,
    "messages",
    "takes no picture"
  ],
  ["/v1/other", {}, 404, null, "no such path: /v1/other"],
  ["/toString", {}, 404, null, "no such path"],
  ["/v1/models", {}, 405, null, "GET only"]
];

describe("a request that is refused", () => {
  it.each(refused)("%s %j: %i", async (path, body, status, param, message) => {
    const response = await post(server, path, body);
    const {error} = (await response.json()) as Refusal;
    expect([response.status, error.code, error.param]).toEqual([status, status, param]);
    expect(error.message).toContain(message);
    expect(error.message).not.toMatch(/\n/);
    expect(error.type).toMatch(/Error$/);
  });

  it("does not say JSON", async () => {
    const response = await post(server, text, '{"prompt":"a"}', {headers: {"content-type": "text/plain"}});
    expect(response.status).toBe(415);
  });

  it("has another method, or another host's name", async () => {
    expect((await fetch(server.url + text)).status).toBe(405);
    const status = await new Promise((done, fail) => {
      plainRequest(`${server.url}/health`, {headers: {host: "evil.example"}}, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .on("error", fail)
        .end();
    });
    expect(status).toBe(403);
  });

  it.each([
    ["says how long it is", {"content-length": bodyLimit + 1}],
    ["does not", {"transfer-encoding": "chunked"}]
  ])("is too long, where it %s, and the server goes on", async (_, headers) => {
    const agent = new Agent();
    const status = await new Promise((done, fail) => {
      const sent = plainRequest(
        server.url + text,
        {method: "POST", agent, headers: {"content-type": "application/json", ...headers}},
        (response) => {
          response.resume();
          done(response.statusCode);
          sent.destroy();
        }
      );
      sent.on("error", fail);
      sent.write(Buffer.alloc(bodyLimit, 32));
      sent.write("  ");
    });
    expect(status).toBe(413);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    agent.destroy();
  });
});

describe("a request that is answered", () => {
  it("may ask what model there is", async () => {
    const list = (await (await fetch(`${server.url}/v1/models`)).json()) as {data: object[]};
    expect(list).toMatchObject({object: "list", data: [{id: "tiny", object: "model", max_model_len: 32}]});
  });

  it("has 16 tokens at most by default, and fewer where the context has no room for them", async () => {
    const counts = async (prompt: string, more: object = {}): Promise<number> => {
      const body = {prompt, n: 64, seed: 1, temperature: 2, ...more};
      const {choices} = await complete(server, body);
      return Math.max(...choices.map((choice) => choice.text.split(" ").length));
    };
    expect(await counts("a")).toBe(16);
    expect(await counts(long)).toBe(8);
    expect(await counts(long, {max_tokens: 3})).toBe(3);
    expect(await counts(long, {max_completion_tokens: 2})).toBe(2);
  });

  it("may have fields that are null, neutral or unknown", async () => {
    const body = {prompt: "a b", seed: 4};
    const more = {stop: null, top_k: -1, min_p: 0, suffix: null, best_of: 1, user: "me", whatever: [1]};
    const [plain, rich] = await Promise.all([complete(server, body), complete(server, {...body, ...more})]);
    expect(rich.choices).toEqual(plain.choices);
    expect(plain).toMatchObject({object: "text_completion", model: "tiny"});
  });

  it("may say the prompt in several messages and parts, a line each", async () => {
    const messages = [
      {role: "system", content: "a"},
      {
        role: "user",
        content: [
          {type: "text", text: "b"},
          {type: "text", text: "c"}
        ]
      }
    ];
    const [said, written] = await Promise.all([
      chat(server, {messages, seed: 4}),
      complete(server, {prompt: "a\nb\nc", seed: 4})
    ]);
    expect(said.object).toBe("chat.completion");
    expect(said.choices[0]!.message).toEqual({role: "assistant", content: written.choices[0]!.text});
    expect(said.usage).toEqual(written.usage);
  });
});

describe("a stream", () => {
  const body = {n: 3, seed: 7, max_tokens: 6, stream: true, stream_options: {include_usage: true}};

  it.each([
    [text, {prompt: "a b"}],
    [talk, say("a b")]
  ])("of %s has the texts, reasons and usage of the plain answer", async (path, prompt) => {
    const plain = (await (await post(server, path, {...prompt, ...body, stream: false})).json()) as Answered;
    const told = await events(await post(server, path, {...prompt, ...body}));
    expect(told.at(-1)).toBe("[DONE]");
    const chunks = told.slice(0, -1).map(
      (event) =>
        JSON.parse(event) as {
          choices: (Answered["choices"][0] & {delta: {content: string}})[];
          usage?: object;
        }
    );
    expect(chunks.at(-1)).toMatchObject({choices: [], usage: plain.usage});
    const texts = ["", "", ""];
    const reasons: (string | null)[] = [null, null, null];
    for (const {choices} of chunks.slice(0, -1)) {
      expect(choices).toHaveLength(1);
      const [{index, text: piece, delta, finish_reason: reason}] = choices as [(typeof choices)[0]];
      expect(reasons[index]).toBeNull();
      texts[index] = texts[index]! + (path === text ? piece : delta.content);
      reasons[index] = reason;
    }
    expect(texts).toEqual(
      plain.choices.map((choice) => (path === text ? choice.text : choice.message.content))
    );
    expect(reasons).toEqual(plain.choices.map((choice) => choice.finish_reason));
    expect(chunks.length).toBeGreaterThan(6);
  });

  it("has whole choices where it has log-probabilities, and no usage unless asked for", async () => {
    const ask = {prompt: "a b", n: 2, seed: 7, logprobs: 1};
    const plain = await complete(server, ask);
    const told = await events(await post(server, text, {...ask, stream: true}));
    expect(told).toHaveLength(3);
    expect(told.slice(0, 2).flatMap((event) => (JSON.parse(event) as Answered).choices)).toEqual(
      plain.choices
    );
  });

  it("that cannot begin is refused like any other request", async () => {
    expect((await post(server, text, {prompt: "hello", stream: true})).status).toBe(400);
  });
});
