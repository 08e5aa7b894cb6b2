import {spawn} from "node:child_process";
import {once} from "node:events";
import {readdirSync, rmSync, writeFileSync} from "node:fs";
import {connect} from "node:net";
import {join} from "node:path";
import {setTimeout as delay} from "node:timers/promises";
import {afterAll, describe, expect, it, onTestFinished, vi} from "vitest";
import {loadMicroEngine} from "../../loaders/engines/micro/micro-engine.js";
import {
  startModelServer,
  type ModelServer,
  type ModelServerOptions
} from "../../loaders/model-server/model-server.js";
import {encodePng} from "../../loaders/pictures/encode-png.js";
import {createRandom} from "../../src/random/keyed-random.js";
import {pictureArchitecture} from "../engines/micro/picture-model.js";
import {randomParameters, tinyArchitecture, writeModel} from "../engines/micro/random-model.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {chat, complete, post, type Answered, type Refusal} from "./ask.js";

const folder = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));

afterAll(() => {
  rmSync(folder, {recursive: true});
});

async function started(options: Partial<ModelServerOptions> = {}): Promise<ModelServer> {
  const server = await startModelServer({model: folder, threads: 1, ...options});
  onTestFinished(() => server.close());
  return server;
}

const statusOf = async (url: string, init: RequestInit = {}): Promise<number> => {
  const response = await fetch(url, init);
  await response.arrayBuffer();
  return response.status;
};

describe("a server that starts", () => {
  it("refuses with 503 until the model is loaded", async () => {
    const server = await started();
    for (const response of [
      await fetch(`${server.url}/health`),
      await fetch(`${server.url}/v1/models`),
      await post(server, "/v1/completions", {prompt: "a"})
    ]) {
      expect(response.status).toBe(503);
      expect(((await response.json()) as Refusal).error.message).toBe("Loading model");
    }
    await server.ready;
    expect(await statusOf(`${server.url}/health`)).toBe(200);
  });

  it("says what is wrong with a model that cannot be loaded, or a port that is taken", async () => {
    const empty = temporaryFolder();
    await expect((await started({model: empty})).ready).rejects.toThrow(`no model at ${empty}`);
    const broken = temporaryFolder();
    writeFileSync(join(broken, "config.json"), "{}");
    await expect((await started({model: broken})).ready).rejects.toThrow("invalid model configuration");
    const port = Number(new URL((await started()).url).port);
    await expect(startModelServer({model: folder, port})).rejects.toThrow(
      `127.0.0.1:${port}: the port is taken`
    );
  });
});

describe("a server with too much to do", () => {
  it("refuses what is beyond its bound with 429, says when to ask again, and answers the rest", async () => {
    const server = await started({mostRequests: 2});
    await server.ready;
    const body = {prompt: "a", n: 64, max_tokens: 4};
    const responses = await Promise.all(
      Array.from({length: 12}, () => post(server, "/v1/completions", body))
    );
    const statuses = responses.map(({status}) => status);
    expect(statuses).toContain(200);
    const refused = responses.filter(({status}) => status === 429);
    expect(statuses.filter((status) => status === 200).length + refused.length).toBe(12);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.map(({headers}) => headers.get("retry-after"))).toEqual(refused.map(() => "1"));
    expect(((await refused[0]!.json()) as Refusal).error.type).toBe("RateLimitError");
    expect((await post(server, "/v1/completions", body)).status).toBe(200);
  });

  it("tells its version", async () => {
    const server = await started();
    await server.ready;
    expect(await (await fetch(`${server.url}/version`)).json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string
    });
  });
});

describe("a server with a key", () => {
  it("answers only who brings it, but tells everybody that it lives", async () => {
    const server = await started({apiKey: "sesame"});
    await server.ready;
    const models = `${server.url}/v1/models`;
    const wrong = ["Bearer other", "Bearer ", "sesame", "Basic sesame"];
    for (const authorization of wrong)
      expect(await statusOf(models, {headers: {authorization}}), authorization).toBe(401);
    expect(await statusOf(models)).toBe(401);
    expect(await statusOf(models, {headers: {authorization: "Bearer sesame"}})).toBe(200);
    expect(await statusOf(`${server.url}/health`)).toBe(200);
  });
});

