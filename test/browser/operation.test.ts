import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {openPage, type GuardedPage} from "./guarded-page.js";
import {openTestSite, type OpenSite} from "./open-site.js";

let open: OpenSite;

beforeAll(async () => {
  open = await openTestSite(4440, "controls");
}, 240_000);

afterAll(() => open.close());

const report = (page: Page) => page.locator(".coverage-report");
const answer = (page: Page) => report(page).locator(".figure-answer");
const status = (page: Page) => page.locator(".reanalysis-panel .status");
const search = (page: Page): string => new URL(page.url()).search;

async function openMathematics(address = ""): Promise<GuardedPage> {
  const guarded = await openPage(open.browser, `${open.atRoot.url}mathematics${address}`);
  await report(guarded.page).locator(".figure-answer:not(:empty)").first().waitFor();
  return guarded;
}

describe("the analysis of the pass@k figure", {timeout: 60_000}, () => {
  it("of no policy is a message, and Back returns to the figure", async () => {
    const {page, complaints} = await openMathematics();
    await page.getByText("Change the analysis", {exact: true}).click();
    for (const box of await report(page).locator('input[name="policy"]').all()) await box.uncheck();
    await answer(page).getByText("No policy is chosen: tick at least one.").waitFor();
    expect(await report(page).locator(".figure-plot").count()).toBe(0);
    expect(search(page)).toBe("?policies=");
    await page.goBack();
    await report(page).locator(".figure-plot svg").first().waitFor();
    expect(await report(page).locator('input[name="policy"]:not(:checked)').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("refuses a smallest k above the largest where it is chosen, and in an address", async () => {
    const {page} = await openMathematics();
    await page.getByText("Change the analysis", {exact: true}).click();
    await report(page).locator('select[name="from"]').selectOption("4");
    const before = search(page);
    await report(page).locator('select[name="k"]').selectOption("2");
    await status(page).getByText("The smallest k, 4, is above the largest, 2").waitFor();
    expect(search(page)).toBe(before);
    const {page: linked} = await openMathematics("?from=4&k=2");
    await answer(linked).getByText("The smallest k, 4, is above the largest, 2").waitFor();
    expect(await report(linked).locator(".figure-plot").count()).toBe(0);
  });

  it("that cannot be computed leaves no figure under its address", async () => {
    const {page} = await openMathematics("?verifier=nobody");
    await answer(page).getByText("nobody has judged none of these completions").waitFor();
    expect(await report(page).locator(".figure-plot").count()).toBe(0);
  });

  it("is marked where it was changed, with what it changes and a way back", async () => {
    const {page, complaints} = await openMathematics();
    expect(await page.locator(".changed-analysis").isVisible()).toBe(false);
    await page.getByText("Change the analysis", {exact: true}).click();
    await report(page).locator('input[name="truncated"]').check();
    const mark = page.locator(".changed-analysis");
    await mark.getByText("without completions cut at the token limit").waitFor();
    await mark.getByText("Difference to the analysis that the page opens with").click();
    expect(await mark.locator("details").innerText()).toMatch(/\d+ of \d+ numbers/);
    await mark.getByRole("button", {name: "Reset"}).click();
    await mark.waitFor({state: "hidden"});
    expect(search(page)).toBe("");
    expect(await report(page).locator('input[name="truncated"]').isChecked()).toBe(false);
    await page.goBack();
    await mark.waitFor({state: "visible"});
    expect(search(page)).toBe("?truncated=drop");
    expect(complaints).toEqual([]);
  });

  it("has an address that leads to the figure and the k that is read", async () => {
    const {page} = await openMathematics();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const handle = report(page).getByRole("slider", {name: "Read the curves at k"});
    await handle.press("Home");
    await handle.press("ArrowRight");
    await report(page).getByRole("button", {name: "Link to this view"}).click();
    await report(page).getByText("address copied").waitFor();
    const address = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(address.searchParams.get("at")).toBe("2");
    const id = await report(page).locator("figure").getAttribute("aria-labelledby");
    expect(address.hash).toBe(`#${id!}`);
    const {page: linked} = await openMathematics(`${address.search}${address.hash}`);
    await report(linked).locator(".reading dd").first().waitFor();
    expect(await report(linked).locator(".reading dd").first().innerText()).toBe("k = 2");
    const top = await linked.evaluate(
      (heading) => document.getElementById(heading)!.getBoundingClientRect().top,
      id!
    );
    expect(Math.abs(top)).toBeLessThan(120);
  });
});

describe("the explorer", {timeout: 60_000}, () => {
  const run = (page: Page) => page.getByRole("button", {name: "Run", exact: true}).click();

  it("leaves nothing of a query behind when the next one fails, and Back asks the earlier one again", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}explorer`);
    const editor = page.locator(".explorer textarea");
    const first = await editor.inputValue();
    expect(await editor.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(first.length);
    await run(page);
    await page.locator(".explorer table").waitFor();
    await editor.fill("SELECT k FROM nothing_of_this_name");
    await run(page);
    await page.locator(".explorer .status[data-kind=error]").waitFor();
    expect(await page.locator(".explorer table").count()).toBe(0);
    expect(await page.locator(".query-chart").isVisible()).toBe(false);
    expect(await page.getByRole("button", {name: "CSV"}).isVisible()).toBe(false);
    await page.goBack();
    await page.locator(".explorer table").waitFor();
    expect(await editor.inputValue()).toBe(first);
  });

  it("draws a result as a chart of the columns that the reader chooses", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}explorer`);
    await page
      .locator(".explorer textarea")
      .fill("SELECT 'a' AS name, 3 AS size, 5 AS other UNION ALL SELECT 'b', 4, 6 ORDER BY 1");
    await run(page);
    await page.getByText("Draw the result").click();
    const chart = page.locator(".query-chart svg[role=img]");
    await chart.waitFor();
    expect(await chart.getAttribute("aria-label")).toBe("Bars: other against name.");
    await page.getByLabel("Up").selectOption("size");
    await page.locator('.query-chart svg[aria-label="Bars: size against name."]').waitFor();
    expect(await page.locator('.query-chart g[aria-label="bar"] rect').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  it("finds completions by their text, and leads to them", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}explorer`);
    const form = page.locator(".completion-search");
    await form.getByLabel("Text").fill("RIGHT");
    await form.getByRole("button", {name: "Search"}).click();
    await form.locator(".found-list a").first().waitFor();
    expect(await form.locator(".status").innerText()).toMatch(
      /^\d+ distinct texts? of \d+ problems? found in all \d+ problems of /
    );
    expect(await form.locator(".found-list mark").first().innerText()).toBe("right");
    const problem = await form.locator(".found-list a").first().innerText();
    await form.locator(".found-list a").first().click();
    await page.getByRole("heading", {level: 3, name: problem}).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("the page of hard cases", {timeout: 60_000}, () => {
  it("lists the problems that a search finds, and all again when it is cleared", async () => {
    const {page} = await openPage(open.browser, `${open.atRoot.url}hard-cases`);
    const options = page.locator(".case-option");
    await options.first().waitFor();
    const all = await options.count();
    await page.getByText("Search the completions").click();
    const form = page.locator(".completion-search");
    await form.getByLabel("Text").fill("no completion says this");
    await form.getByRole("button", {name: "Search"}).click();
    await page.getByText("No problem of this kind.").waitFor();
    await form.getByRole("button", {name: "Clear"}).click();
    await options.first().waitFor();
    expect(await options.count()).toBe(all);
    await form.getByLabel("Verdict").selectOption("incorrect");
    await form.getByRole("button", {name: "Search"}).click();
    await form.getByText(/found in all/).waitFor();
    const found = Number(/of (\d+) problem/.exec(await form.locator(".status").innerText())![1]);
    expect(found).toBeGreaterThan(0);
    expect(await options.count()).toBe(found);
    await page.goBack();
    await expect.poll(() => options.count()).toBe(all);
  });
});
