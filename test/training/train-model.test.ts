import {spawn} from "node:child_process";
import {once} from "node:events";
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readModelFolder} from "../../loaders/engines/micro/model-folder.js";
import {Database, quote} from "../../loaders/store/database.js";
import {trainModel} from "../../loaders/training/train-model.js";
import type {TrainingLogRow} from "../../loaders/training/training-log.js";

const folder = mkdtempSync(join(tmpdir(), "train-"));
const problems = fileURLToPath(new URL("../../data/benchmarks/countdown-validation.jsonl", import.meta.url));

const shared = `
seed: 3
task:
  name: countdown
  strategies: {sum_chain: 1, product_chain: 0, pairs: 0, reversed_chain: 0}
  failed_attempts: 0
  arithmetic_noise: 0
optimizer: {beta1: 0.9, beta2: 0.95, weight_decay: 0.01, max_gradient_norm: 1}
validation: {problems: validation.jsonl, every: 4, completions: 1, temperature: 1, top_p: 1}
selection: none
tried: []
`;

const pretrain = `${shared}
kind: pretrain
architecture: {layers: 1, width: 32, heads: 2, hidden: 16, context: 32, tied_head: true}
steps: 8
batch: 16
learning_rate: {peak: 0.01, warmup: 2, decay: cosine}
`;

const grpo = `${shared}
kind: rl
algorithm: {name: grpo}
base: ../base
steps: 5
prompts_per_step: 4
rollouts: 4
max_tokens: 20
learning_rate: {peak: 0.001, warmup: 0, decay: constant}
`;

function writeRecipe(name: string, text: string): string {
  const model = join(folder, name);
  mkdirSync(model, {recursive: true});
  writeFileSync(
    join(model, "validation.jsonl"),
    readFileSync(problems, "utf8").split("\n").slice(0, 5).join("\n")
  );
  writeFileSync(join(model, "recipe.yaml"), text);
  return join(model, "recipe.yaml");
}

const finetune = `${shared}
kind: finetune
base: ../base
texts: {from: corpus}
steps: 3
batch: 8
learning_rate: {peak: 0.001, warmup: 0, decay: constant}
`;

const search = pretrain.replace("peak: 0.01", "candidates: [0.0001, 0.02, 0.01], search_steps: 6");

/** Trains, but stops after so many steps, those of searches included. */
async function stopAfter(recipe: string, count: number): Promise<void> {
  const controller = new AbortController();
  let taken = 0;
  const onStep = () => {
    if (++taken === count) controller.abort();
  };
  expect(await train(recipe, {signal: controller.signal, onStep})).toBe(false);
}

const readCard = (name: string) =>
  JSON.parse(readFileSync(join(folder, name, "card.json"), "utf8")) as Record<string, unknown>;

const weights = (name: string) => readFileSync(join(folder, name, "model.safetensors"));
const train = (recipe: string, more: Partial<Parameters<typeof trainModel>[0]> = {}) =>
  trainModel({recipe, date: "2025-05-16", ...more});

/** Trains, but stops after each of `stops` steps and goes on in a new run. */
async function trainInParts(recipe: string, stops: readonly number[]): Promise<boolean> {
  for (const stop of stops) {
    const controller = new AbortController();
    const onStep = ({step}: TrainingLogRow) => {
      if (step === stop) controller.abort();
    };
    expect(await train(recipe, {signal: controller.signal, onStep})).toBe(false);
  }
  return train(recipe);
}

beforeAll(async () => {
  expect(await train(writeRecipe("base", pretrain))).toBe(true);
});

afterAll(() => {
  rmSync(folder, {recursive: true});
});

