import {createHash} from "node:crypto";
import {gzipSync} from "node:zlib";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";

/** A page that may talk to one origin only, with everything recorded that a quiet page must not do. */
export interface GuardedPage {
  page: Page;
  /** Console messages, uncaught errors, failed answers, and requests to other hosts (which are refused). */
  complaints: string[];
  /** Paths asked for so far, relative to the origin. */
  requested: string[];
  /** Bytes of the answers so far, each gzipped. */
  transferred: () => Promise<number>;
}

/** Opens `url` in a new context that refuses every other host. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {}
): Promise<GuardedPage> {
  const {origin} = new URL(url);
  const context = await browser.newContext({acceptDownloads: true, ...options});
  const page = await context.newPage();
  const complaints: string[] = [];
  const requested: string[] = [];
  const bodies: Promise<Buffer>[] = [];
  await context.route("**/*", async (route) => {
    const asked = route.request().url();
    if (asked.startsWith(origin) || asked.startsWith("blob:") || asked.startsWith("data:")) {
      await route.continue();
      return;
    }
    complaints.push(`request to another host: ${asked}`);
    await route.abort();
  });
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("response", (response) => {
    const asked = response.url();
    if (!asked.startsWith(origin)) return;
    requested.push(asked.slice(origin.length));
    if (response.status() >= 400) complaints.push(`${response.status()} for ${asked}`);
    bodies.push(response.body().catch(() => Buffer.alloc(0)));
  });
  await page.goto(url);
  return {
    page,
    complaints,
    requested,
    transferred: async () => (await Promise.all(bodies)).reduce((total, body) => total + gzippedSize(body), 0)
  };
}

/** Sizes by digest: most of what a page asks for, the pages before it have asked for too. */
const sizes = new Map<string, number>();

function gzippedSize(body: Buffer): number {
  if (body.length === 0) return 0;
  const digest = createHash("sha1").update(body).digest("base64");
  const size = sizes.get(digest) ?? gzipSync(body).length;
  sizes.set(digest, size);
  return size;
}