describe("a client that goes away", () => {
  it("takes what was not started with it, and leaves no fault behind", {timeout: 120_000}, async () => {
    const faults: unknown[] = [];
    const server = await started({onFault: (error) => faults.push(error)});
    await server.ready;
    // Of the same settings: it waits behind the others.
    const small = {prompt: "a", seed: 1, max_tokens: 20, temperature: 2};
    const alone = await complete(server, small);
    const prompt = Array.from({length: 64}, () => "a b c d e f g h");
    const big = {prompt, n: 128, max_tokens: 20, temperature: 2};
    const load = (signal: AbortSignal): Promise<unknown> =>
      Promise.allSettled(
        Array.from({length: 3}, async () => (await post(server, "/v1/completions", big, {signal})).text())
      );
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    const whole = await timed(() => load(new AbortController().signal));
    const left = await timed(async () => {
      const controller = new AbortController();
      const loads = load(controller.signal);
      // An answer shows that the requests before it have arrived.
      await complete(server, {prompt: "b"});
      controller.abort();
      await loads;
      expect((await complete(server, small)).choices).toEqual(alone.choices);
    });
    expect(left).toBeLessThan(whole / 2);
    expect(faults).toEqual([]);
  });
});

describe("a server that stops", () => {
  it("finishes what is under way, refuses what waits, and leaves no connection open", async () => {
    const server = await startModelServer({model: folder, threads: 1});
    await server.ready;
    const {hostname, port} = new URL(server.url);
    const silent = connect(Number(port), hostname);
    const half = connect(Number(port), hostname);
    half.write("POST /v1/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n");
    half.write("content-length: 100\r\n\r\n{");
    const ends = Promise.all([silent, half].map((socket) => once(socket.resume(), "close")));
    await once(silent, "connect");
    const body = {prompt: Array.from({length: 32}, () => "a b c d e"), n: 128, max_tokens: 20, seed: 1};
    const begun = post(server, "/v1/completions", {...body, prompt: "a b c d e"});
    const waits = post(server, "/v1/completions", {...body, temperature: 2});
    await expect.poll(async () => statusOf(`${server.url}/health`)).toBe(200);
    await server.close();
    await ends;
    const statuses = (await Promise.all([begun, waits])).map(({status}) => status);
    expect(statuses).toEqual([200, 503]);
    await expect(fetch(`${server.url}/health`)).rejects.toThrow("fetch failed");
  });
});

describe("a server that stops while the batch of a client that has gone still runs", () => {
  it("waits for it", async () => {
    const server = await startModelServer({model: folder, threads: 1});
    await server.ready;
    const controller = new AbortController();
    const body = {prompt: ["a b", "c d", "e f", "g h"], n: 128, max_tokens: 20, temperature: 2};
    const left = post(server, "/v1/completions", body, {signal: controller.signal});
    await Promise.all([delay(20), fetch(`${server.url}/health`)]);
    controller.abort();
    await expect(left).rejects.toThrow("aborted");
    await server.close();
  });
});

