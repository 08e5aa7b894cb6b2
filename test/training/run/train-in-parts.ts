import {expect} from "vitest";
import type {TrainingLogRow} from "../../../loaders/schema/training-log.js";
import {train} from "../use-models.js";

/** Trains, but stops after each of `stops` steps and goes on in a new run. */
export async function trainInParts(recipe: string, stops: readonly number[]): Promise<boolean> {
  for (const stop of stops) {
    const controller = new AbortController();
    const onStep = ({step}: TrainingLogRow) => {
      if (step === stop) controller.abort();
    };
    expect(await train(recipe, {signal: controller.signal, onStep})).toBe(false);
  }
  return train(recipe);
}
