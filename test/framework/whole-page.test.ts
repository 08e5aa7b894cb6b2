import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {chromium} from "playwright-core";
import {expect, it, onTestFinished} from "vitest";
import {openWholePage} from "../../loaders/framework/whole-page.js";
import {chromiumOptions} from "../../loaders/site/chromium.js";

const html = `<!DOCTYPE html><style>@font-face{font-family:"A";font-display:optional;src:url("a.woff2")}</style>
<main><observablehq-loading></observablehq-loading></main>
<script>setTimeout(() => { document.querySelector("main").innerHTML = "<p>drawn</p>"; }, 900)</script>`;

it(
  "waits for what Framework draws, with the typefaces that a reader may go without",
  {timeout: 60_000},
  async () => {
    const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const browser = await chromium.launch(chromiumOptions());
    onTestFinished(async () => {
      await browser.close();
      server.close();
    });
    const page = await browser.newPage();
    await openWholePage(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(await page.locator("main").innerText()).toBe("drawn");
    expect(await page.content()).toContain("font-display:block");
  }
);
