import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {parameterCount} from "../../../loaders/engines/micro/architecture.js";
import {readModelFolder} from "../../../loaders/engines/micro/model-folder.js";
import {Database, quote} from "../../../loaders/store/database.js";
import {readRecipe} from "../../../loaders/training/recipe/recipe.js";

const models = fileURLToPath(new URL("../../../data/models", import.meta.url));
const names = readdirSync(models).filter((name) => existsSync(join(models, name, "recipe.yaml")));

interface Card {
  parameters: number;
  steps: number;
  base: string | null;
  recipe: unknown;
}

describe("models in data/models", () => {
  it("are of every size, family, domain, algorithm and setting that the study compares", () => {
    expect(names.length).toBeGreaterThanOrEqual(27);
    expect(names).toEqual(
      expect.arrayContaining(["countdown-large-grpo", "countdown-grpo-r32", "countdown-dapo"])
    );
  });

  it.each(names)("%s: the recipe is valid, and so are those of the models that it starts from", (name) => {
    const folder = join(models, name);
    const recipe = readRecipe(join(folder, "recipe.yaml"));
    const teacher =
      recipe.kind === "finetune" && recipe.texts.from === "teacher" ? [recipe.texts.teacher] : [];
    for (const other of [...("base" in recipe ? [recipe.base] : []), ...teacher])
      expect(names).toContain(basename(resolve(folder, other)));
    expect(readFileSync(join(folder, "recipe.yaml"), "utf8")).toMatch(/held-out/);
  });

  it.each(names)("%s: weights, card, log and recipe belong together", async (name) => {
    const folder = join(models, name);
    const card = readCard(folder);
    const recipe = readRecipe(join(folder, "recipe.yaml"));
    expect(card.recipe).toEqual(recipe);
    expect(card.steps).toBe(recipe.steps);
    expect(card.parameters).toBe(parameterCount(readModelFolder(folder).architecture));
    expect(card.base).toBe("base" in recipe ? readModelFolder(resolve(folder, recipe.base)).source : null);
    for (const step of recipe.keep_steps ?? []) {
      const kept = join(folder, "steps", String(step));
      expect(readCard(kept).steps).toBe(step);
      expect(parameterCount(readModelFolder(kept).architecture)).toBe(card.parameters);
    }
    const database = await Database.open();
    const [count] = await database.rows<{steps: number}>(
      `SELECT max(step) AS steps FROM read_parquet(${quote(join(folder, "training-log.parquet"))})`
    );
    database.close();
    expect(count!.steps).toBe(recipe.steps);
  });

  it("stay under 90 MB together", () => {
    const files = names.flatMap((name) =>
      readdirSync(join(models, name), {recursive: true, encoding: "utf8"}).map((file) =>
        join(models, name, file)
      )
    );
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(90e6);
  });
});

function readCard(folder: string): Card {
  return JSON.parse(readFileSync(join(folder, "card.json"), "utf8")) as Card;
}
