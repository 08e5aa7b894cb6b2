import {describe, expect, it} from "vitest";
import {grpo, pretrain, search} from "../example-recipes.js";
import {train, useModels} from "../use-models.js";

const {writeRecipe} = useModels();

describe("trainModel", () => {
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
    [
      "a missing base",
      grpo.replace("../base", "../none"),
      /none\/config\.json: no such file: train the model/
    ],
    [
      "missing problems",
      pretrain.replace("problems: validation", "problems: none"),
      /none\.jsonl: no such file/
    ]
  ])("refuses %s and names the place", async (_, text, message) => {
    await expect(train(writeRecipe("bad", text))).rejects.toThrow(message);
  });
});
