import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {exportModel} from "../../loaders/exporting/export-model.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {randomParameters, tinyArchitecture, writeModel} from "../engines/micro/random-model.js";
import {parseGguf} from "./parse-gguf.js";

const model = writeModel(tinyArchitecture, randomParameters(tinyArchitecture));
const seeingArchitecture = {...tinyArchitecture, picture: {patches: 4, size: 27}};
const seeing = writeModel(seeingArchitecture, randomParameters(seeingArchitecture));

afterAll(() => {
  for (const folder of [model, seeing]) rmSync(folder, {recursive: true});
});

describe("exportModel", () => {
  it("writes a GGUF file, the same bytes each time, and nothing beside it", async () => {
    const folder = temporaryFolder();
    const [first, second] = [join(folder, "new/a.gguf"), join(folder, "new/b.gguf")];
    await exportModel({model, format: "gguf", out: first});
    await exportModel({model, format: "gguf", out: second});
    expect(readdirSync(join(folder, "new"))).toEqual(["a.gguf", "b.gguf"]);
    expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
    expect(parseGguf(readFileSync(first)).tensors.size).toBe(3 + 2 * 9);
  });

  it("writes a folder for transformers, the same bytes each time, over an earlier export", async () => {
    const out = join(temporaryFolder(), "hf");
    await exportModel({model, format: "hf", out});
    const names = readdirSync(out);
    const before = names.map((name) => readFileSync(join(out, name), "latin1"));
    await exportModel({model, format: "hf", out});
    expect(readdirSync(out)).toEqual([
      "config.json",
      "generation_config.json",
      "model.safetensors",
      "tokenizer.json",
      "tokenizer_config.json"
    ]);
    expect(names.map((name) => readFileSync(join(out, name), "latin1"))).toEqual(before);
  });

  it("never writes into the model's own folder, nor among other files", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    const weights = readFileSync(join(model, "model.safetensors"));
    await expect(exportModel({model, format: "hf", out: model})).rejects.toThrow(/holds the model itself/);
    await expect(exportModel({model, format: "hf", out: folder})).rejects.toThrow(/holds notes\.txt/);
    expect(readFileSync(join(model, "model.safetensors")).equals(weights)).toBe(true);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  it("refuses a folder where a GGUF file is to be", async () => {
    const out = join(temporaryFolder(), "folder");
    mkdirSync(out);
    await expect(exportModel({model, format: "gguf", out})).rejects.toThrow(/it is a folder; give a file/);
  });

  it.each(["gguf", "hf"] as const)("refuses a model that reads pictures: %s", async (format) => {
    const out = join(temporaryFolder(), "out");
    await expect(exportModel({model: seeing, format, out})).rejects.toThrow(UserError);
    await expect(exportModel({model: seeing, format, out})).rejects.toThrow(/it reads pictures/);
  });
});
