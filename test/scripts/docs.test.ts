import {existsSync, readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {describe, expect, it, onTestFinished} from "vitest";
import type {Columns} from "../../loaders/schema/column.js";
import {Database} from "../../loaders/store/database.js";
import {completionsArrow} from "../../loaders/tables/parts/completions.js";
import {problemCountsArrow} from "../../loaders/tables/arrow/problem-counts.js";
import {problemsArrow} from "../../loaders/tables/arrow/problems.js";
import {experimentCellsArrow, talliesArrow} from "../../loaders/tables/arrow/tallies.js";
import {scoresArrow} from "../../loaders/tables/report/perplexity.js";
import {trainingLogsArrow} from "../../loaders/tables/report/training-logs.js";
import {
  architecturePicture,
  importRows,
  themes
} from "../../scripts/development/docs/architecture-picture.js";
import {folderGraph} from "../../scripts/development/docs/folder-graph.js";
import {commandsPage} from "../../scripts/development/docs/commands-page.js";
import {dataModelPage} from "../../scripts/development/docs/data-model-page.js";
import {arrowTables, parquetTables} from "../../scripts/development/docs/stored-tables.js";
import {collectBytes} from "../support/collect-bytes.js";
import {writeControlsRun} from "../support/runs/controls-run.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const committed = (name: string): string => readFileSync(join(repository, "docs", name), "utf8");
const again = "the code has changed: run npm run docs";

describe("docs/commands.md", () => {
  it("is what npm run docs writes", {timeout: 300_000}, async () => {
    expect(await commandsPage(repository), again).toBe(committed("commands.md"));
  });

  it("has the options of every command of the tool", () => {
    const names = Object.keys(
      JSON.parse(readFileSync(join(repository, "scripts/shared/commands.json"), "utf8")) as object
    );
    const page = committed("commands.md");
    for (const name of names) expect(page).toMatch(new RegExp(`^## npm (run )?${name}$`, "m"));
    expect(page).toContain("--retry-errors");
  });

  it("names every script of package.json", () => {
    const {scripts} = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const page = committed("commands.md");
    for (const name of Object.keys(scripts))
      expect(page).toMatch(new RegExp(`^\\| \`npm (run )?${name}\` \\|`, "m"));
  });
});

describe("docs/architecture.md", () => {
  it.each(["light", "dark"] as const)("has the %s picture that npm run docs draws", (name) => {
    expect(architecturePicture(repository, themes[name]), again).toBe(committed(`architecture-${name}.svg`));
  });

  it("draws no folder above or beside one that imports it, and refuses a circle", () => {
    const rows = importRows(folderGraph(repository));
    const row = new Map(rows.flatMap((nodes, i) => nodes.map(({path}) => [path, i] as const)));
    for (const {path, imports} of rows.flat())
      for (const other of imports)
        expect(row.get(other)!, `${path} -> ${other}`).toBeLessThan(row.get(path)!);
    const circle = ["a", "b"].map((path, i) => ({
      path,
      purpose: "",
      files: 1,
      imports: [i === 0 ? "b" : "a"]
    }));
    expect(() => importRows(circle)).toThrow("folders import each other: a -> b -> a");
  });
});

describe("the READMEs of folders", () => {
  it("have at most fifteen lines, or a table of their own, and link to files that are there", () => {
    const tops = ["src", "loaders", "scripts", "test", "bench"];
    const inner = ["src", "loaders"].flatMap((folder) =>
      readdirSync(join(repository, folder), {withFileTypes: true})
        .filter((entry) => entry.isDirectory() && !/^(\.|styles$)/.test(entry.name))
        .map(({name}) => join(folder, name))
    );
    const readmes = [...tops, ...inner].map((folder) => join(repository, folder, "README.md"));
    expect(readmes.length).toBeGreaterThan(25);
    for (const file of readmes) {
      const text = readFileSync(file, "utf8");
      if (!text.includes("\n|")) expect(text.trimEnd().split("\n").length, file).toBeLessThanOrEqual(15);
      for (const [, link] of text.matchAll(/\]\(([^)#:]+)\)/g))
        expect(existsSync(join(dirname(file), link!)), `${file}: ${link!}`).toBe(true);
    }
  });
});

describe("docs/data-model.md", () => {
  it("is what npm run docs writes", {timeout: 300_000}, () => {
    expect(dataModelPage(repository), again).toBe(committed("data-model.md"));
  });

  it("describes every file of src/data", () => {
    const page = committed("data-model.md");
    for (const loader of readdirSync(join(repository, "src/data")).filter((name) => name.endsWith(".ts")))
      expect(page).toContain(loader.slice(0, -".ts".length));
  });
});

describe("the described columns", () => {
  it("are those of every Parquet file of a run, and those without a reason for null have none", async () => {
    const {run} = await writeControlsRun(temporaryFolder());
    const seen = new Set<string>();
    for (const path of filesBelow(run.path).filter((file) => file.endsWith(".parquet"))) {
      const kind = relative(run.path, path).split("/")[0]!;
      const table = parquetTables.find(({file}) => file.startsWith(`${kind}/`));
      await expectParquet(path, table!.columns);
      seen.add(kind);
    }
    expect([...seen].sort()).toEqual(["completions", "references", "scores", "verdicts"]);
  });

  it("are those of every training log that is committed", async () => {
    const models = join(repository, "data/models");
    const {columns} = parquetTables.find(({file}) => file.endsWith("training-log.parquet"))!;
    const logs = readdirSync(models)
      .map((model) => join(models, model, "training-log.parquet"))
      .filter((file) => existsSync(file));
    expect(logs.length).toBeGreaterThan(20);
    // Not in logs that were written before it was recorded.
    const older = Object.fromEntries(Object.entries(columns).filter(([name]) => name !== "clip_fraction"));
    for (const log of logs)
      await expectParquet(log, (await hasColumn(log, "clip_fraction")) ? columns : older);
  });

  it("are those of every Arrow table of the report", async () => {
    const {environment} = await writeControlsRun(temporaryFolder());
    const made: Record<string, Uint8Array> = {
      completions: await collectBytes(completionsArrow(environment)),
      problems: problemsArrow(environment),
      problem_counts: await problemCountsArrow(environment),
      tallies: await talliesArrow(environment),
      experiment_cells: await experimentCellsArrow(environment),
      scores: await scoresArrow(environment),
      training_logs: await trainingLogsArrow({...environment, BOUNDARY_STUDY: "data/studies/pair.yaml"})
    };
    const loaders = readdirSync(join(repository, "src/data")).filter((name) => name.endsWith(".arrow.ts"));
    expect(Object.keys(made).sort()).toEqual(Object.keys(arrowTables).sort());
    expect(
      Object.values(arrowTables)
        .map(({file}) => `${file}.ts`)
        .sort()
    ).toEqual(loaders.sort());
    for (const [name, bytes] of Object.entries(made)) expectArrow(bytes, arrowTables[name]!.columns);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: "utf8"}).map((name) => join(folder, name));
}

async function openDatabase(): Promise<Database> {
  const database = await Database.open();
  onTestFinished(() => {
    database.close();
  });
  return database;
}

async function columnsOf(database: Database, file: string): Promise<Record<string, string>> {
  const found = await database.rows<{column_name: string; column_type: string}>(
    `DESCRIBE FROM read_parquet('${file}', hive_partitioning = false)`
  );
  return Object.fromEntries(found.map((row) => [row.column_name, row.column_type]));
}

async function hasColumn(file: string, name: string): Promise<boolean> {
  return name in (await columnsOf(await openDatabase(), file));
}

async function expectParquet(file: string, columns: Columns): Promise<void> {
  const database = await openDatabase();
  const found = await columnsOf(database, file);
  expect(Object.entries(found), file).toEqual(Object.entries(columns).map(([name, {type}]) => [name, type]));
  const full = Object.keys(columns).filter((name) => columns[name]!.nullWhen === undefined);
  const nulls = full.map((name) => `count(*) FILTER (${name} IS NULL) AS ${name}`).join(", ");
  const [counts] = await database.rows(`SELECT ${nulls} FROM '${file}'`);
  expect(counts, file).toEqual(Object.fromEntries(full.map((name) => [name, 0])));
}

const arrowTypes: Record<string, RegExp> = {
  text: /^Dictionary<(Uint8|Uint16|Int32), Utf8>$/,
  integer: /^(Uint8|Uint16|Int32)$/,
  number: /^(Float64|Uint8|Uint16|Int32)$/,
  float32: /^Float32$/
};

function expectArrow(bytes: Uint8Array, columns: Columns): void {
  const table = tableFromIPC(bytes);
  expect(table.numRows).toBeGreaterThan(0);
  expect(table.schema.fields.map(({name}) => name)).toEqual(Object.keys(columns));
  for (const [name, {type, nullWhen}] of Object.entries(columns)) {
    const column = table.getChild(name)!;
    const isEmpty = column.nullCount === table.numRows;
    if (!isEmpty) expect(String(column.type), name).toMatch(arrowTypes[type]!);
    if (nullWhen === undefined) expect(column.nullCount, name).toBe(0);
  }
}
