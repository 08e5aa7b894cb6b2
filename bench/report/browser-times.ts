import {gzipSync} from "node:zlib";
import {chromium, type Browser, type Page, type Response} from "playwright-core";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite} from "../../loaders/site/serve.js";

export interface PageTime {
  path: string;
  /** Milliseconds from navigation to the first figure or table, median of three; NaN where the study fills none. */
  firstFigure: number;
  /** Bytes of the first view, each answer gzipped. */
  transfer: number;
}

const RUNS = 3;
/** Milliseconds between what a reader does. */
const PAUSE = 2000;

/** Opens pages of a built site in Chromium, each in new contexts, from a local server. */
export async function pageTimes(site: string, paths: readonly string[]): Promise<PageTime[]> {
  return inChromium(site, async (browser, url) => {
    const times: PageTime[] = [];
    for (const path of paths) {
      const runs: {milliseconds: number; transfer: number}[] = [];
      for (let run = 0; run < RUNS; run++) runs.push(await openOnce(browser, url + path));
      const sorted = runs.map(({milliseconds}) => milliseconds).sort((a, b) => a - b);
      times.push({path, firstFigure: sorted[RUNS >> 1]!, transfer: runs[0]!.transfer});
    }
    return times;
  });
}

async function openOnce(browser: Browser, url: string): Promise<{milliseconds: number; transfer: number}> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Read and compressed only afterwards: the server shares this process.
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  await page.addInitScript(() => {
    const first =
      "main .figure-plot svg, main svg[role=img], main .claims, main textarea, main table, main math";
    new MutationObserver((_, observer) => {
      if (!document.querySelector(first)) return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark("first-figure"));
    }).observe(document, {childList: true, subtree: true});
  });
  await page.goto(url, {waitUntil: "networkidle"});
  const milliseconds = await page.evaluate(
    () => performance.getEntriesByName("first-figure")[0]?.startTime ?? NaN
  );
  const sizes = responses.map((response) =>
    response.body().then(
      (body) => gzipSync(body).length,
      () => 0
    )
  );
  const transfer = (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
  await context.close();
  return {milliseconds, transfer};
}

/**
 * What the page says of the first re-analyses of its first benchmark after the controls were opened, each with the processor time
 * of the main thread: on a busy machine that tells more than the clock.
 */
export async function reanalysisTimes(site: string): Promise<string[]> {
  return inChromium(site, async (browser, url) => {
    const page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Performance.enable", {timeDomain: "threadTicks"});
    const busy = async (): Promise<number> => {
      const {metrics} = await devtools.send("Performance.getMetrics");
      return 1000 * (metrics.find(({name}) => name === "TaskDuration")?.value ?? NaN);
    };
    await page.goto(`${url}mathematics`);
    await page.getByText("Change the analysis", {exact: true}).click();
    const said: string[] = [];
    for (let run = 0; run < RUNS; run++) {
      await page.waitForTimeout(PAUSE);
      const before = await busy();
      const text = await recompute(page);
      said.push(`${text} Main thread: ${((await busy()) - before).toFixed(0)} ms of processor time.`);
    }
    return said;
  });
}

async function recompute(page: Page): Promise<string> {
  const status = page.locator(".reanalysis-panel .status");
  await page.getByRole("button", {name: "Recompute"}).click();
  await status.filter({hasText: /\.$/}).waitFor({timeout: 300_000});
  return status.innerText();
}

async function inChromium<T>(site: string, use: (browser: Browser, url: string) => Promise<T>): Promise<T> {
  const server = await serveSite({folder: site, port: 4360});
  const browser = await chromium.launch(chromiumOptions());
  try {
    return await use(browser, server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}
