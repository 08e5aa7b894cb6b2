import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium, type Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {sitePages} from "../../loaders/site/navigation.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {writeHarnessFile} from "../support/importing/harness-files.js";
import {runCli} from "../support/run-cli.js";
import {openPage} from "./guarded-page.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-imported-"));
const out = join(place, "dist");
let server: SiteServer;
let browser: Browser;

const hostile = [
  "<script>document.title = 'hijacked'</script>",
  '<img src="https://example.org/pixel.png">',
  "![dot](https://example.org/pixel.png)",
  "[run](javascript:alert(1))",
  "${document.title = 'hijacked'}",
  "[elsewhere](https://example.org/about) and [lost](./temperature)"
].join("\n\n");

const study = `
study: riverside
title: Ardent on <Riverside> sums
seed: 1
notes:
  about: about.md
  limits: "Holds for *Riverside* sums."
policies:
  - {id: ardent-7b, label: Ardent-7B-Preview, role: base, samples: [{files: base.jsonl, benchmark: riverside}]}
  - {id: ardent-7b-zero, label: Ardent-7B-Preview-Zero, role: rl, base: ardent-7b, samples: [{files: rl.jsonl, benchmark: riverside}], notes: Trained by rivers.}
benchmarks:
  - {id: riverside, label: Riverside, problems: imported, verifier: math@strict, notes: Sums from a riverbank.}
`;

beforeAll(async () => {
  const folder = join(place, "studies");
  mkdirSync(folder);
  writeHarnessFile(folder, {name: "base.jsonl", problems: 12, n: 4, correct: (problem) => problem % 4});
  writeHarnessFile(folder, {name: "rl.jsonl", problems: 12, n: 4, correct: (problem) => (problem % 3) * 2});
  writeFileSync(join(folder, "about.md"), `# Of rivers\n\n${hostile}\n`);
  writeFileSync(join(folder, "riverside.yaml"), study);
  const args = ["--dir", place, "--study", join(folder, "riverside.yaml"), "--out", out, "--no-serve"];
  const {status, stderr} = runCli("start", args);
  if (status !== 0) throw new Error(`npm start failed:\n${stderr}`);
  server = await serveSite({folder: out, port: 4360});
  browser = await chromium.launch(chromiumOptions());
}, 300_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(place, {recursive: true, force: true});
});

/** Words of the default study: its tasks, its models, how it came about. */
const foreign =
  /countdown|\bmicro\b|laptop|made-up|puzzle|dot.pictures|list.programs|million weights|small scale|reproduction|trained from scratch|trained here|code beside it|default study|\bGRPO\b|questions about pictures|random steps/gi;

function foreignWords(text: string): string[] {
  return [...new Set(text.match(foreign) ?? [])];
}

const built = [
  "",
  "mathematics",
  "histograms",
  "solvable",
  "guess",
  "beyond",
  "hard-cases",
  "explorer",
  "your-samples"
];

describe("the report of imported files", {timeout: 60_000}, () => {
  it("has the pages that the study has something for, and links to no other", () => {
    const paths = sitePages(out).map(({path}) => (path === "/index" ? "" : path.slice(1)));
    expect(paths).toEqual([...built, "provenance", "audit", "methods"]);
    for (const path of paths) {
      const html = readFileSync(join(out, `${path || "index"}.html`), "utf8");
      const links = [...html.matchAll(/href=\\?"\.\/([\w-]+)(?:#[\w-]*)?\\?"/g)].map(([, to]) => to!);
      expect(links.filter((to) => !existsSync(join(out, `${to}.html`)))).toEqual([]);
    }
  });

  it("has no word of the default study in the sources of its pages and tables", () => {
    const files = readdirSync(out, {recursive: true, encoding: "utf8"}).filter((file) =>
      // What the paper printed is the paper's.
      /\.html$|_cases\/.*\.json$|_completions\/.*\.arrow$|_file\/data\/(?!paper\.).*\.(json|arrow)$/.test(
        file
      )
    );
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((file) =>
      foreignWords(readFileSync(join(out, file), "latin1")).map((word) => `${file}: ${word}`)
    );
    expect(found).toEqual([]);
  });

  it.each([...built, "provenance", "audit", "methods"])(
    "has no word of the default study on /%s as it is drawn, and its own names",
    async (path) => {
      const {page, complaints} = await openPage(browser, server.url + path);
      await page.waitForLoadState("networkidle");
      expect(foreignWords(await page.evaluate(() => document.documentElement.outerHTML))).toEqual([]);
      // What keeps room until its content is there does not keep it afterwards.
      const waiting = await page
        .locator(".figure-slot, .audit-slot, .case-slot, .figure-body")
        .evaluateAll((slots) =>
          slots
            .filter((slot) => Number.parseFloat(getComputedStyle(slot).minHeight) >= innerHeight)
            .map((slot) => slot.getAttribute("class"))
        );
      expect(waiting).toEqual([]);
      const text = await page.evaluate(() => document.body.innerText);
      expect(text).toContain("Ardent on <Riverside> sums");
      expect(text).not.toMatch(/\bnull\b|\bNaN\b|undefined|0 weights/);
      if (!["explorer", "methods", "your-samples"].includes(path))
        expect(text).toContain("Ardent-7B-Preview");
      expect(await page.title()).toContain("Ardent on <Riverside> sums");
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  );

  it("shows the study's notes where they belong, as text that runs and loads nothing", async () => {
    const {page, complaints} = await openPage(browser, server.url);
    await page.waitForLoadState("networkidle");
    const [about, limits] = await page.locator(".study-note").all();
    const text = await about!.innerText();
    expect(text).toContain(
      "<script>document.title = 'hijacked'</script>".replaceAll("'hijacked'", "‘hijacked’")
    );
    expect(text).toContain("${document.title");
    expect(await about!.locator("script, img, h1").count()).toBe(0);
    const links = await about!.locator("a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    // A picture becomes a link to it.
    expect(links).toEqual(["https://example.org/pixel.png", "https://example.org/about"]);
    expect(await limits!.innerHTML()).toContain("<em>Riverside</em>");
    expect(await page.title()).not.toContain("hijacked");
    expect(complaints).toEqual([]);
    await page.goto(`${server.url}provenance`);
    const notes = await page.locator(".study-note").allInnerTexts();
    expect(notes.map((note) => note.trim())).toEqual([
      "Ardent-7B-Preview-Zero. Trained by rivers.",
      "Riverside. Sums from a riverbank."
    ]);
    await page.context().close();
  });

  it("lists on the overview what the study does not measure, and what to add", async () => {
    const {page} = await openPage(browser, server.url);
    const items = await page.locator("#what-does-this-study-not-measure ~ .study-note li").allInnerTexts();
    expect(items.map((item) => item.split(":")[0])).toEqual([
      "Code",
      "Visual reasoning",
      "Support",
      "Perplexity",
      "Distillation",
      "RL algorithms",
      "Training steps",
      "Ablations",
      "Temperature",
      "Sharpening"
    ]);
    for (const item of items) expect(item).toMatch(/To add: /);
    await page.context().close();
  });
});
