import {existsSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {pretrain, search} from "../example-recipes.js";
import {train, useModels} from "../use-models.js";

const {folder, readCard, weights, writeRecipe} = useModels();

/** Trains, but stops after so many steps, those of searches included. */
async function stopAfter(recipe: string, count: number): Promise<void> {
  const controller = new AbortController();
  let taken = 0;
  const onStep = () => {
    if (++taken === count) controller.abort();
  };
  expect(await train(recipe, {signal: controller.signal, onStep})).toBe(false);
}

describe("the search for a learning rate", () => {
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
});
