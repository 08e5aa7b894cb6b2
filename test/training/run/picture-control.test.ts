import {dirname, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readProblems} from "../../../loaders/benchmarks/problems-file.js";
import {loadMicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import type {Problem} from "../../../loaders/schema/problem.js";
import {gradePicture} from "../../../loaders/verification/dot-pictures/steps.js";

const file = fileURLToPath(
  new URL("../../../data/benchmarks/dot-pictures-validation.jsonl", import.meta.url)
);
const problems = readProblems(file, "dot-pictures-validation");
const completionsPerProblem = 8;

/** Part of a model's completions of the validation problems that the verifier accepts. */
async function accuracy(model: string, withPictures: boolean): Promise<number> {
  const engine = loadMicroEngine({
    model: fileURLToPath(new URL(`../../../data/models/${model}`, import.meta.url)),
    settings: {temperature: 0.6, topP: 0.95, maxTokens: 32},
    workers: 2
  });
  try {
    const samples = problems.flatMap((problem) =>
      Array.from({length: completionsPerProblem}, (_, seed) => ({problem, seed}))
    );
    const drawn = await engine.generate(
      samples.map(({problem, seed}) => ({
        prompt: problem.prompt,
        seed,
        ...(withPictures ? {image: imageOf(problem)} : {})
      }))
    );
    const correct = drawn.filter(
      ({completion}, i) => gradePicture(samples[i]!.problem.gold, completion).verdict === "correct"
    );
    return correct.length / drawn.length;
  } finally {
    await engine.close();
  }
}

function imageOf({image}: Problem): string {
  return resolve(dirname(file), image!);
}

describe("the picture base", () => {
  it("answers several times better than the same model before blank pictures, and than one that never saw a picture", async () => {
    const seeing = await accuracy("pictures-base", true);
    const blank = await accuracy("pictures-base", false);
    const blind = await accuracy("pictures-blind", true);
    expect(seeing).toBeGreaterThan(0.05);
    expect(blank).toBeLessThan(seeing / 5);
    expect(blind).toBeLessThan(seeing / 5);
  });
});
