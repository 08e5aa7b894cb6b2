import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {cellPrompt} from "../../loaders/prompts/cell-prompt.js";
import {publicBenchmark} from "../../loaders/public-benchmarks/registry.js";
import {priceStudy} from "../../loaders/sampling/price-study.js";
import {priceTable, priceTotals} from "../../loaders/sampling/price-table.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {repository, runCli} from "../support/run-cli.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A study of one policy; `engine` with its keys. */
function studyWith(engine: string, more = "", sampling = "{n: 4, max_tokens: 8}") {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "studies"));
  writeFileSync(join(folder, "studies/p.jsonl"), problemsText(countdownProblems(3)));
  const file = join(folder, "studies/study.yaml");
  writeFileSync(
    file,
    `study: priced
title: Priced
seed: 7
sampling: ${sampling}
policies:
  - {id: base, role: base, engine: ${engine}}
benchmarks:
  - {id: sums, problems: p.jsonl, verifier: countdown@steps}
${more}`
  );
  return {file, study: readStudy(file), run: new RunFolder(join(folder, "run"))};
}

const model = `micro, model: ${join(repository, "data/models/countdown-base")}`;

describe("priceStudy", () => {
  it("counts what is missing, the prompts' tokens exactly for a micro model, and loads nothing", async () => {
    const {study, run} = studyWith(model);
    const prompts = countdownProblems(3).map(({prompt}) => prompt.split(" ").length);
    expect(await priceStudy(study, run)).toEqual([
      {
        policy: "base",
        benchmark: "sums",
        n: 4,
        problems: 3,
        problems_from: "file",
        stored: 0,
        requests: 3,
        completions: 12,
        prompt_tokens: prompts.reduce((sum, words) => sum + words, 0),
        prompt_tokens_are: "exact",
        most_output_tokens: 12 * 8
      }
    ]);
  });

  it("takes off what is stored, problem by problem", async () => {
    const {study, run} = studyWith(model, "", "{n: 2, max_tokens: 8}");
    const models = {
      source: () => Promise.resolve("test"),
      load: () => Promise.resolve(seededEngine({failing: [countdownProblems(3)[1]!.prompt]})),
      room: () => Promise.resolve(null)
    };
    await sampleStudy({study, run, models, date: "2026-01-02"});
    expect(await priceStudy(study, run)).toMatchObject([{stored: 4, requests: 1, completions: 2}]);
    const more = studyWith(model, "", "{n: 3, max_tokens: 8}").study;
    expect(await priceStudy(more, run)).toMatchObject([{stored: 4, requests: 3, completions: 5}]);
    expect(priceTable(await priceStudy(more, run))).toContain("4 completions are stored, and taken off");
  });

  it("estimates prompts in their template for other engines, and counts a set that was not fetched by the registry", async () => {
    const {study, run} = studyWith(
      "./own.ts",
      "  - {id: math500, problems: math500, n: 2}\nprompt: oat-zero\n"
    );
    const prices = await priceStudy(study, run);
    expect(prices[0]).toMatchObject({prompt_tokens_are: "estimated"});
    const plain = studyWith("./own.ts");
    const [bare] = await priceStudy(plain.study, plain.run);
    expect(prices[0]!.prompt_tokens! - bare!.prompt_tokens!).toBeGreaterThan(3 * 30);
    expect(prices[1]).toEqual({
      policy: "base",
      benchmark: "math500",
      n: 2,
      problems: 500,
      problems_from: "registry",
      stored: 0,
      requests: 500,
      completions: 1000,
      prompt_tokens: null,
      prompt_tokens_are: "unknown",
      most_output_tokens: 8000
    });
    expect(priceTotals(prices)).toMatchObject({completions: 1012, estimated: 1, without_problems: 1});
    const table = priceTable(prices);
    expect(table).toMatch(/math500 +2 +\*500 +500 +1,000 +\? +8,000/);
    expect(table).toContain("* by the registry: 1 cells are of sets that were not fetched");
  });

  it("is what npm run sample -- --dry-run prints, and draws nothing", () => {
    const {file} = studyWith(model);
    const runs = temporaryFolder();
    const priced = runCli("sample", ["--study", file, "--runs", runs, "--dry-run", "--json"]);
    expect(priced.status).toBe(0);
    expect(JSON.parse(priced.stdout)).toMatchObject({study: "priced", total: {completions: 12, cells: 1}});
    const refused = runCli("sample", ["--study", file, "--runs", runs, "--json"]);
    expect([refused.status, refused.stderr.trim()]).toEqual([
      1,
      "--json prints the price of a study: give --dry-run too"
    ]);
  });
});

