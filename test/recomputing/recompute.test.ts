import {createHash} from "node:crypto";
import {createServer} from "node:http";
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {runLoaders} from "../../loaders/framework/run-loaders.js";
import {writeDataset} from "../../loaders/publication/dataset/write-dataset.js";
import {MANIFEST} from "../../loaders/publication/identity/report-manifest.js";
import {siteManifest} from "../../loaders/publication/identity/site-manifest.js";
import {openPublication} from "../../loaders/recomputing/open-publication.js";
import {recompute} from "../../loaders/recomputing/recompute.js";
import {shownDifferences} from "../../loaders/recomputing/shown-tables.js";
import {repository} from "../support/run-cli.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-published-"));
const published = join(place, "published");

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

/** What a build leaves of a report that matters here: its tables and its manifest, with the data set beside it. */
beforeAll(async () => {
  const counts = (most: number): number[] => Array.from({length: 8}, (_, i) => (i * 3) % (most + 1));
  const {environment} = await writeStudyRun(join(place, "study"), {
    benchmarks: ["easy"],
    n: 4,
    policies: [
      {policy: "base", role: "base", correct: [counts(3)]},
      {policy: "grpo", role: "rl", base: "base", correct: [counts(4)]}
    ]
  });
  const cache = join(place, "cache");
  await runLoaders(repository, cache, {...environment});
  const source = {study: environment.BOUNDARY_STUDY, runs: environment.BOUNDARY_RUNS};
  const site = join(published, "site");
  const data = join(site, "_file/data");
  mkdirSync(data, {recursive: true});
  for (const name of readdirSync(join(cache, "data"))) {
    // No page of this report shows marks: a build leaves their table out, and so does the data set.
    if (name === "annotations.json") continue;
    const bytes = readFileSync(join(cache, "data", name));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
    writeFileSync(join(data, name.replace(/(\.\w+)$/, `.${hash}$1`)), bytes);
  }
  const manifest = await siteManifest(source, join(cache, "data"));
  writeFileSync(join(site, MANIFEST), JSON.stringify({...manifest, dataset: "../dataset"}));
  await writeDataset({source, site, folder: join(published, "dataset")});
}, 120_000);

function copy(): string {
  const folder = temporaryFolder();
  cpSync(published, folder, {recursive: true});
  return folder;
}

/** The file of a table in the site of a published folder. */
function siteTable(folder: string, table: string): string {
  const data = join(folder, "site/_file/data");
  return join(
    data,
    readdirSync(data).find((name) => name.startsWith(`${table}.`))!
  );
}

/** Serves a folder; its address. */
async function serve(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    try {
      response.end(
        readFileSync(join(folder, decodeURIComponent(new URL(request.url!, "http://x").pathname)))
      );
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("recompute", {timeout: 60_000}, () => {
  it("finds no difference in what was published, on the web as in a folder", async () => {
    const address = await serve(published);
    const publication = await openPublication(`${address}site/`, undefined, temporaryFolder());
    const {differences, files, tables} = await recompute(publication, temporaryFolder());
    expect(differences).toEqual([]);
    expect(files).toBeGreaterThan(5);
    expect(tables).toBeGreaterThan(30);
  });

  it("names a number that does not come out of the completions, and a file that is another", async () => {
    const folder = copy();
    const table = join(folder, "dataset/tables/counts.json");
    const counts = JSON.parse(readFileSync(table, "utf8")) as {policies: {n: number[]}[]}[];
    counts[0]!.policies[0]!.n[0]! += 1;
    writeFileSync(table, JSON.stringify(counts));
    for (const part of ["site", "dataset"]) {
      const manifest = join(folder, part, MANIFEST);
      const hash = createHash("sha256").update(readFileSync(table)).digest("hex");
      const changed = JSON.parse(readFileSync(manifest, "utf8")) as {tables: Record<string, string>};
      changed.tables["counts.json"] = hash;
      writeFileSync(manifest, JSON.stringify(changed));
    }
    const problems = join(folder, "dataset/workspace/benchmarks/easy.jsonl");
    writeFileSync(problems, `${readFileSync(problems, "utf8")}\n`);
    writeFileSync(siteTable(folder, "study"), "{}");
    const publication = await openPublication(folder, undefined, temporaryFolder());
    const {differences} = await recompute(publication, temporaryFolder());
    const words = differences.join("\n");
    expect(words).toMatch(/a manifest says the identity [0-9a-f]{12}…, its content has/);
    expect(words).toMatch(/benchmarks\/easy\.jsonl: has \d+ bytes, was published with \d+/);
    expect(words).toContain("study.json: the site has other bytes than its manifest names");
    expect(words).toMatch(/counts\.json: .*: published \d+, recomputed \d+/);
  });

  it("names a table of the site or of the data set that is not what the manifest says, on the web as in a folder", async () => {
    const folder = copy();
    const tamper = (file: string): void => {
      const other = (digit: string): string => String((Number(digit) + 1) % 10);
      writeFileSync(file, readFileSync(file, "utf8").replace(/\d/, other));
    };
    tamper(siteTable(folder, "counts"));
    tamper(join(folder, "dataset/tables/study.json"));
    for (const start of [folder, `${await serve(folder)}site/`]) {
      const publication = await openPublication(start, undefined, temporaryFolder());
      expect(await shownDifferences(publication, temporaryFolder())).toEqual([
        "counts.json: the site has other bytes than its manifest names",
        "study.json: the data set has other bytes than its manifest names"
      ]);
    }
  });

  it("says in a line what is no published report, and where a manifest leaves its folder", async () => {
    await expect(openPublication(temporaryFolder(), undefined, temporaryFolder())).rejects.toThrow(
      /no published report/
    );
    const folder = copy();
    const file = join(folder, "dataset", MANIFEST);
    const manifest = JSON.parse(readFileSync(file, "utf8")) as {workspace: Record<string, unknown>};
    manifest.workspace["../../etc/passwd"] = {bytes: 1, sha256: "0".repeat(64)};
    writeFileSync(file, JSON.stringify(manifest));
    await expect(openPublication(join(folder, "dataset"), undefined, temporaryFolder())).rejects.toThrow(
      /manifest.json: invalid manifest of a report: .*etc\/passwd/
    );
  });
});
