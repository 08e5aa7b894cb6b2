import {readFile} from "node:fs/promises";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {solvableSets} from "../../src/findings/sets/solvable-sets.js";
import {percent} from "../../src/findings/shared/format.js";
import {comparisons} from "../../src/metrics/counts/comparison.js";
import type {PolicyCost} from "../../src/metrics/coverage/coverage-at-cost.js";
import {accuracyHistogram} from "../../src/metrics/sets/accuracy-histogram.js";
import {openPage} from "./guarded-page.js";
import {plainServer} from "./plain-server.js";
import {openTestSite, saveFrom, saveText, tableOf, type OpenSite} from "./open-site.js";

let open: OpenSite;

beforeAll(async () => {
  open = await openTestSite(4330);
}, 240_000);

afterAll(() => open.close());

const figure = (page: Page) => page.locator(".figure-plot > svg");

describe("the pages about single problems in Chromium", () => {
  it("draw each bar of the histograms as high as its number of problems", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}histograms`);
    await figure(page).first().waitFor();
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll('.figure-plot > svg g[aria-label="rect"]')].map((group) =>
        [...group.children].map((bar) => bar.getBoundingClientRect().height)
      )
    );
    const heights = open.site.counts.map(({policies}) =>
      policies.map(({n, c}) =>
        accuracyHistogram(n.map((n, i) => ({n, c: c[i]!})))
          .map(({count}) => count)
          .filter((count) => count > 0)
      )
    );
    expect(drawn).toHaveLength(heights.flat().length);
    // Each benchmark has a scale of its own, the same for both of its halves.
    for (const [i, ofBenchmark] of heights.entries()) {
      const halves = drawn.slice(2 * i, 2 * i + 2);
      const scale = halves[0]![0]! / ofBenchmark[0]![0]!;
      expect(halves.map((bars) => bars.map((height) => Math.round(height / scale)))).toEqual(ofBenchmark);
    }
    expect(complaints).toEqual([]);
  });
});

describe("the solvable sets in Chromium", () => {
  it("give every problem a cell whose depth follows its accuracy, and count the parts in the table", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}solvable`);
    await figure(page).first().waitFor();
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll(".matrix-row")].map((row) =>
        [...row.querySelectorAll("rect")].map((cell) => ({
          opacity: Number(cell.getAttribute("fill-opacity")),
          title: cell.querySelector("title")!.textContent
        }))
      )
    );
    const all = comparisons(open.site.counts, open.site.summary).map(solvableSets);
    const expected = all.flatMap(({problems}) => [
      problems.map(({base, problemId}) => ({...base, title: `${problemId}: base ${base.c} of ${base.n}`})),
      problems.map(({rl, problemId}) => ({...rl, title: `${problemId}: grpo ${rl.c} of ${rl.n}`}))
    ]);
    expect(drawn.map((row) => row.map(({title}) => title))).toEqual(
      expected.map((row) => row.map(({title}) => title))
    );
    expect(drawn.flat().map(({opacity}) => opacity === 0)).toEqual(expected.flat().map(({c}) => c === 0));
    const table = await page.locator("table:not(.answer-cases)").first().locator("tbody tr").allInnerTexts();
    expect(table.map((row) => row.split("\t").slice(1, 5).map(Number))).toEqual(
      all.map(({support}) => [support.both, support.baseOnly, support.rlOnly, support.neither])
    );
    expect(complaints).toEqual([]);
  });
});

