import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {buildSite} from "../../loaders/site/build-site.js";
import {SiteBuilder} from "../../loaders/site/site-builder.js";
import {caseSentence} from "../../src/findings/claim-sentence.js";
import {measurementText} from "../../src/findings/claim-text.js";
import {readCoverage, readingText} from "../../src/findings/coverage/coverage-reading.js";
import {coverageCsv, coverageRows} from "../../src/findings/coverage/coverage-rows.js";
import {coverageView, type CoverageView} from "../../src/findings/coverage/coverage-view.js";
import {guessCurve} from "../../src/findings/coverage/guess-curve.js";
import {claims} from "../../src/metrics/claims/claims.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {openPage} from "./guarded-page.js";
import {openTestSite, saveFrom, tableOf, type OpenSite} from "./open-site.js";
import {siteHashes} from "./site.js";

let open: OpenSite;

beforeAll(async () => {
  open = await openTestSite(4310);
}, 240_000);

afterAll(() => open.close());

const report = (page: Page) => page.locator(".coverage-report");
const figure = (page: Page) => report(page).locator(".figure-plot > svg");
const handle = (page: Page) => report(page).getByRole("slider", {name: "Read the curves at k"});

function view(benchmark: string): CoverageView {
  return coverageView(open.site.table, open.site.summary, benchmark, {})!;
}

/** The same with the guess floor, which the large figure draws. */
function viewWithFloor(benchmark: string): CoverageView {
  return coverageView(
    open.site.table,
    open.site.summary,
    benchmark,
    {},
    {
      guess: (ks) => guessCurve(open.site.guessRates, benchmark, ks, {rate: null, mostGuessable: null})
    }
  )!;
}

/** The CSV of a view, written by hand. */
function rowsText(view: CoverageView): string {
  const lines = coverageRows(view).map((row) => Object.values(row).join(","));
  return `benchmark,quantity,series,k,estimate,low,high\n${lines.join("\n")}\n`;
}

describe("the built site", () => {
  it("carries a policy in each page before its first script, and what GitHub Pages needs", () => {
    const {folder} = open.site;
    expect(existsSync(join(folder, ".nojekyll"))).toBe(true);
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".html"))) {
      const html = readFileSync(join(folder, name), "utf8");
      const [policy, script] = [
        html.indexOf('<meta http-equiv="Content-Security-Policy"'),
        html.indexOf("<script")
      ];
      expect(policy).toBeGreaterThan(0);
      expect(policy).toBeLessThan(script);
    }
  });

  it(
    "has the same bytes when it is built again, and nothing is left of the old one",
    {timeout: 240_000},
    async () => {
      const first = siteHashes(open.site.folder);
      const {study, runs} = open.site;
      const out = join(temporaryFolder(), "again");
      mkdirSync(join(out, "_observablehq"), {recursive: true});
      writeFileSync(join(out, "left-over.html"), "old");
      // Made by Framework, and not from pages that another build has kept.
      const builder = new SiteBuilder(dirname(out), null);
      await buildSite({study, runs, out, base: "/", builder});
      builder.close();
      expect(siteHashes(out)).toEqual(first);
      expect(readdirSync(dirname(out)).filter((name) => name.startsWith("."))).toEqual([]);
    }
  );
});

