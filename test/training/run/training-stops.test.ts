import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readModelFolder} from "../../../loaders/engines/micro/model-folder.js";
import {pretrain} from "../example-recipes.js";
import {train, useModels} from "../use-models.js";
import {trainInParts} from "./train-in-parts.js";

const {folder, readCard, weights, writeRecipe} = useModels();

describe("a training that stops", () => {
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
    const script = fileURLToPath(new URL("../../../scripts/bootstrap.mjs", import.meta.url));
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

  it("is refused in a folder where another goes on, which is not disturbed", async () => {
    const recipe = writeRecipe("twice", pretrain.replace("steps: 8", "steps: 3000"));
    const controller = new AbortController();
    let first: Promise<boolean> | undefined;
    await new Promise<number>((onProgress) => {
      first = train(recipe, {signal: controller.signal, onProgress});
    });
    await expect(train(recipe)).rejects.toThrow("npm run train");
    controller.abort();
    expect(await first).toBe(false);
    expect(existsSync(join(folder, "twice/checkpoint.safetensors"))).toBe(true);
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

  it("refuses the checkpoint of another recipe, unless told to start anew", async () => {
    const recipe = writeRecipe("changed", pretrain);
    const controller = new AbortController();
    controller.abort();
    await train(recipe, {signal: controller.signal});
    writeRecipe("changed", pretrain.replace("seed: 3", "seed: 5"));
    await expect(train(recipe)).rejects.toThrow(/checkpoint of another recipe or base.*--fresh/);
    expect(await train(recipe, {fresh: true})).toBe(true);
  });
});