describe("a model with a picture", () => {
  it("draws what the engine draws for the file, and leaves no file behind", async () => {
    const model = writeModel(pictureArchitecture, randomParameters(pictureArchitecture));
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const server = await started({model});
    await server.ready;
    const random = createRandom("pixels", 1);
    const rgb = Uint8Array.from({length: 48}, () => random.below(256));
    const png = encodePng({width: 4, height: 4, rgb});
    const image = join(model, "a.png");
    writeFileSync(image, png);
    const url = (bytes: Buffer): object => ({
      type: "image_url",
      image_url: {url: `data:image/png;base64,${bytes.toString("base64")}`}
    });
    const ask = (...content: object[]): object => ({
      messages: [{role: "user", content: [...content, {type: "text", text: "a b"}]}],
      n: 4,
      seed: 9,
      max_tokens: 12
    });
    const engine = loadMicroEngine({model, settings: {temperature: 1, topP: 1, maxTokens: 12}, workers: 1});
    onTestFinished(() => engine.close());
    const textsOf = ({choices}: Answered): string[] => choices.map(({message}) => message.content);
    const direct = async (more: object): Promise<string[]> => {
      const requests = [9, 10, 11, 12].map((seed) => ({prompt: "a b", seed, ...more}));
      return (await engine.generate(requests)).map(({completion}) => completion);
    };
    const seen = textsOf(await chat(server, ask(url(png))));
    expect(seen).toEqual(await direct({image}));
    expect(textsOf(await chat(server, ask()))).toEqual(await direct({}));
    expect(seen).not.toEqual(await direct({}));
    const small = encodePng({width: 2, height: 2, rgb: rgb.slice(0, 12)});
    for (const [content, message] of [
      [[url(small)], "image_url has 1 patches of 12 numbers, but the model takes 4"],
      [[url(Buffer.from("nonsense"))], "image_url: cannot be read: not a PNG file"],
      [[url(png), url(png)], "one picture at most"]
    ] as const) {
      const response = await post(server, "/v1/chat/completions", ask(...content));
      const {error} = (await response.json()) as Refusal;
      expect([response.status, error.message]).toEqual([400, expect.stringContaining(message)]);
    }
    const pictures = (): string[] => readdirSync(temporary).filter((name) => name.includes("pictures"));
    expect(pictures()).toHaveLength(1);
    expect(readdirSync(join(temporary, pictures()[0]!))).toEqual([]);
    await server.close();
    expect(pictures()).toEqual([]);
  });
});

describe("npm run serve-model", () => {
  const run = (...args: string[]): ReturnType<typeof spawn> =>
    spawn(process.execPath, ["scripts/bootstrap.mjs", "serve-model", ...args], {
      cwd: repository,
      env: {...process.env, SESAME: "open"}
    });

  it(
    "prints where it answers and an example that works, and ends cleanly at Ctrl-C",
    {timeout: 60_000},
    async () => {
      const child = run(folder, "--name", "tiny", "--threads", "1", "--api-key-env", "SESAME");
      let said = "";
      child.stderr!.on("data", (part: Buffer) => (said += part.toString()));
      const exit = once(child, "exit");
      const [line] = (await once(child.stdout!, "data")) as [Buffer];
      const url = line.toString().trim();
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      await expect.poll(() => said).toContain("curl");
      const example = said
        .split("\n")
        .find((text) => text.includes("curl"))!
        .replace("PROMPT", "a b");
      const curl = spawn("sh", ["-c", example], {env: {...process.env, SESAME: "open"}});
      let answer = "";
      curl.stdout.on("data", (part: Buffer) => (answer += part.toString()));
      await once(curl, "close");
      expect(JSON.parse(answer)).toMatchObject({object: "text_completion", model: "tiny"});
      expect((JSON.parse(answer) as Answered).choices).toHaveLength(4);
      child.kill("SIGINT");
      expect(await exit).toEqual([130, null]);
      expect(said).toContain("stopping: what is under way is answered");
    }
  );

  it.each([
    [["no-such-folder"], "no model at no-such-folder"],
    [[folder, "--api-key-env", "NO_SUCH_NAME"], "--api-key-env NO_SUCH_NAME: no such environment variable"],
    [[folder, "--host", "256.0.0.1"], "cannot listen on 256.0.0.1:0"],
    [[folder, "--port", "99999"], "expected a port"]
  ])("%j is one line", {timeout: 60_000}, async (args, message) => {
    const child = run(...args);
    let said = "";
    child.stderr!.on("data", (part: Buffer) => (said += part.toString()));
    expect(await once(child, "close")).toEqual([1, null]);
    expect(said).toContain(message);
    expect(said.trim().split("\n")).toHaveLength(1);
  });
});
