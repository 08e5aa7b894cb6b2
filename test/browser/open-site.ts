import {readFile} from "node:fs/promises";
import {chromium, type Browser, type Download, type Locator, type Page} from "playwright-core";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite, type SiteServer} from "../../loaders/site/serve.js";
import type {SharedRun} from "./shared-site.js";
import {sharedSite, type TestSite} from "./site.js";

/** A built site that is served twice, and a browser. */
export interface OpenSite {
  site: TestSite;
  browser: Browser;
  atRoot: SiteServer;
  /** The same below a path. */
  below: SiteServer;
  close(): Promise<void>;
}

/** Serves from `port` on the site of a run that the tests share. */
export async function openTestSite(port: number, run?: SharedRun): Promise<OpenSite> {
  const site = await sharedSite(run);
  const atRoot = await serveSite({folder: site.folder, port});
  const below = await serveSite({folder: site.folder, port: port + 1, base: "/some/path/"});
  const browser = await chromium.launch(chromiumOptions());
  return {
    site,
    browser,
    atRoot,
    below,
    close: async () => {
      await browser.close();
      await atRoot.close();
      await below.close();
    }
  };
}

/** Path of the file that an action under a figure saves. */
export async function saveFrom(page: Page, place: Page | Locator, action: string): Promise<string> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent("download"),
    place.getByRole("button", {name: action, exact: true}).click()
  ]);
  return download.path();
}

/** The text of the file that an action under a figure saves. */
export async function saveText(page: Page, place: Page | Locator, action: string): Promise<string> {
  return readFile(await saveFrom(page, place, action), "utf8");
}

/** The table of a CSV file that an action saves: what stands below the three lines on what it is and where it is from. */
export function tableOf(csv: string): string {
  const lines = csv.split("\n");
  const [title, caption, source] = lines as [string, string, string];
  if (!/^# \S/.test(title) || !caption.startsWith("# ") || !/^# http\S+ · reasoning-boundary \d/.test(source))
    throw new Error(`the file does not say what it is: ${lines.slice(0, 3).join(" | ")}`);
  return lines.slice(3).join("\n");
}