describe("trainModel", () => {
  it("gives the same weights for the same recipe, others for another seed", async () => {
    await train(writeRecipe("again", pretrain));
    await train(writeRecipe("other", pretrain.replace("seed: 3", "seed: 4")));
    expect(weights("again").equals(weights("base"))).toBe(true);
    expect(weights("other").equals(weights("base"))).toBe(false);
  });

  it("gives the same weights and log after stops, and leaves no checkpoint", async () => {
    expect(await trainInParts(writeRecipe("parts", pretrain), [2, 3, 7])).toBe(true);
    expect(weights("parts").equals(weights("base"))).toBe(true);
    const log = (name: string) => readFileSync(join(folder, name, "training-log.parquet"));
    expect(log("parts").equals(log("base"))).toBe(true);
    expect(existsSync(join(folder, "parts/checkpoint.safetensors"))).toBe(false);
  });

  it("stops cleanly on Ctrl-C with exit code 130, and npm run train goes on from there", async () => {
    const steps = 3000;
    const recipe = writeRecipe("interrupted", pretrain.replace("steps: 8", `steps: ${steps}`));
    const script = fileURLToPath(new URL("../../scripts/bootstrap.mjs", import.meta.url));
    const child = spawn(process.execPath, [script, "train", recipe], {stdio: ["ignore", "ignore", "pipe"]});
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (!output.includes("step 4:") && (output + text).includes("step 4:")) child.kill("SIGINT");
      output += text;
    });
    const [code] = (await once(child, "close")) as [number | null];
    expect(code, output).toBe(130);
    expect(output).toContain("train: stopped; run again to go on");
    expect(existsSync(join(folder, "interrupted/model.safetensors"))).toBe(false);
    const first: number[] = [];
    const controller = new AbortController();
    const onProgress = (done: number) => {
      first.push(done);
      controller.abort();
    };
    await train(recipe, {signal: controller.signal, onProgress});
    expect(first[0]).toBeGreaterThanOrEqual(4);
    expect(first[0]).toBeLessThan(steps);
  });

  it("learns: the loss falls below that of guessing", async () => {
    const recipe = pretrain.replace("steps: 8", "steps: 60").replace("peak: 0.01", "peak: 0.02");
    const losses: number[] = [];
    await train(writeRecipe("long", recipe), {onStep: ({loss}) => losses.push(loss!)});
    expect(losses[0]).toBeGreaterThan(4);
    expect(losses.at(-1)).toBeLessThan(3);
  });

  it("writes a card and a log that say how the model was made", async () => {
    const card = readCard("base");
    expect(card).toMatchObject({
      kind: "pretrain",
      seed: 3,
      steps: 8,
      date: "2025-05-16",
      threads: 1,
      base: null
    });
    expect(card.tokens).toBeGreaterThan(8 * 16 * 15);
    const database = await Database.open();
    const rows = await database.rows<TrainingLogRow>(
      `FROM read_parquet(${quote(join(folder, "base/training-log.parquet"))})`
    );
    database.close();
    expect(rows.map(({step}) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(rows.map((row) => row.validation_pass_at_1 !== null)).toEqual(
      [3, 7].flatMap(() => [false, false, false, true])
    );
    for (const {loss, gradient_norm, entropy, reward} of rows) {
      expect(Math.min(loss!, gradient_norm!, entropy!)).toBeGreaterThan(0);
      expect(reward).toBeNull();
    }
  });

  it("trains GRPO from a base, resumably, and measures the divergence from it", async () => {
    const rows: TrainingLogRow[] = [];
    await train(writeRecipe("grpo", grpo), {onStep: (row) => rows.push(row)});
    await trainInParts(writeRecipe("grpo-parts", grpo), [1, 4]);
    expect(weights("grpo-parts").equals(weights("grpo"))).toBe(true);
    expect(rows[0]!.kl_to_base).toBeCloseTo(0, 4);
    expect(rows.every(({reward, entropy}) => reward !== null && entropy! > 0)).toBe(true);
    expect(readCard("grpo").base).toBe(readModelFolder(join(folder, "base")).source);
  });

  it("keeps weights along the way as models of their own, also after a stop", async () => {
    const recipe = pretrain.replace("steps: 8", "steps: 8\nkeep_steps: [3, 6]");
    await train(writeRecipe("kept-steps", recipe));
    await trainInParts(writeRecipe("kept-parts", recipe), [4]);
    expect(weights("kept-steps").equals(weights("base"))).toBe(true);
    for (const step of [3, 6]) {
      const place = `kept-steps/steps/${step}`;
      expect(weights(`kept-parts/steps/${step}`).equals(weights(place))).toBe(true);
      expect(weights(place).equals(weights("base"))).toBe(false);
      expect(readModelFolder(join(folder, place)).words).toEqual(readModelFolder(join(folder, "base")).words);
      expect(readCard(place)).toMatchObject({steps: step, kind: "pretrain"});
      expect((readCard(place).validation_pass_at_1 as {step: number}[]).at(-1)!.step).toBe(step);
    }
  });

  it("chooses the learning rate by validation, and goes on with the best candidate", async () => {
    await train(writeRecipe("search", search));
    const {tried, learning_rate: chosen} = readCard("search") as {
      tried: {learning_rate: number; steps: number; validation_pass_at_1: number}[];
      learning_rate: number;
    };
    expect(tried.map((trial) => [trial.learning_rate, trial.steps])).toEqual([
      [0.0001, 6],
      [0.02, 6],
      [0.01, 6]
    ]);
    const best = Math.max(...tried.map((trial) => trial.validation_pass_at_1));
    expect(chosen).toBe(tried.find((trial) => trial.validation_pass_at_1 === best)!.learning_rate);
    await train(writeRecipe("chosen", pretrain.replace("peak: 0.01", `peak: ${chosen}`)));
    expect(weights("search").equals(weights("chosen"))).toBe(true);
    expect(existsSync(join(folder, "search/checkpoint-0.02.safetensors"))).toBe(false);
  });

  it("goes on with a search that was stopped", async () => {
    const recipe = writeRecipe("search-parts", search);
    for (const count of [2, 5, 8]) await stopAfter(recipe, count);
    expect(await train(recipe)).toBe(true);
    expect(weights("search-parts").equals(weights("search"))).toBe(true);
    expect(readCard("search-parts").tried).toEqual(readCard("search").tried);
  });

  it("fine-tunes a base on its corpus or on a teacher's solutions", async () => {
    const taught = finetune.replace(
      "from: corpus",
      "from: teacher, teacher: ../long, temperature: 1, top_p: 1, max_tokens: 20"
    );
    await train(writeRecipe("instruct", finetune));
    await train(writeRecipe("distilled", taught));
    const [base, teacher] = ["base", "long"].map((name) => readModelFolder(join(folder, name)).source);
    expect(readCard("instruct")).toMatchObject({kind: "finetune", base, teacher: null});
    expect(readCard("distilled")).toMatchObject({kind: "finetune", base, teacher});
    expect(weights("instruct").equals(weights("base"))).toBe(false);
  });

  it("refuses the checkpoint of another recipe, unless told to start anew", async () => {
    const recipe = writeRecipe("changed", pretrain);
    const controller = new AbortController();
    controller.abort();
    await train(recipe, {signal: controller.signal});
    writeRecipe("changed", pretrain.replace("seed: 3", "seed: 5"));
    await expect(train(recipe)).rejects.toThrow(/checkpoint of another recipe or base.*--fresh/);
    expect(await train(recipe, {fresh: true})).toBe(true);
  });

  it("leaves an existing model alone until the new one is finished", async () => {
    cpSync(join(folder, "base"), join(folder, "kept"), {recursive: true});
    const recipe = writeRecipe("kept", pretrain.replace("seed: 3", "seed: 9"));
    const controller = new AbortController();
    await train(recipe, {
      signal: controller.signal,
      onStep: () => {
        controller.abort();
      }
    });
    expect(weights("kept").equals(weights("base"))).toBe(true);
  });

  it.each([
    ["an unknown key", pretrain.replace("batch: 16", "bach: 16"), /recipe\.yaml:\d+/],
    ["a value out of range", pretrain.replace("steps: 8", "steps: 0"), /recipe\.yaml:15: steps/],
    ["an unknown kind", pretrain.replace("kind: pretrain", "kind: sft"), /recipe\.yaml:13: kind/],
    [
      "heads that do not fit",
      pretrain.replace("width: 32", "width: 24"),
      /recipe\.yaml:14: architecture must be given a width that is a multiple of 16/
    ],
    ["an unknown algorithm", grpo.replace("name: grpo", "name: gropo"), /recipe\.yaml:14: algorithm.*gropo/],
    [
      "another algorithm's key",
      grpo.replace("name: grpo", "name: rloo, clip_high: 0.3"),
      /recipe\.yaml:14: unknown key algorithm\.clip_high/
    ],
    [
      "steps to keep out of order",
      pretrain.replace("steps: 8", "keep_steps: [6, 3]\nsteps: 8"),
      /recipe\.yaml:15: keep_steps must be in rising order and below steps \(8\)/
    ],
    [
      "a search longer than the run",
      search.replace("search_steps: 6", "search_steps: 9"),
      /recipe\.yaml:17: learning_rate\.search_steps must be at most steps \(8\)/
    ],
    ["a missing base", grpo.replace("../base", "../none"), /no model in .*none/],
    [
      "missing problems",
      pretrain.replace("problems: validation", "problems: none"),
      /cannot read .*none\.jsonl/
    ]
  ])("refuses %s and names the place", async (_, text, message) => {
    await expect(train(writeRecipe("bad", text))).rejects.toThrow(message);
  });
});
