import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {matchEntropy} from "../../loaders/entropy-matching/match-entropy.js";
import {startModelServer} from "../../loaders/model-server/model-server.js";
import {imitateServer} from "../engines/openai/imitated-server.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const [model, reference] = ["data/models/countdown-grpo", "data/models/countdown-base"] as const;
const settings = {referenceTemperature: 0.6, topP: 0.95, maxTokens: 24, completions: 8, seed: 1};

/** The first problems of the validation set. */
function benchmark(count: number): string {
  const file = join(temporaryFolder(), "validation.jsonl");
  const lines = readFileSync("data/benchmarks/countdown-validation.jsonl", "utf8").split("\n");
  writeFileSync(file, `${lines.slice(0, count).join("\n")}\n`);
  return file;
}

async function served(folder: string): Promise<string> {
  const server = await startModelServer({model: folder, threads: 1});
  onTestFinished(() => server.close());
  await server.ready;
  return `${server.url}#${server.name}`;
}

describe("matchEntropy of served models", () => {
  it(
    "finds by the bound nearly the temperature that the entropy itself gives",
    {timeout: 240_000},
    async () => {
      const given = {...settings, benchmark: benchmark(12)};
      const exact = await matchEntropy({
        ...given,
        model,
        reference,
        workers: 1,
        out: join(temporaryFolder(), "exact.json")
      });
      const out = join(temporaryFolder(), "bound.json");
      const [servedModel, servedReference] = [await served(model), await served(reference)];
      const bound = await matchEntropy({...given, model: servedModel, reference: servedReference, out});
      expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(bound);
      expect(bound).toMatchObject({
        outcome: "matched",
        entropy: "lower bound",
        model: "countdown-grpo",
        served: servedModel,
        reference: {folder: servedReference, source: "countdown-base"}
      });
      expect(exact).not.toHaveProperty("entropy");
      expect(Math.abs(bound.temperature! / exact.temperature! - 1)).toBeLessThan(0.02);
      // The same texts were drawn from the reference: what differs is the bound alone.
      expect(bound.reference.entropy).toBeLessThanOrEqual(exact.reference.entropy + 1e-5);
      expect(bound.reference.entropy).toBeGreaterThan(0.95 * exact.reference.entropy);
    }
  );

  it("does not compare a bound with an entropy, and needs a file for the record", async () => {
    const given = {...settings, benchmark: benchmark(1)};
    const server = "http://127.0.0.1:9#m";
    const mixed = /^--model .*: of a model at a server only a lower bound of the entropy is known/;
    await expect(matchEntropy({...given, model, reference: server})).rejects.toThrow(mixed);
    await expect(matchEntropy({...given, model: server, reference})).rejects.toThrow(mixed);
    await expect(matchEntropy({...given, model: server, reference: server})).rejects.toThrow(
      /^--model http:\/\/127.0.0.1:9#m has no folder: give --out/
    );
    const folder = temporaryFolder();
    await expect(matchEntropy({...given, model: server, reference: server, out: folder})).rejects.toThrow(
      `--out ${folder}: is a folder: name a file in it`
    );
  });

  it("says that a server without log-probabilities has no entropies", async () => {
    const {url} = await imitateServer({logprobs: "none"});
    const out = join(temporaryFolder(), "record.json");
    await expect(
      matchEntropy({...settings, benchmark: benchmark(1), model: `${url}#m`, reference: `${url}#m`, out})
    ).rejects.toThrow("the engine openai reports no entropy of its tokens: it cannot be matched");
    expect(existsSync(out)).toBe(false);
  });
});
