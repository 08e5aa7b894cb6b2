import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {loadMicroEngine} from "../../loaders/engines/micro/micro-engine.js";
import {readPairs, scorePairs, type ScoredCompletion} from "../../loaders/scoring/score-pairs.js";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const model = join(repository, "data/models/countdown-base");
const prompt = "numbers 3 7 5 target 15";

async function scoreLines(lines: readonly string[]): Promise<ScoredCompletion[]> {
  const file = join(temporaryFolder(), "pairs.jsonl");
  writeFileSync(file, lines.join("\n"));
  const scored: ScoredCompletion[] = [];
  for await (const each of scorePairs(model, readPairs(file))) scored.push(each);
  return scored;
}

describe("scorePairs", () => {
  it("gives each token of a drawn completion the log-probability that it was drawn at", async () => {
    const engine = loadMicroEngine({
      model,
      settings: {temperature: 0.6, topP: 0.95, maxTokens: 32},
      workers: 1
    });
    const [drawn] = await engine.generate([{prompt, seed: 5}]);
    await engine.close();
    const [scored] = await scoreLines([JSON.stringify({prompt, completion: drawn!.completion})]);
    expect(scored!.tokens).toEqual([...drawn!.completion.split(" "), "<end>"]);
    expect(scored!.logprobs).toHaveLength(scored!.tokens.length);
    expect(scored!.entropies).toHaveLength(scored!.tokens.length);
    expect(scored!.sum_logprob).toBeCloseTo(drawn!.sumLogprob!, 3);
    expect(scored!.perplexity).toBeCloseTo(Math.exp(-scored!.sum_logprob / scored!.tokens.length), 12);
  });

  it("has no end token where the completion was cut", async () => {
    const lines = ["stop", "length"].map((finish_reason) =>
      JSON.stringify({prompt, completion: "3 + 7 = 10", finish_reason})
    );
    const [whole, cut] = await scoreLines(["", ...lines]);
    expect(whole!.tokens.at(-1)).toBe("<end>");
    expect(cut!.tokens).toEqual(["3", "+", "7", "=", "10"]);
    expect(cut!.logprobs).toEqual(whole!.logprobs.slice(0, -1));
  });

  it("names the line and the word that the model does not know", async () => {
    const unknown = [
      `{"prompt": "${prompt}", "completion": "3 + 7"}`,
      '{"prompt": "numbers pi", "completion": ""}'
    ];
    await expect(scoreLines(unknown)).rejects.toThrow(
      /pairs\.jsonl:2: cannot be scored: the word "pi" is not in/
    );
    await expect(scoreLines(["{"])).rejects.toThrow(/.*:1: invalid JSON/);
    await expect(scoreLines(['{"prompt": "x"}'])).rejects.toThrow(/.*:1: invalid pair: completion/);
  });
});

describe("npm run score -- --tokens", () => {
  it("writes one JSON line for a completion", () => {
    const {status, stdout} = runCli("score", [
      "--tokens",
      ...["--model", model, "--prompt", prompt, "--completion", "3 + 7 = 10 ; 10 + 5 = 15"]
    ]);
    expect(status).toBe(0);
    const scored = JSON.parse(stdout) as ScoredCompletion;
    expect(scored.tokens).toHaveLength(12);
    expect(scored.perplexity).toBeGreaterThan(1);
  });

  it("says what is missing", () => {
    const {status, stderr} = runCli("score", ["--tokens", "--model", model]);
    expect([status, stderr.trim()]).toEqual([1, "--tokens needs --prompt and --completion, or --pairs FILE"]);
  });
});
