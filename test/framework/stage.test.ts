import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {openStage} from "../../loaders/framework/stage.js";
import {browserPackages} from "../../loaders/framework/package-bundles.js";
import {fileHashes} from "../support/installed-tool.js";
import {smallRepository} from "../support/small-repository.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const sources = {
  "index.md": "# Overview\n",
  "findings/text.ts": 'export const hint = "Run npm run sample.";\n',
  ".observablehq/cache/old.json": "old"
};

afterEach(() => {
  delete process.env.BOUNDARY_COMMAND;
});

describe("openStage", () => {
  it("copies the sources with one date, and writes nothing beside the stage", async () => {
    const [repository, folder] = [smallRepository(sources), temporaryFolder()];
    const before = fileHashes(repository);
    const {root, cache, remove} = await openStage(repository, folder);
    expect(root.startsWith(folder)).toBe(true);
    expect(readFileSync(join(root, "findings/text.ts"), "utf8")).toBe(sources["findings/text.ts"]);
    expect(existsSync(join(root, ".observablehq/cache/old.json"))).toBe(false);
    for (const file of [join(root, "index.md"), join(root, "findings/text.ts")])
      expect(statSync(file).mtime).toEqual(new Date("2025-01-01T00:00:00Z"));
    expect(readdirSync(cache).sort()).toEqual(["_node", "_npm"]);
    expect(fileHashes(repository)).toEqual(before);
    remove();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("lets pages find their packages, though none is above the folder", async () => {
    const {root} = await openStage(smallRepository(sources), temporaryFolder());
    const {resolve} = createRequire(join(root, "/"));
    for (const name of browserPackages) expect(existsSync(resolve(name))).toBe(true);
  });

  it("speaks of commands as the user of an installed tool types them", async () => {
    process.env.BOUNDARY_COMMAND = "reasoning-boundary";
    const {root} = await openStage(smallRepository(sources), temporaryFolder());
    expect(readFileSync(join(root, "findings/text.ts"), "utf8")).toContain("Run reasoning-boundary sample.");
  });

  it("sweeps stages of builds that were killed, and nothing else", async () => {
    const folder = temporaryFolder();
    const {pid} = spawnSync(process.execPath, ["--version"]);
    const names = [`.boundary-build-${process.pid}-running`, "build-1-mine", "notes"];
    for (const name of [...names, `.boundary-build-${pid}-killed`])
      mkdirSync(join(folder, name, "src"), {recursive: true});
    const {remove} = await openStage(smallRepository(sources), folder);
    remove();
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });
});
