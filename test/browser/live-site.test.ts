import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {networkInterfaces, tmpdir} from "node:os";
import {join} from "node:path";
import {chromium, type Browser, type Locator} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {openLiveSite, type LiveSite} from "../../loaders/site/live-site.js";
import {writeCasesRun} from "../support/runs/cases-run.js";
import {repository} from "../support/run-cli.js";
import {openPage, type GuardedPage} from "./guarded-page.js";

const place = mkdtempSync(join(tmpdir(), "reasoning-boundary-live-"));
const source = (file: string) => join(place, "checkout/src", file);
let site: LiveSite;
let browser: Browser;

/** A checkout whose sources are its own and whose other folders are this repository's, and a live site of it. */
beforeAll(async () => {
  cpSync(join(repository, "src"), source(""), {
    recursive: true,
    filter: (path) => !path.includes(".observablehq")
  });
  for (const name of ["node_modules", "loaders", "data", "package.json"])
    symlinkSync(join(repository, name), join(place, "checkout", name));
  const {environment} = await writeCasesRun(join(place, "run"));
  site = await openLiveSite({
    study: environment.BOUNDARY_STUDY,
    runs: environment.BOUNDARY_RUNS,
    port: 4380,
    cache: join(place, "cache"),
    repository: join(place, "checkout")
  });
  browser = await chromium.launch(chromiumOptions());
}, 240_000);

afterAll(async () => {
  await browser.close();
  await site.close();
  rmSync(place, {recursive: true, force: true});
});

/** Changes a source as editors do: a new file takes the place of the old one. */
function edit(file: string, from: string, to: string): void {
  const text = readFileSync(source(file), "utf8");
  expect(text).toContain(from);
  writeFileSync(source(`${file}.new`), text.replace(from, to));
  renameSync(source(`${file}.new`), source(file));
}

/** Waits for what a change brings. Framework misses a change while it still answers the one before: the file is saved again. */
async function shown(file: string, change: Locator): Promise<void> {
  const save = async () => {
    utimesSync(source(file), new Date(), new Date());
    return change.isVisible();
  };
  await expect.poll(save, {interval: 2000, timeout: 60_000}).toBe(true);
}

const open = (path: string): Promise<GuardedPage> => openPage(browser, `${site.url}${path}`);

describe("a site that follows its sources", {timeout: 120_000}, () => {
  it("draws the report's pages, asks no other host, and has the shards and typefaces of a built site", async () => {
    const {page, complaints, requested} = await open("hard-cases");
    await page.locator(".case-completion").first().waitFor();
    expect(requested.filter((path) => path.startsWith("/_cases/"))).not.toEqual([]);
    expect(requested.filter((path) => path.startsWith("/_fonts/"))).not.toEqual([]);
    // Framework's preview tells the console that it is connected.
    expect(complaints.filter((line) => !line.startsWith("console info: "))).toEqual([]);
  });

  it("shows a changed page and a changed figure where they are open", async () => {
    const {page} = await open("histograms");
    await page.locator(".figure-plot svg").first().waitFor();
    edit("histograms.md", "# What happens to each problem's accuracy?", "# Is this heading new?");
    await shown("histograms.md", page.getByRole("heading", {level: 1, name: "Is this heading new?"}));
    const figure = "figures/histograms/accuracy-figure.ts";
    edit(figure, "accuracyCaption(found, study)", '"This caption is new."');
    await shown(figure, page.getByText("This caption is new.").first());
  });

  it("serves a page that is added, and none that is taken away", async () => {
    writeFileSync(source("added.md"), "# An added page\n");
    const status = async () => (await fetch(`${site.url}added`)).status;
    await expect.poll(status).toBe(200);
    rmSync(source("added.md"));
    await expect.poll(status).toBe(404);
  });

  it("is on this machine's own address alone, and leaves nothing behind when it ends", async () => {
    const other = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === "IPv4" && !one.internal);
    if (other !== undefined)
      await expect(fetch(site.url.replace("127.0.0.1", other.address))).rejects.toThrow();
    await site.close();
    await expect(fetch(site.url)).rejects.toThrow();
    expect(readdirSync(join(place, "cache"))).toEqual([]);
  });
});
