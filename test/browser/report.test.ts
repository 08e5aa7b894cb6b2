import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {chromium, type Browser, type Download, type Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {buildSite} from "../../loaders/site/build-site.js";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {coverageRows} from "../../src/components/coverage-rows.js";
import {percent} from "../../src/components/format.js";
import {comparisons} from "../../src/components/comparison.js";
import {solvableSets} from "../../src/components/solvable-sets.js";
import {readCoverage, readingText} from "../../src/components/coverage-reading.js";
import {coverageView, type CoverageView} from "../../src/components/coverage-view.js";
import {accuracyHistogram} from "../../src/metrics/accuracy-histogram.js";
import {openPage} from "./guarded-page.js";
import {buildTestSite, siteHashes, type TestSite} from "./site.js";

let site: TestSite;
let browser: Browser;
let atRoot: SiteServer;
let below: SiteServer;

beforeAll(async () => {
  site = await buildTestSite();
  atRoot = await serveSite({folder: site.folder, port: 4310});
  below = await serveSite({folder: site.folder, port: 4311, base: "/some/path/"});
  browser = await chromium.launch(chromiumOptions());
});

afterAll(async () => {
  await browser.close();
  await atRoot.close();
  await below.close();
  site.remove();
});

const figure = (page: Page) => page.locator(".figure-plot > svg");
const handle = (page: Page) => page.getByRole("slider", {name: "Read the curves at k"});

function view(benchmark: string): CoverageView {
  return coverageView(site.table, site.summary, benchmark, null)!;
}

/** The CSV of a view, written by hand. */
function rowsText(view: CoverageView): string {
  const lines = coverageRows(view).map((row) => Object.values(row).join(","));
  return `benchmark,quantity,series,k,estimate,low,high\n${lines.join("\n")}\n`;
}

async function save(page: Page, action: string): Promise<string> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent("download"),
    page.getByRole("button", {name: action, exact: true}).click()
  ]);
  return download.path();
}

describe("the built site", () => {
  it(
    "has the same bytes when it is built again, and nothing is left of the old one",
    {timeout: 240_000},
    async () => {
      const first = siteHashes(site.folder);
      const {study, runs} = site;
      const out = join(dirname(site.folder), "again");
      mkdirSync(join(out, "_observablehq"), {recursive: true});
      writeFileSync(join(out, "left-over.html"), "old");
      await buildSite({study, runs, out, base: "/"});
      expect(siteHashes(out)).toEqual(first);
      expect(readdirSync(dirname(out)).filter((name) => name.startsWith("."))).toEqual([]);
    }
  );
});

