import {expect, it} from "vitest";
import {repository} from "../support/run-cli.js";
import {readSources} from "./source-tree.js";
import {longFiles, structureFaults} from "./structure-faults.js";

const folders = ["src", "loaders", "scripts"];

it("no files and no sibling folders import each other in a circle, and none is too large", () => {
  const sources = readSources(repository, folders);
  for (const folder of folders) expect(sources.some(({path}) => path.startsWith(`${folder}/`))).toBe(true);
  expect(
    structureFaults(sources, {
      lines: 300,
      files: 25,
      // Framework wants one file a table.
      crowded: ["src/data"],
      // The roof: src/data calls the loaders, which call the metrics in src (docs/architecture.md).
      tops: ["src/data"]
    })
  ).toEqual([]);
});

it("no file of the tests and benchmarks has more than 300 lines", () => {
  const sources = readSources(repository, ["test", "bench"]);
  expect(sources.length).toBeGreaterThan(0);
  expect(longFiles(sources, {lines: 300})).toEqual([]);
});
