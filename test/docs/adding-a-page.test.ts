import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {chromium} from "playwright-core";
import {expect, it, onTestFinished} from "vitest";
import {chromiumOptions} from "../../loaders/site/chromium.js";
import {serveSite} from "../../loaders/site/serve.js";
import {openPage} from "../browser/guarded-page.js";
import {writeCurvesRun} from "../support/runs/curves-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {copyRepository, writeGuide} from "./guide.js";

it("docs/adding-a-page.md: the page of the guide draws its bars", {timeout: 300_000}, async () => {
  const folder = temporaryFolder();
  const {environment} = await writeCurvesRun(temporaryFolder());
  copyRepository(folder);
  writeGuide("adding-a-page", folder);
  const run = ["--study", environment.BOUNDARY_STUDY, "--runs", environment.BOUNDARY_RUNS];
  const build = spawnSync(process.execPath, ["scripts/bootstrap.mjs", "build", ...run], {
    cwd: folder,
    encoding: "utf8"
  });
  expect(build).toMatchObject({status: 0});

  const server = await serveSite({folder: join(folder, "dist"), port: 4390});
  onTestFinished(() => server.close());
  const browser = await chromium.launch(chromiumOptions());
  onTestFinished(() => browser.close());
  const {page, complaints} = await openPage(browser, `${server.url}lengths`);
  await page.locator('.figure-plot svg[role="img"]').nth(1).waitFor();
  expect(await page.locator(".figure-answer").innerText()).toMatch(
    /^The longest completions are those of \S+/
  );
  expect(await page.locator('.figure-plot g[aria-label="bar"] rect').count()).toBe(4);
  expect(await page.locator("#navigation a[aria-current]").innerText()).toBe("Completion lengths");
  expect(complaints).toEqual([]);
});