describe("the page on mathematics in Chromium", () => {
  it("draws every value of the table, at its place", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    await figure(page).first().waitFor();
    const places = await page.evaluate(() => {
      const plot = document.querySelector(".coverage-report .figure-plot > svg")!;
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
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    await handle(page).focus();
    await page.keyboard.press("Home");
    for (const {k} of view("easy").coverage.curves[0]!.points) {
      const items = readCoverage(viewWithFloor("easy"), k);
      expect(await handle(page).getAttribute("aria-valuetext")).toBe(readingText(items, k));
      const strip = (await report(page).locator(".reading").innerText()).replaceAll(/\s+/g, " ");
      for (const {value, interval} of items) expect(strip).toContain(`${value} ${interval}`.trim());
      await page.keyboard.press("ArrowRight");
    }
    expect(complaints).toEqual([]);
  });

  it("reads the curves where the pointer is, and where a finger touches", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}mathematics`, {hasTouch: true});
    await figure(page).first().scrollIntoViewIfNeeded();
    const box = (await figure(page).first().boundingBox())!;
    await page.mouse.move(box.x + 45, box.y + 200);
    expect(await handle(page).getAttribute("aria-valuenow")).toBe("1");
    await page.touchscreen.tap(box.x + box.width - 100, box.y + 200);
    expect(Number(await handle(page).getAttribute("aria-valuenow"))).toBeGreaterThan(8);
  });

  it("switches the benchmark and keeps it in the address", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    const before = await report(page).locator(".figure-answer").innerText();
    await page.getByRole("radio", {name: "Set hard"}).check();
    expect(await report(page).locator(".figure-answer").innerText()).not.toBe(before);
    expect(new URL(page.url()).search).toBe("?benchmark=hard");
    await page.reload();
    await figure(page).first().waitFor();
    expect(await page.getByRole("radio", {name: "Set hard"}).isChecked()).toBe(true);
    expect(await report(page).locator(".figure-caption").innerText()).toContain("Set hard");
    expect(complaints).toEqual([]);
  });

  it("saves the figure's data as CSV, and the figure as SVG and PNG that need nothing else", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    await figure(page).first().waitFor();
    const csv = await readFile(await saveFrom(page, report(page), "CSV"), "utf8");
    expect(tableOf(csv)).toBe(rowsText(viewWithFloor("easy")));
    const svg = await readFile(await saveFrom(page, report(page), "SVG"), "utf8");
    expect(svg).toContain("@font-face");
    expect(svg).toContain("Set easy: 40 problems");
    expect(svg).not.toMatch(/var\(--/);
    const png = await readFile(await saveFrom(page, report(page), "PNG"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
  });
});

describe("the small multiples in Chromium", () => {
  const grid = (page: Page) => page.locator("figure[aria-labelledby]").first();

  it("draw every value of the table in panels that share their axes", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    await grid(page).locator("svg[role=img]").first().waitFor();
    const drawn = await page.evaluate(() =>
      [...document.querySelectorAll(".grid-panel svg[role=img]")].map((panel) => {
        const {left, top} = panel.getBoundingClientRect();
        return [...panel.querySelectorAll('g[aria-label="dot"] > *')].map((mark) => {
          const box = mark.getBoundingClientRect();
          return {x: box.left + box.width / 2 - left, y: box.top + box.height / 2 - top};
        });
      })
    );
    const values = open.site.table.benchmarks.map(({curves}) => curves.flatMap(({points}) => points));
    expect(drawn.map((marks) => marks.length)).toEqual(values.map((points) => points.length));
    const marks = values.flatMap((points, i) => points.map((point, j) => ({...point, ...drawn[i]![j]!})));
    const [first, last] = [marks[0]!, marks[values[0]!.length / 2 - 1]!];
    const perShare = (last.y - first.y) / (last.coverage - first.coverage);
    const perDoubling = (last.x - first.x) / Math.log2(last.k / first.k);
    for (const mark of marks) {
      expect(Math.abs(mark.y - (first.y + perShare * (mark.coverage - first.coverage)))).toBeLessThan(0.6);
      expect(Math.abs(mark.x - (first.x + perDoubling * Math.log2(mark.k)))).toBeLessThan(0.6);
    }
    expect(complaints).toEqual([]);
  });

  it("read all panels at one k, with the keyboard or where the pointer is in any panel", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    const slider = grid(page).getByRole("slider", {name: "Read the curves at k"});
    await slider.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    const expected = ["easy", "hard"].map((id) =>
      readCoverage(view(id), 2)
        .filter(({policy}) => policy !== null)
        .map(({label, value, interval}) => `${label} ${value} ${interval}`)
    );
    const shown = await grid(page).locator(".grid-reading").allInnerTexts();
    shown.forEach((text, i) => {
      expect(text.replaceAll(/\s+/g, " ")).toBe(["at k = 2", ...expected[i]!].join(" "));
    });
    expect(await slider.getAttribute("aria-valuetext")).toContain("Set hard: k = 2; base");
    const second = grid(page).locator("svg[role=img]").nth(1);
    const box = (await second.boundingBox())!;
    await page.mouse.move(box.x + 42, box.y + 120);
    expect(await slider.getAttribute("aria-valuenow")).toBe("1");
    expect(complaints).toEqual([]);
  });

  it("are saved in the rows that they form, with every benchmark's values", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}mathematics`);
    await grid(page).locator("svg[role=img]").first().waitFor();
    const csv = await readFile(await saveFrom(page, grid(page), "CSV"), "utf8");
    expect(tableOf(csv)).toBe(coverageCsv([viewWithFloor("easy"), viewWithFloor("hard")]));
    const svg = await readFile(await saveFrom(page, grid(page), "SVG"), "utf8");
    const panels = [...svg.matchAll(/<svg[^>]* role="img"[^>]*>/g)].map(([tag]) => tag);
    const corners = panels.map((tag) =>
      ["x", "y"].map((name) => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(tag)![1]))
    );
    expect(corners).toHaveLength(2);
    expect(corners[0]![1]).toBe(corners[1]![1]);
    expect(corners[1]![0]).toBeGreaterThan(corners[0]![0]! + 200);
  });

  it("have no page where the study lacks their experiment: the overview says what to add", async () => {
    const lost = await fetch(`${open.atRoot.url}code`);
    expect(lost.status).toBe(404);
    const {page, complaints} = await openPage(open.browser, open.atRoot.url);
    const line = page.locator("li").filter({hasText: /^Code: /});
    expect(await line.innerText()).toContain("To add: a benchmark of programs");
    expect(await page.locator('a[href$="./code"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe("the overview in Chromium", () => {
  it("lists the eight claims with their verdicts and numbers, each with a link to its page", async () => {
    const {page, complaints, requested} = await openPage(open.browser, open.atRoot.url);
    await page.locator(".claims").waitFor();
    const {study, ...tables} = {
      study: open.site.summary,
      counts: open.site.counts,
      coverage: {math: open.site.table},
      algorithms: null,
      steps: null,
      perplexity: null,
      guessRates: open.site.guessRates
    };
    const tested = claims({study, ...tables});
    const verdicts = await page.locator(".claims .verdict").allInnerTexts();
    expect(verdicts.map((text) => text.replace(/^\S+\s+/, ""))).toEqual(tested.map(({verdict}) => verdict));
    const [first] = tested[0]!.cases;
    const text = await page.locator(".claims > li").first().textContent();
    expect(text).toContain(caseSentence("crossing", first!));
    for (const number of first!.numbers) expect(text).toContain(measurementText(number));
    expect(await page.locator(".claims > li").first().locator(".claim-curves path").count()).toBe(3);
    expect(await page.locator(".claims tr > :not(th, td)").count()).toBe(0);
    expect(requested.filter((path) => path.includes("duckdb"))).toEqual([]);
    await page.getByRole("link", {name: tested[1]!.claim}).click();
    await page.getByRole("heading", {name: "What happens to each problem’s accuracy?"}).waitFor();
    expect(complaints).toEqual([]);
  });
});