describe("the report in Chromium", () => {
  it("draws every value of the table, at its place", async () => {
    const {page, complaints} = await openPage(browser, atRoot.url);
    await figure(page).first().waitFor();
    const places = await page.evaluate(() => {
      const plot = document.querySelector(".figure-plot > svg")!;
      return [...plot.querySelectorAll('g[aria-label="dot"]')].map((group) =>
        [...group.children].map((mark) => {
          const {left, top, width, height} = mark.getBoundingClientRect();
          return {x: left + width / 2, y: top + height / 2};
        })
      );
    });
    const {curves} = view("easy").coverage;
    expect(places.map((marks) => marks.length)).toEqual(curves.map(({points}) => points.length));
    const marks = curves.flatMap(({points}, i) => points.map((point, j) => ({...point, ...places[i]![j]!})));
    const [first, last] = [marks[0]!, marks[curves[0]!.points.length - 1]!];
    const perShare = (last.y - first.y) / (last.coverage - first.coverage);
    const perDoubling = (last.x - first.x) / Math.log2(last.k / first.k);
    for (const mark of marks) {
      expect(Math.abs(mark.y - (first.y + perShare * (mark.coverage - first.coverage)))).toBeLessThan(0.6);
      expect(Math.abs(mark.x - (first.x + perDoubling * Math.log2(mark.k)))).toBeLessThan(0.6);
    }
    expect(complaints).toEqual([]);
  });

  it("reads every curve at each k with the keyboard alone", async () => {
    const {page, complaints} = await openPage(browser, atRoot.url);
    await handle(page).focus();
    await page.keyboard.press("Home");
    for (const {k} of view("easy").coverage.curves[0]!.points) {
      const items = readCoverage(view("easy"), k);
      expect(await handle(page).getAttribute("aria-valuetext")).toBe(readingText(items, k));
      const strip = (await page.locator(".reading").innerText()).replaceAll(/\s+/g, " ");
      for (const {value, interval} of items) expect(strip).toContain(`${value} ${interval}`);
      await page.keyboard.press("ArrowRight");
    }
    expect(complaints).toEqual([]);
  });

  it("reads the curves where the pointer is, and where a finger touches", async () => {
    const {page} = await openPage(browser, atRoot.url, {hasTouch: true});
    await figure(page).first().scrollIntoViewIfNeeded();
    const box = (await figure(page).first().boundingBox())!;
    await page.mouse.move(box.x + 45, box.y + 200);
    expect(await handle(page).getAttribute("aria-valuenow")).toBe("1");
    await page.touchscreen.tap(box.x + box.width - 100, box.y + 200);
    expect(Number(await handle(page).getAttribute("aria-valuenow"))).toBeGreaterThan(8);
  });

  it("switches the benchmark and keeps it in the address", async () => {
    const {page, complaints} = await openPage(browser, atRoot.url);
    const before = await page.locator(".figure-answer").innerText();
    await page.getByLabel("Set hard").check();
    expect(await page.locator(".figure-answer").innerText()).not.toBe(before);
    expect(new URL(page.url()).search).toBe("?benchmark=hard");
    await page.reload();
    await figure(page).first().waitFor();
    expect(await page.getByLabel("Set hard").isChecked()).toBe(true);
    expect(await page.locator(".figure-caption").innerText()).toContain("Set hard");
    expect(complaints).toEqual([]);
  });

  it("saves the figure's data as CSV, and the figure as SVG and PNG that need nothing else", async () => {
    const {page, complaints} = await openPage(browser, atRoot.url);
    await figure(page).first().waitFor();
    const csv = await readFile(await save(page, "CSV"), "utf8");
    expect(csv).toBe(rowsText(view("easy")));
    const svg = await readFile(await save(page, "SVG"), "utf8");
    expect(svg).toContain("@font-face");
    expect(svg).toContain("Set easy: 40 problems");
    expect(svg).not.toMatch(/var\(--/);
    const png = await readFile(await save(page, "PNG"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
  });
});

describe("the pages about single problems in Chromium", () => {
  it("draw each bar of the histograms as high as its number of problems", async () => {
    const {page, complaints} = await openPage(browser, `${atRoot.url}histograms`);
    await figure(page).first().waitFor();
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll('.figure-plot > svg g[aria-label="rect"]')].map((group) =>
        [...group.children].map((bar) => bar.getBoundingClientRect().height)
      )
    );
    const heights = site.counts.flatMap(({policies}) =>
      policies.map(({n, c}) =>
        accuracyHistogram(n.map((n, i) => ({n, c: c[i]!})))
          .map(({count}) => count)
          .filter((count) => count > 0)
      )
    );
    const scale = drawn[0]![0]! / heights[0]![0]!;
    expect(drawn.map((bars) => bars.map((height) => Math.round(height / scale)))).toEqual(heights);
    expect(complaints).toEqual([]);
  });
});

describe("the solvable sets in Chromium", () => {
  it("give every problem a cell whose depth follows its accuracy, and count the parts in the table", async () => {
    const {page, complaints} = await openPage(browser, `${atRoot.url}solvable`);
    await figure(page).first().waitFor();
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll(".matrix-row")].map((row) =>
        [...row.querySelectorAll("rect")].map((cell) => ({
          opacity: Number(cell.getAttribute("fill-opacity")),
          title: cell.querySelector("title")!.textContent
        }))
      )
    );
    const all = comparisons(site.counts, site.summary).map(solvableSets);
    const expected = all.flatMap(({problems}) => [
      problems.map(({base, problemId}) => ({...base, title: `${problemId}: base ${base.c} of ${base.n}`})),
      problems.map(({rl, problemId}) => ({...rl, title: `${problemId}: grpo ${rl.c} of ${rl.n}`}))
    ]);
    expect(drawn.map((row) => row.map(({title}) => title))).toEqual(
      expected.map((row) => row.map(({title}) => title))
    );
    expect(drawn.flat().map(({opacity}) => opacity === 0)).toEqual(expected.flat().map(({c}) => c === 0));
    const table = await page.locator("table").first().locator("tbody tr").allInnerTexts();
    expect(table.map((row) => row.split("\t").slice(1, 5).map(Number))).toEqual(
      all.map(({support}) => [support.both, support.baseOnly, support.rlOnly, support.neither])
    );
    expect(complaints).toEqual([]);
  });
});

