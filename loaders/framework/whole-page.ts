import type {Page} from "playwright-core";

/** Opens a page of the report and waits for all that it draws. The report leaves out typefaces that come too late; this waits for them. */
export async function openWholePage(page: Page, url: string): Promise<void> {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll("font-display:optional", "font-display:block");
    await route.fulfill({response, body});
  });
  await page.goto(url, {waitUntil: "networkidle"});
  await page.evaluate(() => document.fonts.ready);
  await page.locator("observablehq-loading").first().waitFor({state: "detached"});
}
