import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect} from "vitest";
import {trainModel, type TrainOptions} from "../../loaders/training/run/train-model.js";
import {pretrain} from "./example-recipes.js";

const problems = fileURLToPath(new URL("../../data/benchmarks/countdown-validation.jsonl", import.meta.url));

/** Trains by a recipe file; false if it was stopped. */
export const train = (recipe: string, more: Partial<TrainOptions> = {}): Promise<boolean> =>
  trainModel({recipe, date: "2025-05-16", ...more});

/** A folder of models while the tests of the calling file run. It holds the model `base`, made by the recipe `pretrain`. */
export function useModels() {
  const folder = mkdtempSync(join(tmpdir(), "train-"));

  /** Writes a model's recipe, with five problems to validate on, and returns its path. */
  const writeRecipe = (name: string, text: string): string => {
    const model = join(folder, name);
    mkdirSync(model, {recursive: true});
    writeFileSync(
      join(model, "validation.jsonl"),
      readFileSync(problems, "utf8").split("\n").slice(0, 5).join("\n")
    );
    writeFileSync(join(model, "recipe.yaml"), text);
    return join(model, "recipe.yaml");
  };

  beforeAll(async () => {
    expect(await train(writeRecipe("base", pretrain))).toBe(true);
  });
  afterAll(() => {
    rmSync(folder, {recursive: true});
  });

  return {
    folder,
    writeRecipe,
    weights: (name: string): Buffer => readFileSync(join(folder, name, "model.safetensors")),
    readCard: (name: string) =>
      JSON.parse(readFileSync(join(folder, name, "card.json"), "utf8")) as Record<string, unknown>
  };
}
