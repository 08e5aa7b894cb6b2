import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {modelCards} from "../../../loaders/tables/models/model-cards.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const card = {
  kind: "rl",
  parameters: 1000,
  seed: 3,
  steps: 20,
  tokens: 5000,
  learning_rate: 0.001,
  seconds: 61,
  date: "2026-01-02",
  validation_pass_at_1: [{step: 20, value: 0.5}]
};

async function environmentWith(text: string | null) {
  const {environment} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n: 2,
    policies: [{policy: "base", role: "base", correct: [[1]]}]
  });
  const folder = join(dirname(environment.BOUNDARY_STUDY), "nowhere");
  if (text !== null) {
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, "card.json"), text);
  }
  return environment;
}

describe("modelCards", () => {
  it("gives each policy's card, without what pages do not need", async () => {
    const environment = await environmentWith(JSON.stringify({...card, tried: ["more"], recipe: {}}));
    expect(modelCards(environment)).toEqual([{policy: "base", ...card}]);
  });

  it("has no learning rate where the card names none", async () => {
    const environment = await environmentWith(JSON.stringify({...card, learning_rate: undefined}));
    expect(modelCards(environment)).toEqual([{policy: "base", ...card, learning_rate: null}]);
  });

  it("leaves out policies whose model has no card", async () => {
    expect(modelCards(await environmentWith(null))).toEqual([]);
  });

  it("names a file that is no card", async () => {
    const environment = await environmentWith(JSON.stringify({...card, steps: "many"}));
    expect(() => modelCards(environment)).toThrow(/card\.json: invalid model card: .*steps/);
  });
});
