import {readFileSync} from "node:fs";
import {basename} from "node:path";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {verdictSummaries} from "../../loaders/importing/import-summary.js";
import {Database} from "../../loaders/store/database.js";
import type {BenchmarkCounts} from "../../src/metrics/counts/benchmark-counts.js";
import {importingFixture} from "../support/importing/importing-fixtures.js";
import {importRun} from "../support/importing/import-run.js";
import {openPage} from "./guarded-page.js";
import {openTestSite, saveText, tableOf, type OpenSite} from "./open-site.js";

let open: OpenSite;

beforeAll(async () => {
  open = await openTestSite(4440);
}, 240_000);

afterAll(() => open.close());

describe("the page of a reader's own samples in Chromium", () => {
  const lines = (page: Page) => page.locator(".drop-lines li").allInnerTexts();
  const readPage = async (files: {name: string; mimeType: string; buffer: Buffer}[]) => {
    const opened = await openPage(open.browser, `${open.below.url}your-samples`);
    await opened.page.getByLabel("Drop files here, or choose them").setInputFiles(files);
    await opened.page.locator(".drop-figures figure").nth(1).waitFor();
    return opened;
  };

  it("draws the report's own counts as the report does, and names hold no markup", async () => {
    const [{benchmark, problemIds, policies}] = open.site.counts as [BenchmarkCounts];
    const files = policies.map(({policy, n, c}) => ({
      name: `<img src=x onerror=alert(1)> ${policy}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(
        [
          "benchmark,problem,n,c",
          ...problemIds.map((id, i) => [benchmark, `<b>${id}`, n[i], c[i]].join())
        ].join("\n")
      )
    }));
    const {page, complaints, requested} = await readPage(files);
    const csv = tableOf(await saveText(page, page.locator(".drop-figures figure").first(), "CSV"))
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
    const points = (of: string): string[][] =>
      csv.filter(([set, quantity]) => set === of && quantity === "coverage").map((cells) => cells.slice(3));
    const crossing = (of: string): string[][] =>
      csv.filter(([set, quantity]) => set === of && quantity === "crossing").map((cells) => cells.slice(3));
    expect(points(benchmark)).toEqual(
      open.site.table.benchmarks[0]!.curves.flatMap(({points}) =>
        points.map(({k, coverage, low, high}) => [k, coverage, low, high].map(String))
      )
    );
    expect(points(`yours:${benchmark}`)).toEqual(points(benchmark));
    expect(crossing(benchmark)).toHaveLength(1);
    expect(crossing(`yours:${benchmark}`)).toEqual(crossing(benchmark));
    expect(await page.locator(".own-samples img").count()).toBe(0);
    expect(complaints).toEqual([]);
    // No address shows a reader's own figures again.
    expect(await page.getByRole("button", {name: "Link to this view"}).count()).toBe(0);
    // What judges is not loaded where there is nothing to judge.
    expect(requested.filter((path) => path.includes("strict-judge"))).toEqual([]);
    await page.context().close();
  });

  it("reads and judges raw samples as an import does, and asks no other host", async () => {
    const name = "lm-eval/org__mini/samples_pears_2026-05-04T10-20-30.123456.jsonl";
    const path = importingFixture(name);
    const {run} = await importRun([path]);
    const database = await Database.open();
    const expected = await verdictSummaries(database, run, "sums", "theirs").finally(() => {
      database.close();
    });
    const math = Array.from({length: 6}, (_, i) =>
      JSON.stringify({
        problem: `p${i % 2}`,
        prompt: `half of ${2 * i}`,
        gold: "1/2",
        completion: i < 4 ? "\\boxed{0.5}" : "\\boxed{5}",
        correct: i < 2
      })
    );
    const {page, complaints} = await readPage([
      {name: basename(path), mimeType: "", buffer: readFileSync(path)},
      {name: "own.jsonl.gz", mimeType: "", buffer: gzipSync(`${math.join("\n")}\n{"broken\n`)}
    ]);
    const all = (await lines(page)).join("\n");
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    for (const [verifier, {n, pass_at_1}] of Object.entries(expected))
      expect(all).toContain(`${verifier} pass@1 ${(100 * pass_at_1).toFixed(1)} % (n ${n})`);
    expect(all).toContain(
      "jsonl@correct pass@1 33.3 % (n 6); math@strict pass@1 66.7 % (n 6); 1 rows skipped"
    );
    expect(all).toContain("own.jsonl.gz:7: ");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("takes a file that is dropped anywhere, and says in a line what it cannot read", async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}your-samples`);
    await page.locator(".drop-zone").waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(
        new File(['{"q": "2 + 2", "tries": ["\\\\boxed{4}"], "right": "4"}\n'], "odd.jsonl")
      );
      document
        .querySelector("h1")!
        .dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
    });
    const status = page.locator(".own-samples .status");
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>(".own-samples .status")?.dataset.kind === "error"
    );
    expect(await status.innerText()).toMatch(
      /^no completion in odd\.jsonl: it has q .*--map completion=tries/
    );
    await page.getByText("Names of columns").click();
    for (const [label, column] of [
      ["Completion", "tries"],
      ["Prompt", "q"],
      ["Reference", "right"]
    ])
      await page.getByLabel(label!).fill(column!);
    await page.keyboard.press("Tab");
    await page.locator(".drop-figures figure").first().waitFor();
    expect((await lines(page))[0]).toContain("1 problems, 1 completions; math@strict pass@1 100.0 % (n 1)");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("reads and judges 100,000 completions in seconds", {timeout: 120_000}, async () => {
    const {page, complaints} = await openPage(open.browser, `${open.atRoot.url}your-samples`);
    await page.locator(".drop-zone").waitFor();
    await page.evaluate(() => {
      const thought = "We add both numbers, check the carry, and go on to the next digit. ".repeat(10);
      const rows = Array.from({length: 100_000}, (_, i) => {
        const [problem, answer] = [i % 500, i % 500 === 0 || i % 3 === 0 ? 7 : i];
        return `{"id": ${problem}, "answer": "7", "completion": "${thought}So it is \\\\boxed{${answer}}."}\n`;
      });
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(rows, "many.jsonl"));
      document.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
    });
    await page.locator(".drop-figures figure").first().waitFor({timeout: 90_000});
    const seconds = /^Read in ([\d.]+) s$/.exec(await page.locator(".own-samples .status").innerText())?.[1];
    // Two to four on two idle cores.
    expect(Number(seconds)).toBeLessThan(40);
    const correct = Array.from({length: 100_000}, (_, i) => i).filter(
      (i) => i % 500 === 0 || i % 3 === 0 || i === 7
    ).length;
    expect((await lines(page))[0]).toContain(
      `500 problems, 100000 completions; ${100_000 - distinct()} identical repeats; math@strict pass@1 ${((100 * correct) / 100_000).toFixed(1)} % (n 100000)`
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** Different texts of all problems of the test above. */
function distinct(): number {
  const texts = new Set<string>();
  for (let i = 0; i < 100_000; i++) texts.add(`${i % 500} ${i % 500 === 0 || i % 3 === 0 ? 7 : i}`);
  return texts.size;
}
