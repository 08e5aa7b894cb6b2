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
kind: grpo
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
    const card = JSON.parse(readFileSync(join(folder, "base/card.json"), "utf8")) as Record<string, unknown>;
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
    const base = readModelFolder(join(folder, "base"));
    const card = JSON.parse(readFileSync(join(folder, "grpo/card.json"), "utf8")) as Record<string, unknown>;
    expect(card.base).toBe(base.source);
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
