import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from "vitest";
import {writeDataset} from "../../loaders/publication/dataset/write-dataset.js";
import {MANIFEST, type ReportManifest} from "../../loaders/publication/identity/report-manifest.js";
import {siteManifest} from "../../loaders/publication/identity/site-manifest.js";
import {compareVerdicts} from "../../loaders/recomputing/compare-verdicts.js";
import {verdictText} from "../../src/findings/compare/verdict-text.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-verdicts-"));

afterAll(() => {
  rmSync(place, {recursive: true, force: true});
});

/** A published report whose GRPO has so many correct ones of four completions of each problem; its site. */
async function published(name: string, grpo: readonly number[], last?: "error"): Promise<string> {
  const base = join(place, name);
  const {environment} = await writeStudyRun(join(base, "study"), {
    benchmarks: ["easy"],
    n: 4,
    ...(last === undefined ? {} : {last}),
    policies: [
      {policy: "base", role: "base", correct: [[1, 2, 3]]},
      {policy: "grpo", role: "rl", base: "base", correct: [[...grpo]]}
    ]
  });
  const source = {study: environment.BOUNDARY_STUDY, runs: environment.BOUNDARY_RUNS};
  const [tables, site] = [join(base, "tables"), join(base, "site")];
  mkdirSync(tables);
  mkdirSync(site);
  writeFileSync(join(tables, "solved.json"), JSON.stringify({grpo, last}));
  const manifest = await siteManifest(source, tables);
  writeFileSync(join(site, MANIFEST), JSON.stringify({...manifest, dataset: "../dataset"}));
  const without = ["inspect", "every-eval-ever", "counts"] as const;
  await writeDataset({source, site, folder: join(base, "dataset"), without});
  return site;
}

function manifestOf(site: string): ReportManifest {
  return JSON.parse(readFileSync(join(site, MANIFEST), "utf8")) as ReportManifest;
}

/** Serves a folder; its address, and what was asked for. */
async function serve(folder: string): Promise<{address: string; asked: string[]}> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://x").pathname);
    asked.push(path);
    try {
      response.end(readFileSync(join(folder, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked};
}

describe("compareVerdicts", {timeout: 60_000}, () => {
  let sites: [string, string, string];
  beforeAll(async () => {
    sites = [
      await published("one", [1, 2, 3]),
      await published("two", [1, 4, 3]),
      await published("three", [1, 4, 3], "error")
    ];
  }, 60_000);

  it("counts what changed on the same text, with examples, and reads nothing of the rest", async () => {
    const {address, asked} = await serve(join(place, "two"));
    const [a, b] = [
      {place: sites[0], manifest: manifestOf(sites[0])},
      {place: `${address}site/`, manifest: manifestOf(sites[1])}
    ];
    const changes = await compareVerdicts(a, b, temporaryFolder());
    expect(changes).toMatchObject({missing: null, identical: 1});
    const [cell, ...others] = changes.cells;
    expect(others).toEqual([]);
    expect(cell).toMatchObject({policy: "grpo", benchmark: "easy", verifier: "countdown@steps"});
    // Two completions of the second problem have another text, and are right for it.
    expect(cell).toMatchObject({same: 10, otherTexts: 2, kinds: [], examples: []});
    expect(verdictText(changes)).toBe(
      "None of 10 verdicts on completions with the same text changed. 2 completions have another text than in the first report. " +
        "1 further policy, benchmark and verifier has the same files in both."
    );
    expect(asked.some((path) => path.includes("policy=base"))).toBe(false);
    expect(asked.some((path) => path.includes("policy=grpo"))).toBe(true);
  });

  it("shows verdicts that changed on the same text, by what they were and are", async () => {
    const [a, b] = [sites[1], sites[2]].map((site) => ({place: site, manifest: manifestOf(site)}));
    const changes = await compareVerdicts(a!, b!, temporaryFolder());
    const [base] = changes.cells;
    // The verifier failed on the last completion of each of three problems, all of them wrong before.
    expect(base).toMatchObject({policy: "base", same: 12, kinds: [{a: "incorrect", b: "error", count: 3}]});
    expect(base!.examples.map(({problemId, sampleIndex}) => [problemId, sampleIndex])).toEqual([
      ["p0", 3],
      ["p1", 3],
      ["p2", 3]
    ]);
    expect(base!.examples[0]).toMatchObject({
      completion: "wrong 3",
      a: {verdict: "incorrect"},
      b: {verdict: "error"}
    });
    expect(verdictText(changes)).toContain("6 of 24 verdicts on completions with the same text changed.");
  });

  it("says that nothing changed where the files are the same, and why nothing can be compared", async () => {
    const a = {place: sites[0], manifest: manifestOf(sites[0])};
    const same = await compareVerdicts(a, a, temporaryFolder());
    expect(same).toEqual({missing: null, identical: 2, cells: []});
    expect(verdictText(same)).toContain("None: the files of completions and verdicts are the same");
    const {identity} = manifestOf(sites[1]);
    const other = {place: sites[0], manifest: {...manifestOf(sites[1]), identity}};
    const {missing} = await compareVerdicts(a, other, temporaryFolder());
    expect(missing).toMatch(/its data set is of another report/);
  });
});
