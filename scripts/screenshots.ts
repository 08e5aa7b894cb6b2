import {existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {openWholePage} from "../loaders/framework/whole-page.js";
import {UserError} from "../loaders/schema/user-error.js";
import {chromiumOptions} from "../loaders/site/chromium.js";
import {sitePages} from "../loaders/site/navigation.js";
import {serveSite} from "../loaders/site/serve.js";
import {packageFolder} from "../loaders/workspace/package-folder.js";
import {needPackages} from "./shared/need-packages.js";
import {withFinding} from "./shared/readme-finding.js";
import {runScript} from "./shared/run-script.js";
import {workspaceCommand, workspaceIn, writablePath} from "./shared/tool-command.js";

interface ScreenshotOptions {
  dir: string;
  site?: string;
  folder?: string;
  readme?: string;
}

interface Shot {
  name: string;
  path: string;
  width: number;
  colorScheme: "light" | "dark";
}

const README_BYTES = 300_000;
/** Ground left around the figure, in pixels. */
const MARGIN = 14;

/** What is there when a page is drawn; a figure on those that are not listed. */
const drawn: Readonly<Record<string, string>> = {
  "": ".claims",
  explorer: "main table:not(.answer-cases)",
  "your-samples": ".drop-zone",
  provenance: "dl.provenance",
  methods: "math"
};
const FIGURE = ".figure-plot svg, .missing-notice, main table:not(.answer-cases)";

const pages = sitePages(join(packageFolder, "src")).map(({path}) => (path === "/index" ? "" : path.slice(1)));

const shots: Shot[] = pages.flatMap((path) =>
  [1280, 360].flatMap((width) =>
    (["light", "dark"] as const).map((colorScheme) => ({
      name: `${path === "" ? "index" : path}-${width}-${colorScheme}`,
      path,
      width,
      colorScheme
    }))
  )
);

await runScript(async () => {
  const command = workspaceCommand("screenshots")
    .option("--site <folder>", "folder of the site (default: dist in your folder)")
    .option("--folder <folder>", "where the pictures of every page go (default: screenshots in your folder)")
    .option(
      "--readme <folder>",
      "where the pictures for a README go (default: nowhere; in the repository, docs)"
    )
    .parse();
  needPackages("screenshots", ["playwright-core"]);
  const options = command.opts<ScreenshotOptions>();
  const workspace = workspaceIn(options.dir);
  const folder = writablePath(options.folder ?? workspace.screenshots, "--folder");
  const readme = options.readme ?? workspace.readmePictures;
  const {chromium} = await import("playwright-core");
  const server = await serveSite({folder: options.site ?? workspace.site, port: 4173});
  const browser = await chromium.launch(chromiumOptions());
  try {
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(folder, {recursive: true});
    for (const shot of shots) await photographPage(browser, server.url, shot, folder);
    if (readme === null) return;
    mkdirSync(readme, {recursive: true});
    for (const colorScheme of ["light", "dark"] as const)
      await photographFigure(browser, server.url, colorScheme, join(readme, `screenshot-${colorScheme}.png`));
    await writeFinding(browser, server.url, join(readme, "../README.md"));
  } finally {
    await browser.close();
    await server.close();
  }
});

async function photographPage(browser: Browser, url: string, shot: Shot, folder: string): Promise<void> {
  const {width, colorScheme} = shot;
  const page = await browser.newPage({viewport: {width, height: 900}, colorScheme});
  await openWholePage(page, url + shot.path);
  if (shot.path === "explorer") await page.getByRole("button", {name: "Run", exact: true}).click();
  await page
    .locator(drawn[shot.path] ?? FIGURE)
    .first()
    .waitFor();
  await page.screenshot({path: join(folder, `${shot.name}.png`), fullPage: true});
  await page.close();
}

/** Writes what the overview says into a README beside the folder of its pictures, where there is one. */
async function writeFinding(browser: Browser, url: string, file: string): Promise<void> {
  if (!existsSync(file)) return;
  const page = await browser.newPage();
  await openWholePage(page, url);
  await page.locator(".lead-plot").waitFor();
  const finding = await page.evaluate(() => ({
    title: document.querySelector("#what-came-out")!.textContent,
    sentence: document.querySelector(".lead-figure .figure-answer p")!.textContent,
    cautions: [...document.querySelectorAll(".lead-cautions li")].map(({textContent}) => textContent),
    drawn: document.querySelector<HTMLMetaElement>("meta[name=drawn]")?.content ?? null
  }));
  await page.close();
  // Spaces that do not break are for the page.
  const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
  const {title, sentence, cautions, drawn} = finding;
  const words = {title: plain(title), sentence: plain(sentence), cautions: cautions.map(plain), drawn};
  writeFileSync(file, withFinding(readFileSync(file, "utf8"), words));
}

async function photographFigure(
  browser: Browser,
  url: string,
  colorScheme: "light" | "dark",
  file: string
): Promise<void> {
  const page = await browser.newPage({
    viewport: {width: 1100, height: 900},
    colorScheme,
    deviceScaleFactor: 1.5
  });
  await openWholePage(page, url);
  const figure = page.locator(".lead-figure");
  await figure.locator(".lead-plot").waitFor();
  await page.evaluate(() => document.fonts.ready);
  // Actions and fold-outs are nothing in a picture.
  await page.addStyleTag({
    content: ".lead-figure :is(.figure-actions, details) { display: none; }"
  });
  const {x, y, width, height} = (await figure.boundingBox())!;
  const clip = {x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + MARGIN};
  await page.screenshot({path: file, clip, fullPage: true});
  await page.close();
  const {size} = statSync(file);
  if (size > README_BYTES)
    throw new UserError(`${file} has ${size} bytes, more than the ${README_BYTES} allowed`);
}
