import {readFile} from "node:fs/promises";
import type {Locator, Page} from "playwright-core";
import {saveFrom, saveText, tableOf} from "./open-site.js";

/** Widths of our typeface and of one that is not, for the same text. */
interface Drawn {
  /** Texts that stand beyond the picture's edge, with where. */
  outside: string[];
  /** Texts that are not drawn in the report's typeface. */
  foreign: string[];
  texts: string[];
}

/**
 * What is wrong with the files that the actions of every figure of a page save, a line each: a picture that is no whole one,
 * text beyond its edge, another typeface, a table that does not say what it is.
 */
export async function savedFaults(page: Page): Promise<{figures: number; faults: string[]}> {
  const context = await page
    .context()
    .browser()!
    .newContext({viewport: {width: 1200, height: 800}});
  const alone = await context.newPage();
  const figures = await page.locator("figure:has(.figure-actions)").all();
  const faults: string[] = [];
  for (const [i, figure] of figures.entries()) {
    await figure.scrollIntoViewIfNeeded();
    const name = `figure ${i + 1}`;
    for (const fault of await pictureFaults(alone, page, figure)) faults.push(`${name}: ${fault}`);
    // A PNG is the SVG, drawn by the browser: one a page tells whether it draws.
    if (i === 0 && !(await isWholePng(page, figure))) faults.push(`${name}: no whole PNG`);
    if (tableOf(await saveText(page, figure, "CSV")).split("\n").length < 2)
      faults.push(`${name}: an empty table`);
  }
  await context.close();
  return {figures: figures.length, faults};
}

async function pictureFaults(alone: Page, page: Page, figure: Locator): Promise<string[]> {
  const svg = await saveText(page, figure, "SVG");
  const {outside, foreign, texts} = await drawn(alone, svg);
  const said = texts.join(" ");
  const words = ((await figure.locator("figcaption").innerText()) || "-").split(/\s+/);
  return [
    ...outside.map((text) => `beyond the edge: ${text}`),
    ...foreign.map((text) => `in another typeface: ${text}`),
    ...(said.includes("reasoning-boundary ") && said.includes("http://") ? [] : ["no source"]),
    ...(words.every((word) => said.includes(word)) ? [] : ["the caption is cut"])
  ];
}

async function isWholePng(page: Page, figure: Locator): Promise<boolean> {
  const png = await readFile(await saveFrom(page, figure, "PNG"));
  return png.readUInt32BE(16) >= 2 * 500 && png.length > 5000;
}

/** Opens a saved picture in a page of its own, which has none of the report's files, nor what it showed before. */
async function drawn(page: Page, svg: string): Promise<Drawn> {
  await page.goto("about:blank");
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  return await page.evaluate(async () => {
    await document.fonts.load("600 14px 'Source Sans 3'");
    await document.fonts.ready;
    const picture = document.querySelector("svg")!;
    const {left, right, top, bottom} = picture.getBoundingClientRect();
    const canvas = document.createElement("canvas").getContext("2d")!;
    const all = [...picture.querySelectorAll("text")].filter((text) => text.textContent.trim() !== "");
    const shown = all.filter((text) => text.getBoundingClientRect().width > 0);
    const outside = shown.flatMap((text) => {
      const box = text.getBoundingClientRect();
      const isInside =
        box.left >= left - 0.5 &&
        box.right <= right + 0.5 &&
        box.top >= top - 0.5 &&
        box.bottom <= bottom + 0.5;
      return isInside ? [] : [`${text.textContent} at ${Math.round(box.left)} to ${Math.round(box.right)}`];
    });
    const foreign = shown.flatMap((text) => {
      if (text.querySelector("tspan") !== null) return [];
      const {fontStyle, fontWeight, fontSize, fontVariantNumeric} = getComputedStyle(text);
      if (fontVariantNumeric !== "normal") return [];
      canvas.font = `${fontStyle} ${fontWeight} ${fontSize} 'Source Sans 3'`;
      const [is, should] = [text.getComputedTextLength(), canvas.measureText(text.textContent).width];
      return Math.abs(is - should) > 0.5 + should / 100 ? [`${text.textContent} ${is} not ${should}`] : [];
    });
    const isThere = [...document.fonts].some(
      ({family, status}) => family.includes("Source Sans 3") && status === "loaded"
    );
    return {
      outside,
      foreign: isThere ? foreign : ["the typeface is not in the file"],
      texts: all.map(({textContent}) => textContent)
    };
  });
}
