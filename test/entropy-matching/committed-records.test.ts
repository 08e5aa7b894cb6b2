import {existsSync, readdirSync, readFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readModelFolder} from "../../loaders/engines/micro/model-folder.js";
import {recordFile, type MatchedTemperature} from "../../loaders/entropy-matching/match-entropy.js";
import {fileHash} from "../../loaders/store/file-hash.js";

const models = fileURLToPath(new URL("../../data/models", import.meta.url));
const names = readdirSync(models).filter((name) => existsSync(join(models, name, recordFile)));

describe("matched temperatures in data/models", () => {
  it("include that of the GRPO model", () => {
    expect(names).toContain("countdown-grpo");
  });

  it.each(names)("%s: the record is of these weights, on validation data, and its search meets", (name) => {
    const folder = join(models, name);
    const record = JSON.parse(readFileSync(join(folder, recordFile), "utf8")) as MatchedTemperature;
    const {reference, benchmark, nearest, temperature} = record;
    expect(record.model).toBe(readModelFolder(folder).source);
    expect(reference.source).toBe(readModelFolder(join(folder, reference.folder)).source);
    expect(basename(benchmark.file)).toMatch(/validation/);
    expect(benchmark.sha256).toBe(fileHash(join(folder, benchmark.file)));
    expect(temperature).toBe(record.outcome === "matched" ? nearest.temperature : null);
    expect(record.search).toContainEqual(nearest);
    if (record.outcome === "matched") {
      const noise = Math.hypot(nearest.standard_error, reference.standard_error);
      expect(Math.abs(nearest.entropy - reference.entropy)).toBeLessThan(3 * noise);
    }
  });
});
