import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {chromium, type Browser, type BrowserContextOptions, type Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {promptHash} from "../../loaders/chain-reading/judge-prompt.js";
import {chainMarkColumns, chainMarkRow} from "../../loaders/schema/rows/chain-mark.js";
import {buildSite} from "../../loaders/site/build-site.js";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import {writeParquet} from "../../loaders/store/parquet.js";
import type {RunFolder} from "../../loaders/store/run-folder.js";
import {parseAnnotations} from "../../src/metrics/study/annotation.js";
import {givenMark, writeCasesRun} from "../support/runs/cases-run.js";
import {openPage, type GuardedPage} from "./guarded-page.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-cases-"));
let server: SiteServer;
let browser: Browser;

beforeAll(async () => {
  const {environment, annotations, run} = await writeCasesRun(place);
  await writeJudge(run);
  const {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs} = environment;
  const folder = join(place, "dist");
  process.env.BOUNDARY_ANNOTATIONS = annotations;
  try {
    await buildSite({study, runs, out: folder, base: "/some/path/"});
  } finally {
    delete process.env.BOUNDARY_ANNOTATIONS;
  }
  server = await serveSite({folder, port: 4360, base: "/some/path/"});
  browser = await chromium.launch(chromiumOptions());
}, 240_000);

/** A judge that finds the correct story of either policy valid. */
async function writeJudge(run: RunFolder): Promise<void> {
  const said = {
    problemId: "p0",
    sampleIndex: 63,
    digest: "",
    mark: "valid",
    answer: "VALID",
    tokens: 1
  } as const;
  for (const policy of ["base", "grpo"])
    await writeParquet(join(run.chainMarks("stories", policy), "00000.parquet"), chainMarkColumns, [
      chainMarkRow(said)
    ]);
  writeFileSync(run.judgeIdentity, JSON.stringify({source: "big-judge", prompt_sha256: promptHash("")}));
}

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(place, {recursive: true, force: true});
});

async function openCases(search: string, options: BrowserContextOptions = {}): Promise<GuardedPage> {
  const guarded = await openPage(browser, `${server.url}hard-cases${search}`, options);
  await guarded.page.locator(".case-completion").first().waitFor();
  return guarded;
}

const column = (page: Page, policy: string) => page.getByRole("region", {name: policy, exact: true});
const answer = (page: Page) => page.locator(".figure-answer").first().innerText();

