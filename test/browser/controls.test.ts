import type {Locator, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {experimentViews} from "../../src/figures/coverage/grid-panels.js";
import {openingView} from "../../src/figures/perplexity/perplexity-problem-view.js";
import {coverageCsv} from "../../src/findings/coverage/coverage-rows.js";
import {beyondMeasured} from "../../src/findings/guess/guess-limits.js";
import {guessTable, type GuessChoice, type GuessTable} from "../../src/findings/guess/guess-table.js";
import {guessAnswer} from "../../src/findings/guess/guess-text.js";
import {namedPair} from "../../src/findings/perplexity/perplexity-conditions.js";
import {problemAnswer} from "../../src/findings/perplexity/perplexity-problem-text.js";
import {answerText, type FigureAnswer} from "../../src/findings/shared/figure-answer.js";
import {guessSets, type GuessSet} from "../../src/metrics/guess/guess-sets.js";
import type {PerplexityProblems} from "../../src/metrics/perplexity/perplexity-points.js";
import {HARD_N} from "../support/runs/controls-run.js";
import {openPage, type GuardedPage} from "./guarded-page.js";
import {openTestSite, saveText, tableOf, type OpenSite} from "./open-site.js";

let open: OpenSite;

beforeAll(async () => {
  open = await openTestSite(4370, "controls");
}, 240_000);

afterAll(() => open.close());

const search = (page: Page): Promise<string> => page.evaluate(() => location.search);
/** The sentences of an answer, then its cases and its note, folded or not. */
const answer = (figure: Locator): Promise<string> =>
  figure.locator(".figure-answer:not(:empty)").evaluate((element) => {
    const texts = (selector: string): string[] =>
      [...element.querySelectorAll(selector)].map(({textContent}) => textContent);
    const cases = [...element.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map(({textContent}) => textContent).join(": ")
    );
    return [...texts(":scope > p"), ...cases, ...texts("details > p")].join(" ").replaceAll(/\s+/g, " ");
  });

/** An answer as `answer` reads it from the page. */
const shownText = (answer: FigureAnswer): string => answerText(answer).replaceAll(/\s+/g, " ");

describe("the controls of the guess filter", () => {
  const figure = (page: Page) => page.locator("figure[aria-labelledby]").first();
  const limit = (page: Page) => page.getByLabel("Limit of the guess rate");
  const rate = (page: Page) => page.getByLabel("Guess rate of every problem, %");
  const handle = (page: Page) => figure(page).getByRole("slider", {name: "Read the curves at k"});

  async function openGuess(query = ""): Promise<GuardedPage> {
    const guarded = await openPage(open.browser, `${open.atRoot.url}guess${query}`);
    await handle(guarded.page).waitFor();
    return guarded;
  }

  function sets(): GuessSet[] {
    return guessSets(open.site.counts, open.site.guessRates, open.site.summary);
  }

  /** The same choice, computed in Node from the site's counts. */
  function expected(choice: GuessChoice): GuessTable {
    const {level, replicates, seed} = open.site.table;
    return guessTable(sets(), open.site.summary, choice, {level, replicates, seed});
  }

  function keptText({label, most}: {label: string; most: number}): string {
    const set = sets().find(({benchmark}) => benchmark.label === label)!;
    const kept = set.problems.filter((problem) => problem.rate < most);
    return `${label}: ${kept.length} of ${set.problems.length} problems stay`;
  }

  it("draw the figure anew with the limit: other problems, another sentence, and the limit in the address", async () => {
    const {page, complaints} = await openGuess();
    const before = await answer(figure(page));
    expect(before).toContain(keptText({label: "Set easy", most: 0.05}));
    await limit(page).fill("12");
    const after = await answer(figure(page));
    expect(after).not.toBe(before);
    expect(after).toContain(keptText({label: "Set easy", most: 0.12}));
    const made = expected({limit: 0.12, uniform: null});
    expect(after).toBe(shownText(guessAnswer(made.sets)));
    expect(tableOf(await saveText(page, figure(page), "CSV"))).toBe(
      coverageCsv(experimentViews(made.table, made.study))
    );
    expect(await search(page)).toBe("?limit=12");
    expect(complaints).toEqual([]);
  });

  it("move the limit with the keyboard", async () => {
    const {page} = await openGuess();
    await limit(page).focus();
    await page.keyboard.press("ArrowRight");
    expect(await search(page)).toBe("?limit=5.5");
    await page.keyboard.press("ArrowLeft");
    expect(await search(page)).toBe("");
  });

  it("set one guess rate for every problem, and nothing for a rate that is none", async () => {
    const {page, complaints} = await openGuess();
    await rate(page).fill("0.1");
    expect(await search(page)).toBe("?rate=0.1");
    await expect
      .poll(() => figure(page).locator(".figure-caption").innerText())
      .toMatch(/with g\s=\s0\.1% for every problem/);
    const before = await answer(figure(page));
    await rate(page).fill("200");
    expect([await search(page), await answer(figure(page))]).toEqual(["?rate=0.1", before]);
    expect(complaints).toEqual([]);
  });

  it("warn of a choice beyond what was measured, while it stands", async () => {
    const {page, complaints} = await openGuess();
    const warning = page.locator(".choice-warning");
    expect(await warning.isVisible()).toBe(false);
    const uniform = 0.99;
    await rate(page).fill("99");
    expect(await warning.innerText()).toBe(beyondMeasured(sets(), {limit: 0.05, uniform}));
    expect(await warning.innerText()).toContain("no problem has a guess rate of 99.0%");
    await rate(page).fill("");
    expect(await warning.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it("are restored from an address", async () => {
    const {page, complaints} = await openGuess("?limit=12&rate=0.1#does-the-base-only-guess");
    const made = expected({limit: 0.12, uniform: 0.001});
    expect(await answer(figure(page))).toBe(shownText(guessAnswer(made.sets)));
    expect([await limit(page).inputValue(), await rate(page).inputValue()]).toEqual(["12", "0.1"]);
    expect(complaints).toEqual([]);
  });

  it("go back to the paper's rule", async () => {
    const {page, complaints} = await openGuess();
    const before = await answer(figure(page));
    const reset = page.getByRole("button", {name: "Reset"});
    expect(await reset.isDisabled()).toBe(true);
    await limit(page).fill("40");
    await rate(page).fill("1");
    await reset.click();
    expect(await answer(figure(page))).toBe(before);
    expect([await limit(page).inputValue(), await rate(page).inputValue()]).toEqual(["5", ""]);
    expect([await search(page), await reset.isDisabled()]).toEqual(["", true]);
    expect(complaints).toEqual([]);
  });

  it("leave the k that is read where it is", async () => {
    const {page, complaints} = await openGuess();
    await handle(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await limit(page).fill("12");
    await expect.poll(() => answer(figure(page))).toContain(keptText({label: "Set easy", most: 0.12}));
    expect(await handle(page).getAttribute("aria-valuenow")).toBe("2");
    const readings = await figure(page).locator(".grid-reading").allInnerTexts();
    expect(readings.map((text) => text.split("\n")[0])).toEqual(readings.map(() => "at k = 2"));
    expect(complaints).toEqual([]);
  });

  it("read a panel with fewer completions at all of them, beside one with more", async () => {
    const {page} = await openGuess("?limit=40");
    await handle(page).focus();
    await page.keyboard.press("End");
    const readings = await figure(page).locator(".grid-reading").allInnerTexts();
    const budgets = readings.map((text) => text.split("\n")[0]);
    const all = `at k = ${HARD_N}, all that was drawn`;
    expect(budgets).toEqual(["at k = 32", "at k = 32", all, all]);
    const values = await figure(page).locator(".grid-reading dd:not(.interval)").allInnerTexts();
    expect(values).toEqual(Array(12).fill(expect.stringMatching(/^\d+\.\d%$/)));
  });
});

describe("the choice of problems on the page of perplexities", () => {
  const figure = (page: Page) => page.locator("figure[aria-labelledby]").nth(1);
  const selects = (page: Page) => page.locator(".reanalysis select");
  const pairs = () => open.site.data("perplexity-problems") as PerplexityProblems[];

  async function openPerplexity(query = ""): Promise<GuardedPage> {
    const guarded = await openPage(open.browser, `${open.atRoot.url}perplexity${query}`);
    await figure(guarded.page).locator("svg[role=img]").first().waitFor();
    return guarded;
  }

  /** The answer of the figure, made in Node. */
  function expected(pair: number, ids: readonly string[]): string {
    const chosen = pairs()[pair]!;
    const shown = ids.map((id) => chosen.problems.find(({problem_id}) => problem_id === id)!);
    return shownText(problemAnswer(shown, namedPair(chosen, open.site.summary)));
  }

  const titles = (page: Page) => figure(page).locator("svg[role=img] > text:first-of-type").allTextContents();

  it("opens with two problems of the first benchmark and nothing in the address", async () => {
    const {page, complaints} = await openPerplexity();
    const {problems} = openingView(0, pairs());
    expect(await titles(page)).toEqual(problems);
    expect(await answer(figure(page))).toBe(expected(0, problems));
    expect(await search(page)).toBe("");
    expect(complaints).toEqual([]);
  });

  it("draws the problem that is chosen, and keeps it in the address", async () => {
    const {page, complaints} = await openPerplexity();
    const [, second] = openingView(0, pairs()).problems;
    await selects(page).first().selectOption("p3");
    expect(await titles(page)).toEqual(["p3", second]);
    expect(await answer(figure(page))).toBe(expected(0, ["p3", second!]));
    expect(await search(page)).toBe(`?problem=p3&problem=${second}`);
    const csv = tableOf(await saveText(page, figure(page), "CSV"))
      .trim()
      .split("\n")
      .slice(1);
    expect([...new Set(csv.map((line) => line.split(",").slice(0, 4).join()))]).toEqual([
      "easy,base,grpo,p3",
      `easy,base,grpo,${second}`
    ]);
    expect(complaints).toEqual([]);
  });

  it("switches the benchmark, which opens with its own problems", async () => {
    const {page, complaints} = await openPerplexity();
    await selects(page).first().selectOption("p3");
    await page.getByRole("radio", {name: "Set hard"}).check();
    const {problems} = openingView(1, pairs());
    await expect.poll(() => titles(page)).toEqual(problems);
    expect(
      await selects(page).evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))
    ).toEqual(problems);
    expect(await search(page)).toBe("?benchmark=hard&policy=grpo");
    await page.getByRole("radio", {name: "Set easy"}).check();
    expect(await search(page)).toBe("");
    expect(complaints).toEqual([]);
  });

  it("is restored from an address", async () => {
    const {page, complaints} = await openPerplexity("?benchmark=hard&policy=grpo&problem=p7&problem=p2");
    expect(await titles(page)).toEqual(["p7", "p2"]);
    expect(await answer(figure(page))).toBe(expected(1, ["p7", "p2"]));
    expect(await page.getByRole("radio", {name: "Set hard"}).isChecked()).toBe(true);
    expect(await figure(page).locator(".figure-caption").innerText()).toContain("countdown@steps");
    expect(complaints).toEqual([]);
  });

  it("opens with what there is where an address names nothing of the study", async () => {
    const {page, complaints} = await openPerplexity("?benchmark=gone&policy=none&problem=p999");
    expect(await titles(page)).toEqual(openingView(0, pairs()).problems);
    expect(complaints).toEqual([]);
  });
});
