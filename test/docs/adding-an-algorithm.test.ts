import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {temporaryFolder} from "../support/temporary-folder.js";
import {copyRepository, writeGuide} from "./guide.js";

it("docs/adding-an-algorithm.md: the algorithm of the guide trains by its recipe", {timeout: 180_000}, () => {
  const folder = temporaryFolder();
  copyRepository(folder);
  writeGuide("adding-an-algorithm", folder);
  const model = join(folder, "data/models/countdown-plain");
  const recipe = join(model, "recipe.yaml");
  const short = readFileSync(recipe, "utf8")
    .replace("steps: 300", "steps: 2")
    .replace("every: 50", "every: 2");
  writeFileSync(recipe, short);
  const {status, stderr} = spawnSync(process.execPath, ["scripts/bootstrap.mjs", "train", recipe], {
    cwd: folder,
    encoding: "utf8"
  });
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(existsSync(join(model, "model.safetensors"))).toBe(true);
  expect(readFileSync(join(model, "card.json"), "utf8")).toContain('"plain"');
});
