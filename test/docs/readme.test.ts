import {existsSync, readFileSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {parse} from "yaml";
import {packageFolder} from "../../loaders/workspace/package-folder.js";

const readme = readFileSync(join(packageFolder, "README.md"), "utf8").replaceAll(/\s+/g, " ");

it("says of how many models the default run draws completions", () => {
  const study = parse(readFileSync(join(packageFolder, "data/studies/micro.yaml"), "utf8")) as {
    policies: {model: string}[];
  };
  const models = new Set(study.policies.map(({model}) => model.split("/")[2]));
  expect(/from (\d+) micro language models/.exec(readme)![1]).toBe(String(models.size));
});

it("says how many recipes there are, and how long their cards say that they took", () => {
  const folder = join(packageFolder, "data/models");
  const cards = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((model) => existsSync(join(model, "recipe.yaml")))
    .map((model) => JSON.parse(readFileSync(join(model, "card.json"), "utf8")) as {seconds: number});
  const hours = cards.reduce((total, {seconds}) => total + seconds, 0) / 3600;
  const [, recipes, stated] = /cards of the (\d+) recipes add up to ([\d.]+) hours/.exec(readme)!;
  expect({recipes: Number(recipes), hours: Number(stated)}).toEqual({
    recipes: cards.length,
    hours: Number(hours.toFixed(1))
  });
});