describe("a study that lies elsewhere", () => {
  it("finds the sets that were fetched into the folder of --dir", () => {
    const {file} = studyWith("replay, completions: nowhere", "  - {id: math500, problems: math500, n: 2}\n");
    const dir = temporaryFolder();
    mkdirSync(join(dir, "benchmarks/fetched/math500"), {recursive: true});
    const row = {problem: "What is 1 + 1?", solution: "\\boxed{2}", answer: "2"};
    writeFileSync(join(dir, "benchmarks/fetched/math500/test.jsonl"), JSON.stringify(row));
    const {stdout} = runCli("sample", ["--dir", dir, "--study", file, "--dry-run", "--json"]);
    expect((JSON.parse(stdout) as {cells: unknown[]}).cells[1]).toMatchObject({
      benchmark: "math500",
      problems: 1,
      problems_from: "file"
    });
  });
});

describe("the paper's studies", () => {
  /** With its engine as a module that is never loaded: no study of a server is priced by asking it. */
  function paper(name: string): Study {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "studies"));
    const text = readFileSync(join(repository, `data/studies/${name}.yaml`), "utf8");
    writeFileSync(
      join(folder, "studies/paper.yaml"),
      text.replaceAll("engine: openai", "engine: ./openai.ts")
    );
    return readStudy(join(folder, "studies/paper.yaml"));
  }

  it.each(["paper", "paper-strong"])(
    "%s: base and RL are asked alike, and all sets are registered",
    (name) => {
      const study = paper(name);
      for (const {policy, benchmark} of studyCells(study)) {
        expect(publicBenchmark(benchmark.registered!)?.format).not.toBeNull();
        const base = study.policies.find(({id}) => id === policy.base);
        const asked = cellPrompt({policy, benchmark});
        expect(asked).not.toBeNull();
        if (base !== undefined && policy.role === "rl")
          expect(cellPrompt({policy: base, benchmark})!.sha256).toBe(asked!.sha256);
      }
    }
  );

  it("have the paper's numbers of completions, and are priced without a server or a fetched set", async () => {
    const study = paper("paper");
    const n = (policy: string, benchmark: string) =>
      studyCells(study).find((cell) => cell.policy.id === policy && cell.benchmark.id === benchmark)?.n;
    expect(n("qwen2.5-7b", "aime24")).toBe(1024);
    expect(n("llama-3.1-8b", "amc23")).toBe(1024);
    expect(n("qwen2.5-32b", "gsm8k")).toBe(128);
    expect(n("coder1-zero", "mbpp-plus")).toBe(128);
    expect(n("verl-rloo", "omni-math-rule")).toBe(256);
    const prices = await priceStudy(study, new RunFolder(join(temporaryFolder(), "run")));
    expect(new Set(prices.map(({problems_from: from}) => from))).toEqual(new Set(["registry"]));
    const {completions, most_output_tokens: tokens} = priceTotals(prices);
    expect(completions).toBe(prices.reduce((sum, price) => sum + price.problems * price.n, 0));
    expect(tokens).toBeGreaterThan(1e9);
    const strong = await priceStudy(paper("paper-strong"), new RunFolder(join(temporaryFolder(), "run")));
    expect(strong.find(({policy}) => policy === "deepcoder-14b")).toMatchObject({
      n: 64,
      problems: 279,
      most_output_tokens: 64 * 279 * 32768
    });
  });
});
