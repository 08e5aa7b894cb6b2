import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {fileHashes, installTool, type InstalledTool} from "../support/installed-tool.js";
import {repository} from "../support/run-cli.js";

let folder: string;
let work: string;
let tool: InstalledTool;
let installed: Record<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-installed-"));
  work = join(folder, "work");
  mkdirSync(work);
  tool = installTool(folder);
  installed = fileHashes(tool.packageFolder);
}, 240_000);

afterAll(() => {
  rmSync(folder, {recursive: true, force: true});
});

describe("the packed tool, installed in an empty folder", () => {
  it("holds what a user needs, and no tests", () => {
    const top = readdirSync(tool.packageFolder);
    expect(top).toEqual(
      expect.arrayContaining(["LICENSE", "README.md", "data", "docs", "loaders", "scripts", "src"])
    );
    expect(top).not.toContain("test");
    expect(readdirSync(join(tool.packageFolder, "data"))).toEqual([
      "README.md",
      "benchmarks",
      "models",
      "notes",
      "prompts",
      "reference",
      "studies"
    ]);
  });

  it("lists its commands, also when it is asked for another one", () => {
    const help = tool.run(work, "--help");
    expect(help.status).toBe(0);
    expect(help.stdout).toMatch(/^usage: reasoning-boundary COMMAND/);
    const commands = Object.keys(
      JSON.parse(readFileSync(join(repository, "scripts/shared/commands.json"), "utf8")) as object
    );
    for (const name of commands) expect(help.stdout).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
    for (const name of ["publish-all", "../bench/report/peer", "steps"]) {
      const {status, stderr} = tool.run(work, name);
      expect(status).toBe(1);
      expect(stderr).toContain(`unknown command "${name}"\n\ncommands (`);
    }
  });

  it(
    "builds the report of a study from a folder with nothing but a broken tsconfig.json, and stays as it was",
    {timeout: 240_000},
    () => {
      writeFileSync(join(work, "tsconfig.json"), '{"extends": "./nowhere.json"}');
      const {status, stderr} = tool.run(work, "start", "--study", "pair", "--n", "8", "--no-serve");
      expect(stderr).toContain("sample: 3840 completions drawn");
      expect(stderr).toContain("build: the site is in dist\n");
      expect(status).toBe(0);
      expect(readdirSync(work).sort()).toEqual(["cache", "dist", "runs", "tsconfig.json"]);
      expect(readdirSync(join(work, "cache"))).toEqual([]);
      const manifest = readFileSync(join(work, "runs/pair/manifest.json"), "utf8");
      expect(JSON.parse(manifest)).toMatchObject({provenance: {"reasoning-boundary": "0.1.0"}});
      expect(fileHashes(tool.packageFolder)).toEqual(installed);
    }
  );

  it("names in the report the commands that its reader can type", () => {
    const scripts = join(work, "dist/_import/report");
    const text = readdirSync(scripts)
      .map((name) => readFileSync(join(scripts, name), "utf8"))
      .join("\n");
    expect(text).toContain("run reasoning-boundary sample and reasoning-boundary verify");
    expect(text).not.toMatch(/npm (run|start)/);
  });

  it("finds the work of another folder, and a study of the user's that names models of the tool", () => {
    const summary = tool.run(folder, "summary", "--dir", "work", "--study", "pair", "--n", "8");
    expect(summary.stdout).toMatch(/^math +\S.* here: holds in \d of 2 cases, after Holm’s correction\. /);
    const pair = readFileSync(join(tool.packageFolder, "data/studies/pair.yaml"), "utf8");
    mkdirSync(join(work, "studies"));
    writeFileSync(join(work, "studies/mine.yaml"), pair.replace("study: pair", "study: mine"));
    const sample = tool.run(folder, "sample", "--dir", "work", "--study", "mine", "--n", "1");
    expect(sample.stderr).toContain("sample: 480 completions drawn");
    expect(readdirSync(join(work, "runs"))).toEqual(["mine", "pair"]);
  });

  it.each([
    [
      ["pdf"],
      /^pdf needs playwright-core and @cantoo\/pdf-lib.*: npm install playwright-core@\S+ @cantoo\/pdf-lib@\S+/
    ],
    [["screenshots"], /^screenshots needs playwright-core.*: npm install playwright-core@/],
    [
      ["preview", "--site", "nowhere"],
      /nowhere: no site in this folder: run reasoning-boundary build first$/
    ],
    [
      ["sample", "--study", "none"],
      /^no study none: give a file, or one of .*micro, micro-full.*, pair, paper, paper-strong$/
    ],
    [["sample", "--dir", "nowhere"], /^no folder nowhere: make it, or give --dir another one$/],
    [
      ["sample", "--dir", "../node_modules/reasoning-boundary"],
      /^\S+ is in the installed package, which stays as it is: give --dir/
    ],
    [
      ["build", "--out", "../node_modules/reasoning-boundary/dist"],
      /is in the installed package, .*: give --out/
    ],
    [
      ["train", "../node_modules/reasoning-boundary/data/models/countdown-base/recipe.yaml"],
      /is in the installed package/
    ]
  ])("says what is missing or wrong in a line: %j", (args, message) => {
    const {status, stderr} = tool.run(work, ...args);
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(message)]);
    expect(status).toBe(1);
    const files = readdirSync(tool.packageFolder, {recursive: true, withFileTypes: true});
    const paths = files
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(paths.sort()).toEqual(Object.keys(installed));
  });

  it("starts from one file, which lies beside its packages, and from its modules where none can be written there", () => {
    const cache = join(folder, "node_modules/.cache");
    const bundles = readdirSync(join(cache, "reasoning-boundary"));
    expect(bundles).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(existsSync(join(cache, "reasoning-boundary", bundles[0]!, "modules/scripts/preview.mjs"))).toBe(
      true
    );
    rmSync(cache, {recursive: true});
    writeFileSync(cache, "");
    const {status, stderr} = tool.run(work, "preview", "--site", "nowhere");
    expect(stderr.trim()).toMatch(/nowhere: no site in this folder: run reasoning-boundary build first$/);
    expect(status).toBe(1);
  });
});