describe("the provenance page in Chromium", () => {
  it("adds up the verdicts of the audit", async () => {
    const {page, complaints} = await openPage(browser, `${atRoot.url}provenance`);
    await page.getByText("countdown@steps gave 10,240 verdicts").waitFor();
    const correct = site.counts.flatMap(({policies}) =>
      policies.map(({c}) => c.reduce((total, c) => total + c, 0) / (40 * 64))
    );
    const table = page.locator("table").filter({hasText: "Not correct, because"});
    const shares = await table.locator("tbody td:nth-child(4)").allInnerTexts();
    expect(shares).toEqual(correct.map(percent));
    expect(await page.getByText("One verifier judged these completions").isVisible()).toBe(true);
    expect(await page.getByText("No model of this study was trained here").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});

describe("the explorer in Chromium", () => {
  it("answers a query over all three tables and saves the answer", async () => {
    const sql =
      "SELECT policy, count(*) AS problems, sum(c) AS correct, (SELECT count(*) FROM completions) AS completions FROM problem_counts JOIN problems USING (benchmark, problem_id) GROUP BY policy ORDER BY policy";
    const {page, complaints} = await openPage(
      browser,
      `${atRoot.url}explorer?${new URLSearchParams({sql}).toString()}`
    );
    await page.getByText("2 rows in").waitFor();
    const csv = await readFile(await save(page, "CSV"), "utf8");
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
    const {page, complaints} = await openPage(browser, `${atRoot.url}explorer`);
    for (const button of await page.locator(".example-queries button").all()) {
      await button.click();
      await page.getByRole("button", {name: "Run", exact: true, disabled: false}).waitFor();
      expect(await page.locator(".status").innerText()).toMatch(/^[\d,]+ rows? in/);
    }
    expect(complaints).toEqual([]);
  });

  it("explains a mistake, and runs the next query with Ctrl + Enter", async () => {
    const {page} = await openPage(browser, `${atRoot.url}explorer`);
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

describe("every page in Chromium", () => {
  const firstContent: Record<string, string> = {
    "": ".figure-plot > svg",
    histograms: ".figure-plot > svg",
    solvable: ".figure-plot > svg",
    explorer: "textarea",
    provenance: "dl.provenance",
    methods: "math"
  };
  const cases = Object.keys(firstContent).flatMap((path) =>
    [1280, 360].flatMap((width) =>
      (["light", "dark"] as const).map((colorScheme) => ({path, width, colorScheme}))
    )
  );

  it.each(cases)(
    "$path at $width pixels in $colorScheme mode neither overflows, shifts nor complains, also below a path",
    async ({path, width, colorScheme}) => {
      const {page, complaints, transferred} = await openPage(browser, below.url + path, {
        viewport: {width, height: 800},
        colorScheme
      });
      await page.locator(firstContent[path]!).first().waitFor();
      const measured = await page.evaluate(async () => {
        await document.fonts.ready;
        const shifts = await new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const entries = list.getEntries() as (PerformanceEntry & {value: number})[];
            resolve(entries.reduce((total, {value}) => total + value, 0));
          }).observe({type: "layout-shift", buffered: true});
          setTimeout(() => {
            resolve(0);
          }, 200);
        });
        return {
          shifts,
          overflow: document.documentElement.scrollWidth - innerWidth,
          ground: getComputedStyle(document.documentElement).backgroundColor,
          faces: [...document.fonts].filter(({status}) => status === "loaded").length,
          language: document.documentElement.lang
        };
      });
      expect(measured.overflow).toBeLessThanOrEqual(0);
      expect(measured.shifts).toBeLessThan(0.05);
      expect(measured.ground).toBe(colorScheme === "dark" ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
      expect(measured.faces).toBeGreaterThanOrEqual(2);
      expect(measured.language).toBe("en");
      expect(await transferred()).toBeLessThan(600_000);
      expect(complaints).toEqual([]);
    }
  );

  it("lets the keyboard skip the navigation, and a phone unfold it", async () => {
    const {page} = await openPage(browser, atRoot.url, {viewport: {width: 360, height: 700}});
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the text");
    expect(await page.getByRole("link", {name: "Explorer", exact: true}).first().isVisible()).toBe(false);
    await page.getByRole("button", {name: "Contents"}).click();
    await page.getByRole("navigation", {name: "Pages"}).getByRole("link", {name: "Explorer"}).click();
    await page.getByRole("heading", {name: "Ask the completions"}).waitFor();
  });

  it("answers an unknown address with a way back", async () => {
    const {page} = await openPage(browser, `${atRoot.url}nowhere`);
    await page.getByRole("link", {name: "Back to the report"}).click();
    await figure(page).first().waitFor();
  });
});
