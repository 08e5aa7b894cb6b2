import {readFile} from "node:fs/promises";
import {chromium, type Browser, type Download, type Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {agree} from "../../src/figures/shared/live/agree.js";
import {coverageCsv} from "../../src/findings/coverage/coverage-rows.js";
import {coverageView} from "../../src/findings/coverage/coverage-view.js";
import {guessCurve} from "../../src/findings/coverage/guess-curve.js";
import {coverageTable, type CoverageTableOptions} from "../../src/metrics/coverage/coverage-table.js";
import {tallyCounts} from "../support/runs/tally-counts.js";
import {openPage} from "./guarded-page.js";
import {tableOf} from "./open-site.js";
import {sharedSite, type TestSite} from "./site.js";

let site: TestSite;
let browser: Browser;
let server: SiteServer;

beforeAll(async () => {
  site = await sharedSite();
  server = await serveSite({folder: site.folder, port: 4330});
  browser = await chromium.launch(chromiumOptions());
}, 300_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

const open = (search = "") => openPage(browser, `${server.url}mathematics${search}`);
const report = (page: Page) => page.locator(".coverage-report");
const figure = (page: Page) => report(page).locator(".figure-plot > svg");
const status = (page: Page) => page.locator(".reanalysis-panel .status");

async function csv(page: Page): Promise<string> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent("download"),
    report(page).getByRole("button", {name: "CSV", exact: true}).click()
  ]);
  return tableOf(await readFile(await download.path(), "utf8"));
}

/** What the figure's CSV must hold for an analysis of the benchmark `easy`, made in Node from the same tallies. */
async function expected(
  {withoutTruncated = false, policies = ["base", "grpo"]}: {withoutTruncated?: boolean; policies?: string[]},
  options: Partial<CoverageTableOptions> = {}
): Promise<string> {
  const counts = await tallyCounts(site, "easy", withoutTruncated);
  const {level, replicates, seed} = site.table;
  const compared = site.summary.policies.filter(({policy}) => policies.includes(policy));
  const table = coverageTable(counts, compared, {level, replicates, seed, ...options});
  const view = coverageView(
    table,
    site.summary,
    "easy",
    {},
    {
      guess: (ks) => guessCurve(site.guessRates, "easy", ks, {rate: null, mostGuessable: null})
    }
  );
  return coverageCsv([view!]);
}

describe("the re-analysis in Chromium", {timeout: 120_000}, () => {
  it("gives the built table to the bit, and fetches no DuckDB before it is asked to", async () => {
    const {page, complaints, requested} = await open();
    await figure(page).first().waitFor();
    const before = await csv(page);
    expect(before).toBe(await expected({}));
    expect(requested.filter((path) => /duckdb|\.arrow$/.test(path))).toEqual([]);
    await page.getByText("Change the analysis", {exact: true}).click();
    await page.getByRole("button", {name: "Recompute"}).click();
    await page.getByText(/Recomputed here in .*: the same as the table .* to the bit/).waitFor();
    expect(await csv(page)).toBe(before);
    expect(requested.filter((path) => path.includes("completions"))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("restores an analysis from its address, and gives what Node gives, to the bit", async () => {
    const {page, complaints} = await open("?truncated=drop&seed=11");
    await page.getByText(/Recomputed here in .*\./).waitFor();
    expect(await csv(page)).toBe(await expected({withoutTruncated: true}, {seed: 11}));
    const caption = await report(page).locator(".figure-caption").innerText();
    expect(caption).toContain("63 completions of each per policy");
    expect(caption).toContain("Completions cut at the token limit are left out.");
    expect(await page.getByLabel("Leave out completions cut").isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  // Engines differ in the last digit of exp and log, which BCa needs and the percentiles do not.
  it("gives BCa intervals as Node does, to 12 digits", async () => {
    const {page, complaints} = await open("?interval=bca");
    await page.getByText(/Recomputed here in .*\./).waitFor();
    const numbers = (text: string) => text.split(/[,\n]/).map((cell) => Number(cell) || cell);
    expect(agree(numbers(await csv(page)), numbers(await expected({}, {method: "bca"})))).toBe(true);
    expect(await report(page).locator(".figure-caption").innerText()).toContain("bias-corrected");
    expect(complaints).toEqual([]);
  });

  it("compares the chosen policies alone, and returns to the page's own table", async () => {
    const {page, complaints} = await open();
    const before = await csv(page);
    await page.getByText("Change the analysis", {exact: true}).click();
    await report(page).getByLabel("grpo", {exact: true}).uncheck();
    await page.getByText(/Recomputed here in .*\./).waitFor();
    expect(await csv(page)).toBe(await expected({policies: ["base"]}));
    expect(new URL(page.url()).search).toBe("?policies=base");
    await report(page).getByLabel("grpo", {exact: true}).check();
    await expect.poll(() => csv(page)).toBe(before);
    expect(new URL(page.url()).search).toBe("");
    expect(complaints).toEqual([]);
  });

  it("leaves out problems that guessing solves, and draws the floor at the reader's own rate", async () => {
    const rates = site.guessRates.filter(({benchmark}) => benchmark === "easy");
    const middle = rates.map((row) => row.guess_rate).sort((a, b) => a - b)[rates.length >> 1]!;
    const kept = rates.filter((row) => row.guess_rate <= middle);
    const {page, complaints} = await open(`?guessable=${middle}&guess=0.001`);
    await page.getByText(/Recomputed here in .*\./).waitFor();
    expect(await report(page).locator(".figure-caption").innerText()).toContain(
      `${kept.length} problems, 64 completions of each`
    );
    const floor = (await csv(page)).split("\n").filter((line) => line.includes("guess floor"));
    expect(floor.at(-1)).toBe(`easy,guess floor,guessing,64,${-Math.expm1(64 * Math.log1p(-0.001))},,`);
    expect(complaints).toEqual([]);
  });

  it("shows fewer k without counting anew", async () => {
    const {page} = await open();
    await page.getByText("Change the analysis", {exact: true}).click();
    await page.getByLabel("Largest k").selectOption("8");
    expect((await csv(page)).split("\n").map((line) => line.split(",")[3])).not.toContain("16");
    expect(new URL(page.url()).search).toBe("?k=8");
    await page.getByLabel("Smallest k").selectOption("4");
    const shown = (await csv(page)).split("\n").map((line) => line.split(",")[3]);
    expect(new Set(shown.slice(1).filter(Boolean))).toEqual(new Set(["4", "8"]));
    expect(new URL(page.url()).search).toBe("?k=8&from=4");
    expect(await status(page).innerText()).toBe("");
    await page.reload();
    expect((await csv(page)).split("\n").map((line) => line.split(",")[3])).toEqual(shown);
  });

  it("opens its query in the explorer, which fetches the tallies alone", async () => {
    const {page, requested, complaints} = await open();
    await report(page).getByRole("link", {name: "Query"}).click();
    await page.getByText("160 rows in").waitFor();
    const tables = requested.filter((path) => path.endsWith(".arrow")).map((path) => path.split("/").at(-1)!);
    expect(tables.map((name) => name.split(".")[0])).toEqual(["tallies"]);
    expect(complaints).toEqual([]);
  });
});
