import {cpSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readModelFolder} from "../../../loaders/engines/micro/model-folder.js";
import {Database, quote} from "../../../loaders/store/database.js";
import type {TrainingLogRow} from "../../../loaders/schema/training-log.js";
import {finetune, grpo, pretrain} from "../example-recipes.js";
import {train, useModels} from "../use-models.js";
import {trainInParts} from "./train-in-parts.js";

const {folder, readCard, weights, writeRecipe} = useModels();

describe("trainModel", () => {
  it("gives the same weights for the same recipe, others for another seed", async () => {
    await train(writeRecipe("again", pretrain));
    await train(writeRecipe("other", pretrain.replace("seed: 3", "seed: 4")));
    expect(weights("again").equals(weights("base"))).toBe(true);
    expect(weights("other").equals(weights("base"))).toBe(false);
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
});
