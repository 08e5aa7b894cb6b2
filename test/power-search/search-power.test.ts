import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {readModelFolder} from "../../loaders/engines/micro/model-folder.js";
import {bestPower, powerEstimate} from "../../loaders/power-search/power-estimate.js";
import {searchPower} from "../../loaders/power-search/search-power.js";
import {powerSearchFile as recordFile, type PowerSearch} from "../../loaders/schema/records/power-search.js";
import {fileHash} from "../../loaders/store/file-hash.js";
import {randomParameters, tinyArchitecture, writeModel} from "../engines/micro/random-model.js";

describe("powerEstimate", () => {
  it("is the mean share, its binomial error with problems fixed, and the share of solved problems", () => {
    const {pass_at_1, standard_error, pass_at_n} = powerEstimate([0, 2, 4], 4);
    expect([pass_at_1, pass_at_n]).toEqual([0.5, 2 / 3]);
    // Of three problems one varies: 1/2 * 1/2 / (4 - 1).
    expect(standard_error).toBeCloseTo(Math.sqrt(1 / 12) / 3, 12);
  });

  it("takes the highest pass@1, and of equal ones the smallest power", () => {
    const probe = (power: number, pass_at_1: number) => ({power, pass_at_1, standard_error: 0, pass_at_n: 1});
    expect(bestPower([probe(2, 0.4), probe(8, 0.6), probe(4, 0.6), probe(16, 0.5)]).power).toBe(4);
  });
});

describe("searchPower", () => {
  const model = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
  const file = join(model, "letters.jsonl");
  afterAll(() => {
    rmSync(model, {recursive: true});
  });
  writeFileSync(
    file,
    problemsText([
      {benchmark: "letters", problemId: "p", domain: "math", prompt: "a b c", gold: "1", meta: {}}
    ])
  );
  const options = {
    model,
    benchmark: file,
    verifier: "math@strict",
    powers: [8, 12],
    maxTokens: 3,
    completions: 4,
    seed: 1,
    workers: 1
  };

  it("writes the same record twice", async () => {
    const record = await searchPower(options);
    expect(record.search.map(({power}) => power)).toEqual([8, 12]);
    expect(record).toMatchObject({problems: 1, power: 8, plain: {power: 1, pass_at_1: 0}});
    const text = readFileSync(join(model, recordFile), "utf8");
    expect(JSON.parse(text)).toEqual(record);
    await searchPower(options);
    expect(readFileSync(join(model, recordFile), "utf8")).toBe(text);
  });

  it("refuses one completion, a verifier that does not exist and too many tokens, each in one line", async () => {
    await expect(searchPower({...options, completions: 1})).rejects.toThrow(
      /--completions 1: give at least 2/
    );
    await expect(searchPower({...options, verifier: "no@such"})).rejects.toThrow(/unknown verifier no@such/);
    await expect(searchPower({...options, maxTokens: 99})).rejects.toThrow(/--max-tokens 99 is more than/);
  });
});

describe("searches of powers in data/models", () => {
  const models = fileURLToPath(new URL("../../data/models", import.meta.url));
  const names = readdirSync(models).filter((name) => existsSync(join(models, name, recordFile)));

  it("include that of the base of the default study, whose power is the search's", () => {
    expect(names).toContain("countdown-base");
    const {power} = JSON.parse(
      readFileSync(join(models, "countdown-base", recordFile), "utf8")
    ) as PowerSearch;
    const study = readFileSync(
      fileURLToPath(new URL("../../data/studies/micro.yaml", import.meta.url)),
      "utf8"
    );
    expect(study).toContain(`sampling: {power: ${power}}`);
  });

  it.each(names)(
    "%s: the record is of these weights, on validation data, and its power is the best",
    (name) => {
      const folder = join(models, name);
      const record = JSON.parse(readFileSync(join(folder, recordFile), "utf8")) as PowerSearch;
      expect(record.model).toBe(readModelFolder(folder).source);
      expect(basename(record.benchmark.file)).toMatch(/validation/);
      expect(record.benchmark.sha256).toBe(fileHash(join(folder, record.benchmark.file)));
      expect(record.power).toBe(bestPower(record.search).power);
    }
  );
});