describe("the figure of coverage at cost in Chromium", () => {
  it("draws the band of every curve, and has its ends in the CSV", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}beyond`);
    const figure = page.locator("figure[aria-labelledby=what-does-coverage-cost]");
    await figure.locator("svg[role=img]").first().waitFor();
    const heights = await figure
      .locator(".band path")
      .evaluateAll((bands) => bands.map((band) => band.getBoundingClientRect().height));
    const costs = open.site.data("coverage-at-cost") as PolicyCost[];
    expect(heights).toHaveLength(costs.length);
    for (const height of heights) expect(height).toBeGreaterThan(10);
    const csv = tableOf(await saveText(page, figure, "CSV"))
      .trim()
      .split("\n")
      .slice(1);
    expect(csv).toEqual(
      costs.flatMap(({benchmark, policy, points}) =>
        points.map(({tokens, coverage, low, high}) =>
          [benchmark, policy, "coverage at cost", false, tokens, coverage, low, high].join()
        )
      )
    );
    expect(complaints).toEqual([]);
  });
});

describe("the provenance page in Chromium", () => {
  it("adds up the verdicts of the audit", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}provenance`);
    await page.getByText("countdown@steps gave 10,240 verdicts").waitFor();
    const correct = open.site.counts.flatMap(({policies}) =>
      policies.map(({c}) => c.reduce((total, c) => total + c, 0) / (40 * 64))
    );
    const table = page.locator("table").filter({hasText: "Not correct, because"});
    const shares = await table.locator("tbody td:nth-child(4)").allInnerTexts();
    expect(shares).toEqual(correct.map(percent));
    expect(await page.getByText("One verifier judged these completions").isVisible()).toBe(true);
    // No model of this study has a card.
    expect(await page.getByText("How were the models trained?").count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe("the explorer in Chromium", () => {
  it("answers a query over all three tables and saves the answer", async () => {
    const sql =
      "SELECT policy, count(*) AS problems, sum(c) AS correct, (SELECT count(*) FROM completions) AS completions FROM problem_counts JOIN problems USING (benchmark, problem_id) GROUP BY policy ORDER BY policy";
    const {page, complaints} = await openPage(
      open.browser,
      `${open.atRoot.url}explorer?${new URLSearchParams({sql}).toString()}`
    );
    await page.getByText("2 rows in").waitFor();
    const csv = await readFile(await saveFrom(page, page, "CSV"), "utf8");
    const lines = csv.trim().split("\n");
    expect(lines[0]).toBe("policy,problems,correct,completions");
    expect(lines.slice(1).map((line) => line.split(",").filter((_, i) => i !== 2))).toEqual([
      ["base", "80", "10240"],
      ["grpo", "80", "10240"]
    ]);
    expect(await page.locator("tbody tr").count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it("runs each example query without an error", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}explorer`);
    for (const button of await page.locator(".example-queries button").all()) {
      await button.click();
      await page.getByRole("button", {name: "Run", exact: true, disabled: false}).waitFor();
      expect(await page.locator(".explorer > .status").innerText()).toMatch(/^[\d,]+ rows? in/);
    }
    expect(complaints).toEqual([]);
  });

  it.each([false, true])(
    "loads the completions that a query reads, from a plain server (one that unpacks gzip: %s)",
    async (unpacksGzip) => {
      const root = await plainServer(open.site.folder, {unpacksGzip});
      const {page, complaints, requested} = await openPage(open.browser, `${root}explorer`);
      const editor = page.getByLabel("SQL query");
      const answer = async (sql: string): Promise<string[]> => {
        await editor.fill(sql);
        await editor.press("Control+Enter");
        await page.getByText(/^\d+ rows? in/).waitFor();
        return page.locator(".explorer tbody td").allInnerTexts();
      };
      const loaded = (): string[] =>
        requested.flatMap((path) => /_completions\/(.*)\.\w+\.arrow$/.exec(path)?.[1] ?? []);
      await page.getByRole("button", {name: "Run", exact: true}).waitFor();
      expect(requested.filter((path) => /_completions|duckdb|\.arrow/.test(path))).toEqual([]);
      expect(await answer("SELECT count(*) FROM completions WHERE benchmark = 'hard'")).toEqual(["5,120"]);
      expect(loaded()).toEqual(["hard.1"]);
      expect(await answer("SELECT benchmark, count(*) FROM completions GROUP BY ALL ORDER BY ALL")).toEqual([
        "Set easy (easy)",
        "5,120",
        "Set hard (hard)",
        "5,120"
      ]);
      expect(loaded()).toEqual(["hard.1", "easy.1"]);
      // In the order of the whole table, whichever part came first.
      expect(await answer("SELECT benchmark FROM completions LIMIT 1")).toEqual(["Set easy (easy)"]);
      expect(loaded()).toHaveLength(2);
      expect(requested.filter((path) => path.endsWith(".wasm"))).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  );

  it("explains a mistake, and runs the next query with Ctrl + Enter", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}explorer`);
    const editor = page.getByLabel("SQL query");
    await editor.fill("SELECT colour FROM completions");
    await editor.press("Control+Enter");
    await page.getByText(/column "?colour"? not found/).waitFor();
    await editor.fill("SELECT 6 * 7 AS answer;");
    await editor.press("Control+Enter");
    await page.getByText("1 row in").waitFor();
    expect(await page.locator("tbody td").innerText()).toBe("42");
  });
});

describe("the navigation in Chromium", () => {
  it("lets the keyboard skip the navigation, and a phone unfold it", async () => {
    const {page} = await openPage(open.browser, open.atRoot.url, {viewport: {width: 360, height: 700}});
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the text");
    expect(await page.getByRole("link", {name: "Explorer", exact: true}).first().isVisible()).toBe(false);
    await page.getByRole("button", {name: "Contents"}).click();
    await page.getByRole("navigation", {name: "Pages"}).getByRole("link", {name: "Explorer"}).click();
    await page.getByRole("heading", {name: "Ask the completions"}).waitFor();
  });

  it("answers an unknown address with a way back", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}nowhere`);
    await page.getByRole("link", {name: "Back to the report"}).click();
    await page.locator(".claims").waitFor();
  });
});
