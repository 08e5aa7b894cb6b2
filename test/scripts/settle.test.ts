import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {startModelServer, type ModelServer} from "../../loaders/model-server/model-server.js";
import {pairStudyText} from "../../loaders/settling/pair-study.js";
import {affordableN, parseBudget, priceOf} from "../../loaders/settling/price.js";
import {readStudy} from "../../loaders/schema/study.js";
import {runProgram} from "../../scripts/shared/run-program.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

let servers: ModelServer[];

beforeAll(async () => {
  servers = await Promise.all(
    ["countdown-base", "countdown-grpo"].map((name) =>
      startModelServer({model: join(repository, "data/models", name), threads: 1})
    )
  );
  await Promise.all(servers.map(({ready}) => ready));
});

afterAll(() => Promise.all(servers.map((server) => server.close())));

/** Arguments that settle the pair on the first five problems. */
function pairArguments(folder: string, ...more: string[]): string[] {
  const problems = join(folder, "five.jsonl");
  if (!existsSync(problems)) {
    const all = readFileSync(join(repository, "data/benchmarks/countdown.jsonl"), "utf8");
    writeFileSync(problems, all.split("\n").slice(0, 5).join("\n") + "\n");
  }
  const [base, rl] = servers.map(({url, name}) => `${url}#${name}`);
  const set = ["--benchmark", problems, "--max-tokens", "24", "--no-serve", "--dir", folder];
  return ["--base", base!, "--rl", rl!, ...set, ...more];
}

/** Runs the command without blocking: the servers are in this process. */
function settle(args: readonly string[]): ReturnType<typeof runProgram> {
  return runProgram(process.execPath, ["scripts/bootstrap.mjs", "settle", ...args], {cwd: repository});
}

describe("npm run settle", () => {
  it("prices a pair, draws it, builds its report, and goes on with it when it is repeated", async () => {
    const folder = temporaryFolder();
    const first = await settle(pairArguments(folder, "--n", "4", "--yes"));
    expect(first.stderr).toContain("5 problems x 4 completions x 2 models = 40 completions in 10 requests");
    expect(first.stderr).toMatch(
      /output: about \d+ tokens, at most 960; 0 of 10 in a sample were cut at max_tokens/
    );
    expect(first.stderr).toContain("sample: 40 completions drawn");
    expect(first.status).toBe(0);
    const file = join(folder, "studies", "countdown-base-vs-countdown-grpo-five.yaml");
    const study = readStudy(file);
    expect(study.policies.map(({id, role, base}) => [id, role, base])).toEqual([
      ["countdown-base", "base", null],
      ["countdown-grpo", "rl", "countdown-base"]
    ]);
    expect(existsSync(join(folder, "dist", "index.html"))).toBe(true);
    expect(first.stderr).toMatch(
      /settle: if its solve rates are like .*, 5 problems x 4 completions show .*a probability of .*%/
    );
    const again = await settle(pairArguments(folder, "--n", "4", "--yes"));
    expect(again.stderr).toContain("settle: going on with");
    expect(again.stderr).toContain("sample: nothing is missing");
    const other = await settle(pairArguments(folder, "--n", "4", "--temperature", "1", "--yes"));
    expect(other).toMatchObject({status: 1});
    expect(other.stderr).toMatch(
      /five\.yaml is there and was made with other options: give --study-out another name/
    );
  }, 300_000);

  it("draws nothing where nobody can be asked, and leaves no study", async () => {
    const folder = temporaryFolder();
    const {status, stderr} = await settle(pairArguments(folder, "--n", "4"));
    expect(status).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toBe(
      "nobody can be asked here: add --yes to draw at this price"
    );
    expect(existsSync(join(folder, "runs"))).toBe(false);
    expect(existsSync(join(folder, "studies", "countdown-base-vs-countdown-grpo-five.yaml"))).toBe(false);
  }, 120_000);

  it.each([
    [["--base", "http://127.0.0.1:1"], /--base http:\/\/127\.0\.0\.1:1: expected an address and a model/],
    [
      ["--base", "nowhere#m"],
      /--base nowhere#m: nowhere is neither an address \(http:\/\/…\) nor a file of addresses/
    ],
    [["--benchmark", "maths500"], /--benchmark maths500: neither a file nor a registered set/],
    [
      ["--adaptive", "--n", "100"],
      /--n 100 with --adaptive: it is the most completions of a problem.*: give one of 32, 64, 128, /
    ],
    [["--budget", "many"], /expected a number of tokens, for example 10M-tokens/]
  ])("refuses %j in a line", async (wrong, message) => {
    const {status, stderr} = await settle([...pairArguments(temporaryFolder(), "--yes"), ...wrong]);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("the study of a pair", () => {
  it("has an adaptive n where that was asked for, which the budget ends", () => {
    const model = (id: string) => ({id, model: id, place: {url: "http://127.0.0.1:8000"}});
    const pair = {
      base: model("base"),
      rl: model("rl"),
      benchmark: {id: "sums", problems: "sums.jsonl", verifier: "math@strict", prompt: null},
      sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 64},
      adaptive: true as const,
      engine: {}
    };
    const file = join(temporaryFolder(), "pair.yaml");
    writeFileSync(file, pairStudyText("pair", pair, 256, 10_000_000));
    expect(readStudy(file).adaptive).toMatchObject({most: 256, budget: {most: 10_000_000, of: "tokens"}});
    writeFileSync(file, pairStudyText("pair", {...pair, adaptive: undefined as never}, 256));
    expect(readStudy(file).adaptive).toBeNull();
  });
});

describe("the price of a pair", () => {
  const model = {tokens: 100, promptCharacters: 350, seconds: 8, completions: 32, perRequest: 8};

  it("counts requests, tokens and hours of both models", () => {
    expect(priceOf({problems: 500, n: 20, maxTokens: 1000, models: [model, model]})).toEqual({
      completions: 20_000,
      requests: 3000,
      promptTokens: 300_000,
      outputTokens: 2_000_000,
      mostOutputTokens: 20_000_000,
      hours: 20_000 / 4 / 3600
    });
  });

  it("lowers n to what a budget affords, by the limit where nobody counts tokens", () => {
    const about = {problems: 500, maxTokens: 1000, models: [model, model]};
    expect(affordableN(2_000_000, 256, about)).toBe(20);
    expect(affordableN(1e12, 256, about)).toBe(256);
    expect(affordableN(50_000, 256, about)).toBe(0);
    expect(affordableN(2_000_000, 256, {...about, models: [{...model, tokens: null}]})).toBe(4);
  });

  it("reads budgets as people write them", () => {
    expect(["10M-tokens", "10M", "250k tokens", "1e7", "1.5G", "12"].map(parseBudget)).toEqual([
      10_000_000, 10_000_000, 250_000, 10_000_000, 1_500_000_000, 12
    ]);
    expect(["", "M", "-5", "ten", "0"].map(parseBudget)).toEqual([null, null, null, null, null]);
  });
});
