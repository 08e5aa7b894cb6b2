import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type axe from "axe-core";
import {chromium, type Browser, type Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {sitePages} from "../../loaders/site/navigation.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {repository, runCli} from "../support/run-cli.js";
import {studyOfEveryKind} from "./every-kind-study.js";
import {openPage} from "./guarded-page.js";
import {savedFaults} from "./saved-pictures.js";

/** Completions per problem: enough for every figure to have something to draw. */
const n = 4;
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let place: string;
let server: SiteServer;
let browser: Browser;

/** The default study, really sampled, judged and scored with a few completions, built and served below a path. */
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "reasoning-boundary-pages-"));
  const study = studyOfEveryKind(join(place, "micro.yaml"));
  const runs = join(place, "runs");
  const out = join(place, "dist");
  for (const step of ["sample", "verify", "score", "build"]) {
    const site = step === "build" ? ["--out", out, "--base", "/some/path/"] : [];
    const {status, stderr} = runCli(step, ["--study", study, "--runs", runs, "--n", String(n), ...site]);
    if (status !== 0) throw new Error(`npm run ${step} failed:\n${stderr}`);
  }
  server = await serveSite({folder: out, port: 4350, base: "/some/path/"});
  browser = await chromium.launch(chromiumOptions());
}, 600_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(place, {recursive: true, force: true});
});

const paths = sitePages(join(repository, "src")).map(({path}) => (path === "/index" ? "" : path.slice(1)));

const firstContent: Record<string, string> = {
  "": ".claims",
  explorer: "textarea",
  "your-samples": ".drop-zone",
  provenance: "dl.provenance",
  methods: "math",
  audit: "main table:not(.answer-cases)",
  "hard-cases": "main table"
};

/** Notices that tell of something else than a missing experiment. */
const remarks: Record<string, RegExp> = {
  "hard-cases": /CoT-pass@k is pass@k/,
  provenance: /^One verifier judged these completions/
};

/** Pages that have no figure to save. */
const withoutFigures = ["explorer", "your-samples", "provenance", "methods", "hard-cases"];

async function missing(page: Page, path: string): Promise<string[]> {
  const notices = await page.locator(".missing-notice").allInnerTexts();
  return notices.filter((text) => remarks[path]?.test(text) !== true);
}

async function waitForContent(page: Page, path: string): Promise<void> {
  await page
    .locator(firstContent[path] ?? ".figure-plot svg")
    .first()
    .waitFor();
  await page.waitForLoadState("networkidle");
}

/** What is operated, links in running text apart. */
const TARGETS =
  "button, select, input, textarea, summary, nav a, .link-button, [role=slider], [role=option], [role=tab]";
/** Of a target's width and height, in CSS pixels (WCAG 2.2, 2.5.8). */
const SMALLEST_TARGET = 24;

/** The most that counts as good of a page's shifts (Core Web Vitals): a line may break elsewhere in another typeface. */
const GOOD_SHIFT = 0.1;

interface Measures {
  shifts: number;
  overflow: number;
  ground: string;
  faces: number;
  language: string;
  /** Texts of panels above or below their panel's edge. */
  outside: string[];
  /** What a finger can hit and is smaller than it should be; a box or a button of a choice has its label's size. */
  small: string[];
}

function measure(page: Page): Promise<Measures> {
  return page.evaluate(
    async ({targets, smallest}) => {
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
      // Figures follow their width from one frame to the next.
      for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
      return {
        shifts,
        overflow: document.documentElement.scrollWidth - innerWidth,
        ground: getComputedStyle(document.documentElement).backgroundColor,
        faces: [...document.fonts].filter(
          ({status, family}) => status === "loaded" && !family.includes("Fallback")
        ).length,
        language: document.documentElement.lang,
        outside: [...document.querySelectorAll("svg[role=img]")].flatMap((panel) => {
          const {top, bottom} = panel.getBoundingClientRect();
          return [...panel.querySelectorAll("text")].flatMap((text) => {
            const box = text.getBoundingClientRect();
            const isInside = box.height === 0 || (box.top > top - 4 && box.bottom < bottom + 4);
            return isInside ? [] : [text.textContent];
          });
        }),
        small: [...document.querySelectorAll<HTMLElement>(targets)]
          .filter((element) => element.offsetParent !== null)
          .flatMap((element) => {
            const isChoice = element.matches("input[type=checkbox], input[type=radio]");
            const target = isChoice ? (element.closest("label") ?? element) : element;
            const {width, height} = target.getBoundingClientRect();
            return Math.min(width, height) < smallest
              ? [`${element.outerHTML.slice(0, 100)}: ${height}`]
              : [];
          })
      };
    },
    {targets: TARGETS, smallest: SMALLEST_TARGET}
  );
}

/** What axe-core finds that is serious or critical, one line each with the first element. `rules`: by these alone. */
async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (values) => {
    const {axe: checker} = globalThis as unknown as {axe: typeof axe};
    const only: axe.RunOptions = values === undefined ? {} : {runOnly: {type: "rule", values}};
    return (await checker.run(document, {resultTypes: ["violations"], ...only})).violations;
  }, rules);
  return violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(
      ({id, help, nodes}) => `${id}: ${help} (${nodes.length} times, first ${nodes[0]!.html.slice(0, 200)})`
    );
}

