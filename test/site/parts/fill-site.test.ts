import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {fillSite, folderBytes} from "../../../loaders/site/parts/fill-site.js";
import {cutLargeTables} from "../../../loaders/site/parts/large-tables.js";
import {arrowTable} from "../../../loaders/tables/arrow/arrow-table.js";
import type {SiteParts, TableParts} from "../../../src/metrics/study/site-parts.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const benchmarks = ["easy", "hard"];
const problems = Array.from({length: 20}, (_, i) => `p${i}`);
const study = {
  benchmarks: benchmarks.map((id) => ({id})),
  experiments: [{benchmarks: ["hard"]}, {benchmarks: ["easy", "hard"]}]
} as unknown as Parameters<typeof fillSite>[1]["study"];

let data = "";

/** Tables as loaders leave them: 1,000 completions of each problem, of which the policy solves two rarely. */
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "reasoning-boundary-data-"));
  const rows = benchmarks.flatMap((benchmark) =>
    problems.flatMap((id) => Array.from({length: 1000}, (_, i) => ({benchmark, id, i})))
  );
  writeFileSync(
    join(data, "completions.arrow"),
    arrowTable({
      benchmark: rows.map(({benchmark}) => benchmark),
      problem_id: rows.map(({id}) => id),
      sample_index: rows.map(({i}) => i)
    })
  );
  const counts = benchmarks.map((benchmark) => ({
    benchmark,
    problemIds: problems,
    policies: [{policy: "base", n: problems.map(() => 1000), c: problems.map((_, i) => (i < 2 ? 5 : 500))}]
  }));
  writeFileSync(join(data, "counts.json"), JSON.stringify(counts));
  writeFileSync(join(data, "study.json"), JSON.stringify({policies: [{policy: "base", base: null}]}));
  const lines = benchmarks.flatMap((benchmark) =>
    problems.map((problem_id) => {
      const shard = {benchmark, problem_id, prompt: "…".repeat(1000)};
      return `${JSON.stringify({path: `_cases/${benchmark}/${problem_id}.json`, shard})}\n`;
    })
  );
  writeFileSync(join(data, "cases.jsonl"), lines.join(""));
});

afterAll(() => {
  rmSync(data, {recursive: true, force: true});
});

function page(): string {
  const site = temporaryFolder();
  writeFileSync(join(site, "index.html"), "x".repeat(1000));
  return site;
}

async function fill(siteBytes: number | null): Promise<{site: string; parts: SiteParts; cases: string[]}> {
  const site = page();
  const parts = await fillSite(site, {data, study, siteBytes});
  expect(JSON.parse(readFileSync(join(site, "_parts.json"), "utf8"))).toEqual(parts);
  const cases = join(site, "_cases");
  const written = existsSync(cases) ? readdirSync(cases, {recursive: true, encoding: "utf8"}) : [];
  return {site, parts, cases: written.filter((name) => name.endsWith(".json")).sort()};
}

const rowsOf = (site: string, {completions}: SiteParts): number[] =>
  completions.map(({path}) => tableFromIPC(readFileSync(join(site, path))).numRows);

describe("fillSite", () => {
  it("writes everything where any size will do, and says so", async () => {
    const {site, parts, cases} = await fill(null);
    expect(parts.completions.map(({benchmark, rows}) => [benchmark, rows])).toEqual([
      ["easy", 20_000],
      ["hard", 20_000]
    ]);
    expect(rowsOf(site, parts)).toEqual([20_000, 20_000]);
    expect([parts.withoutCompletions, parts.withoutTexts]).toEqual([[], []]);
    expect(cases).toHaveLength(40);
  });

  it("keeps within the bytes, the first experiment and the problems that are read first before the rest", async () => {
    const {site, parts, cases} = await fill(150_000);
    expect(folderBytes(site)).toBeLessThanOrEqual(150_000);
    expect(rowsOf(site, parts)).toEqual([20_000]);
    expect(parts.completions[0]!.benchmark).toBe("hard");
    expect(readdirSync(join(site, "_completions"))).toHaveLength(1);
    expect(parts.withoutCompletions).toMatchObject([{benchmark: "easy", rows: 20_000}]);
    for (const name of ["easy/p0", "easy/p1", "hard/p0", "hard/p1"]) expect(cases).toContain(`${name}.json`);
    const left = parts.withoutTexts.flatMap(({benchmark, problemIds}) =>
      problemIds.map((id) => `${benchmark}/${id}.json`)
    );
    expect([...cases, ...left].sort()).toEqual(
      benchmarks.flatMap((benchmark) => problems.map((id) => `${benchmark}/${id}.json`)).sort()
    );
    expect(left.length).toBeGreaterThan(5);
  });

  it("leaves a table without rows where no benchmark has room, and says what pages alone need", async () => {
    const {site, parts} = await fill(20_000);
    expect(folderBytes(site)).toBeLessThanOrEqual(20_000);
    expect(rowsOf(site, parts)).toEqual([0]);
    expect(parts.withoutCompletions.map(({benchmark}) => benchmark)).toEqual(["hard", "easy"]);
    await expect(fillSite(page(), {data, study, siteBytes: 5000})).rejects.toThrow(
      /^--site-bytes allows 5 kB; the pages of this report and the tables that they open have \d+ kB: give --site-bytes 1MB or more$/
    );
  });
});

describe("cutLargeTables", () => {
  it("puts parts beside a table that is too large, their names in its place, and leaves others alone", async () => {
    const site = temporaryFolder();
    const folder = join(site, "_file/data");
    mkdirSync(folder, {recursive: true});
    const large = arrowTable({n: Array.from({length: 50_000}, (_, i) => i)});
    writeFileSync(join(folder, "tallies.01234567.arrow"), large);
    writeFileSync(join(folder, "scores.01234567.arrow"), arrowTable({n: [1]}));
    await cutLargeTables(site, 100_000);
    const {parts} = JSON.parse(readFileSync(join(folder, "tallies.01234567.arrow"), "utf8")) as TableParts;
    expect(parts.map(({file}) => file)).toEqual(["tallies.01234567.1.arrow", "tallies.01234567.2.arrow"]);
    const rows = parts.flatMap(
      ({file}) => Array.from(tableFromIPC(readFileSync(join(folder, file))).getChild("n")!) as number[]
    );
    expect(rows).toEqual(Array.from({length: 50_000}, (_, i) => i));
    expect(tableFromIPC(readFileSync(join(folder, "scores.01234567.arrow"))).numRows).toBe(1);
  });
});