describe("reading hard cases", () => {
  it("opens at the hardest problem that is solved at all, each text once with its number", async () => {
    const {page, complaints, transferred} = await openCases("");
    expect(await page.getByRole("heading", {level: 3}).innerText()).toBe("p0");
    const verdicts = await column(page, "base").locator(".case-verdict").allInnerTexts();
    expect(verdicts.map((text) => text.replaceAll(/\s+/g, " "))).toEqual([
      "✓ correct once in 64 · answer 3",
      "✗ incorrect 63 times in 64"
    ]);
    expect(await column(page, "grpo").locator(".is-wrong").innerText()).toContain("1 is not in the pool");
    expect(await answer(page)).toContain("checks every step, so all 2 rest on a valid chain");
    expect(await transferred()).toBeLessThan(600_000);
    expect(complaints).toEqual([]);
  });

  it("restores benchmark, problem and policies from the address", async () => {
    const {page, complaints} = await openCases("?benchmark=stories&problem=p0&first=grpo&second=base");
    expect(await page.locator(".case-column h4").allInnerTexts()).toEqual(["grpo", "base"]);
    expect(await page.getByLabel("Benchmark").inputValue()).toBe("stories");
    expect(await column(page, "grpo").locator("mark").first().innerText()).toBe("3");
    expect(complaints).toEqual([]);
  });

  it("walks the list with the keyboard, and keeps what is chosen in the address", async () => {
    const {page, complaints} = await openCases("?benchmark=stories");
    await page.getByLabel("Benchmark").selectOption("sums");
    expect(await page.locator(".case-heads").innerText()).toMatch(/^Problem/);
    await page.getByRole("listbox", {name: "Problems"}).focus();
    await page.keyboard.press("End");
    await page.getByRole("heading", {level: 3, name: "p1"}).waitFor();
    await page.getByLabel("Policy").selectOption("grpo");
    const {searchParams} = new URL(page.url());
    const chosen = {benchmark: "sums", problem: "p1", first: "grpo", second: "base"};
    expect(Object.fromEntries(searchParams)).toEqual(chosen);
    await expect.poll(() => page.locator(".case-column h4").allInnerTexts()).toEqual(["grpo", "base"]);
    expect(complaints).toEqual([]);
  });

  it("shows the picture beside the question, and the test that a program fails", async () => {
    const {page, complaints} = await openCases("?benchmark=pictures");
    const image = page.getByRole("img", {name: "Picture of problem p0"});
    expect(
      await image.evaluate((element: HTMLImageElement) => [element.naturalWidth, element.className])
    ).toEqual([4, "case-picture is-small"]);
    await page.getByLabel("Benchmark").selectOption("programs");
    const first = column(page, "base").locator(".is-incorrect").first();
    await first.waitFor();
    expect(await first.locator(".case-rule").innerText()).toBe("f([3, 3]): got [3, 3], expected [9, 9]");
    expect(await first.locator(".code-keyword").allInnerTexts()).toEqual(["def", "return"]);
    expect(complaints).toEqual([]);
  });

  it.each(["sums", "stories", "programs", "pictures"])(
    "stacks the columns on a phone, and nothing of %s overflows it",
    async (benchmark) => {
      const {page, complaints} = await openCases(`?benchmark=${benchmark}`, {
        viewport: {width: 390, height: 800}
      });
      const [first, second] = await Promise.all(
        ["base", "grpo"].map((policy) => column(page, policy).boundingBox())
      );
      expect(second!.y).toBeGreaterThan(first!.y + first!.height - 1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(complaints).toEqual([]);
    }
  );
});

describe("marking chains of thought", () => {
  const correct = (page: Page, policy: string) => column(page, policy).locator(".is-correct").first();

  it("keeps marks over a reload, exports them, clears them and takes them back from the file", async () => {
    const {page, complaints} = await openCases("?benchmark=stories");
    expect(await answer(page)).toContain(
      "Nobody has read the correct completions behind them yet: 1 of base."
    );
    await page.getByLabel("Reader").fill("EK");
    await page.getByLabel("Reader").blur();
    await correct(page, "base").getByLabel("valid", {exact: true}).check();
    await correct(page, "base").getByLabel("Note").fill("follows");
    await correct(page, "base").getByLabel("Note").blur();
    const read = "For base, readers found a valid chain for 1 of 1 and none for 0";
    expect(await answer(page)).toContain(read);
    await page.reload();
    await correct(page, "base").waitFor();
    expect(await correct(page, "base").getByLabel("valid", {exact: true}).isChecked()).toBe(true);
    expect(await answer(page)).toContain(read);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", {name: "Export"}).click()
    ]);
    const file = await download.path();
    const [mark, ...others] = parseAnnotations(readFileSync(file, "utf8"), "export");
    expect(others).toEqual([]);
    expect(mark).toMatchObject({
      ...{study: "test-study", benchmark: "stories", problem_id: "p0", policy: "base", sample_index: 63},
      ...{mark: "valid", reader: "EK", note: "follows"}
    });
    expect(mark!.digest).toMatch(/^[0-9a-f]{12}$/);

    await page.getByRole("button", {name: "Clear"}).click();
    await page.getByRole("button", {name: "Remove 1?"}).click();
    expect(await answer(page)).toContain("1 of base");
    await page.reload();
    await correct(page, "base").waitFor();
    expect(await page.getByText("no marks of yours").isVisible()).toBe(true);

    await page.getByLabel("Marks to import").setInputFiles(file);
    await page.getByText("1 mark of yours").waitFor();
    await expect.poll(() => answer(page)).toContain(read);
    expect(await correct(page, "base").getByLabel("valid", {exact: true}).isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("counts the marks of the repository, and shows them beside the reader's own", async () => {
    const {page, complaints} = await openCases("?benchmark=stories");
    expect(await correct(page, "grpo").locator(".mark-others").innerText()).toBe("AB: invalid (guesses)");
    expect(await answer(page)).toContain("For grpo, readers found a valid chain for 0 of 1 and none for 1");
    const row = page.getByRole("row", {name: /Set stories grpo/}).first();
    expect(await row.innerText()).toContain(`by ${givenMark.reader}`);
    expect(complaints).toEqual([]);
  });

  it("shows how far readers agree with each other and with a judge, over the texts that both marked", async () => {
    const {page, complaints} = await openCases("?benchmark=stories");
    const row = (name: RegExp) => page.getByRole("row", {name}).innerText();
    const withJudge = /^readers and big-judge/;
    expect(await row(withJudge)).toMatch(/\s1\s+0\.00/);
    expect(await page.getByRole("row", {name: /^AB, EK/}).count()).toBe(0);
    await page.getByLabel("Reader").fill("EK");
    await page.getByLabel("Reader").blur();
    await correct(page, "base").getByLabel("valid", {exact: true}).check();
    // AB: invalid, EK: valid; the judge: valid both times. No row of AB and EK, who read different texts.
    await expect.poll(() => row(withJudge)).toMatch(/\s2\s+0\.00/);
    expect(await page.getByRole("row", {name: /^AB, EK/}).count()).toBe(0);
    await correct(page, "grpo").getByLabel("invalid", {exact: true}).check();
    await expect.poll(() => row(/^AB, EK/)).toMatch(/\s1\s+all marks alike/);
    expect(complaints).toEqual([]);
  });

  it("says which line of an imported file is no mark, and takes none of it", async () => {
    const {page, complaints} = await openCases("?benchmark=stories");
    const buffer = Buffer.from('{"study": "test-study"}\n');
    await page
      .getByLabel("Marks to import")
      .setInputFiles({name: "bad.jsonl", mimeType: "text/plain", buffer});
    await page.getByText("bad.jsonl:1: invalid annotation: benchmark must be a text, not missing").waitFor();
    expect(await page.getByText("no marks of yours").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