/** The rules of axe-core that see colours, of those that it runs. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** All that rules of accessibility see of a page but its colours: its elements, and the size of each. */
function structure(page: Page): Promise<string> {
  return page.evaluate(() => {
    const sizes = [...document.querySelectorAll("body, body *")].map((element) => {
      const {width, height} = element.getBoundingClientRect();
      return [width, height, getComputedStyle(element).visibility, getComputedStyle(element).opacity];
    });
    return document.body.outerHTML + JSON.stringify(sizes);
  });
}

/**
 * Takes the report's typefaces from a page that has them, and has its figures drawn anew: a reader's whose line is slow sees the
 * typefaces of the system.
 */
async function takeTypefaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const {cssRules, ownerNode} of document.styleSheets) {
      const sheet = (ownerNode as HTMLStyleElement | HTMLLinkElement).sheet!;
      for (let i = cssRules.length - 1; i >= 0; i--)
        if (cssRules[i] instanceof CSSFontFaceRule && !cssRules[i]!.cssText.includes("Fallback"))
          sheet.deleteRule(i);
    }
  });
  const {width, height} = page.viewportSize()!;
  await page.setViewportSize({width: width - 20, height});
  await twoFrames(page);
  await page.setViewportSize({width, height});
  await twoFrames(page);
}

function twoFrames(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
  });
}

/** Expects a page in the typefaces of the system to stay within a phone. */
async function expectNarrow(page: Page): Promise<void> {
  const {overflow, faces} = await measure(page);
  expect({overflow: Math.max(0, overflow), faces}).toEqual({overflow: 0, faces: 0});
}

type Theme = "light" | "dark";

/** Expects of a page what holds in every look. */
async function expectGoodLook(page: Page, path: string, theme: Theme): Promise<void> {
  await waitForContent(page, path);
  const {shifts, overflow, ground, faces, language, outside, small} = await measure(page);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(shifts).toBeLessThan(0.05);
  expect(ground).toBe(theme === "dark" ? "rgb(20, 23, 26)" : "rgb(255, 255, 255)");
  expect(faces).toBeGreaterThanOrEqual(2);
  expect(language).toBe("en");
  expect(outside).toEqual([]);
  expect(small).toEqual([]);
  expect(await missing(page, path)).toEqual([]);
}

/** Each page is loaded in either theme, and changed to the other. */
const looks = paths.flatMap((path): {path: string; width: number; themes: [Theme, Theme]}[] => [
  {path, width: 1280, themes: ["light", "dark"]},
  {path, width: 390, themes: ["dark", "light"]}
]);

describe("every page of the default study in Chromium", {timeout: 90_000, concurrent: true}, () => {
  it.each(looks)(
    "/$path at $width pixels in $themes.0 mode, then $themes.1: drawn, quiet, without overflow, shift or serious fault of accessibility; saved pictures and tables are whole on wide ones, the typefaces of the system fit into narrow ones",
    async ({path, width, themes}) => {
      const [first, second] = themes;
      const viewport = {width, height: 800};
      const opened = await openPage(browser, server.url + path, {viewport, colorScheme: first});
      const {page, complaints, requested, transferred} = opened;
      await expectGoodLook(page, path, first);
      const before = await structure(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.emulateMedia({colorScheme: second});
      await expectGoodLook(page, path, second);
      // Where nothing but colours is another, no other rule can find another fault.
      const isOnlyColour = (await structure(page)) === before;
      expect(await accessibilityFaults(page, isOnlyColour ? COLOUR_RULES : undefined)).toEqual([]);
      expect(await transferred()).toBeLessThan(600_000);
      expect(requested.filter((file) => /\/_import\/.*\.js$/.test(file)).length).toBeLessThan(5);
      if (first === "light") {
        await page.emulateMedia({colorScheme: "light"});
        const {figures, faults} = await savedFaults(page);
        expect(faults).toEqual([]);
        expect(figures > 0).toBe(!withoutFigures.includes(path));
      } else {
        await takeTypefaces(page);
        await expectNarrow(page);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  );

  it.each([
    {path: "", width: 1280},
    {path: "mathematics", width: 1280},
    {path: "mathematics", width: 390},
    {path: "methods", width: 390}
  ])("/$path at $width pixels does not move when its typefaces come late", async ({path, width}) => {
    const context = await browser.newContext({viewport: {width, height: 800}});
    const page = await context.newPage();
    await page.route(/_fonts/, async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.continue();
    });
    await page.goto(server.url + path);
    await waitForContent(page, path);
    const {shifts, faces} = await measure(page);
    expect(faces).toBeGreaterThanOrEqual(2);
    expect(shifts).toBeLessThan(GOOD_SHIFT);
    await context.close();
  });

  it.each(["", "explorer", "methods"])(
    "/%s stays within a phone in the typefaces of the system, as on a slow line",
    async (path) => {
      const context = await browser.newContext({viewport: {width: 390, height: 800}});
      const page = await context.newPage();
      await page.route(/_fonts/, (route) => route.abort());
      await page.goto(server.url + path);
      await waitForContent(page, path);
      await expectNarrow(page);
      await context.close();
    }
  );
});
