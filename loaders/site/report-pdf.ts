import {PDFDocument} from "@cantoo/pdf-lib";
import {chromium, type Browser} from "playwright-core";
import {openWholePage} from "../framework/whole-page.js";
import {chromiumOptions} from "./chromium.js";
import {serveSite} from "./serve.js";

export interface ReportPdfOptions {
  /** Folder of a built site. */
  site: string;
  /** Paths of its pages, in the order of the report. */
  pages: readonly string[];
  /** Told of each page as it begins. */
  onPage?: (path: string) => void;
}

/** Width in pixels of what A4 leaves between the margins of the print style: figures are drawn for it. */
const TEXT_WIDTH = 673;

/** The whole report as one PDF on A4: every page as its print style has it, one after the other. */
export async function reportPdf({
  site,
  pages,
  onPage = () => undefined
}: ReportPdfOptions): Promise<Uint8Array> {
  const server = await serveSite({folder: site, port: 4173});
  const browser = await chromium.launch(chromiumOptions());
  try {
    const whole = await PDFDocument.create();
    for (const path of pages) {
      onPage(path);
      const part = await PDFDocument.load(await printPage(browser, server.url + path));
      const sheets = await whole.copyPages(part, part.getPageIndices());
      for (const sheet of sheets) whole.addPage(sheet);
    }
    whole.setTitle("The reasoning boundary");
    // No clock: the same report gives the same document.
    whole.setCreationDate(new Date(0));
    whole.setModificationDate(new Date(0));
    return await whole.save();
  } finally {
    await browser.close();
    await server.close();
  }
}

async function printPage(browser: Browser, url: string): Promise<Uint8Array> {
  const page = await browser.newPage({viewport: {width: TEXT_WIDTH, height: 950}, colorScheme: "light"});
  try {
    await page.emulateMedia({media: "print"});
    await openWholePage(page, url);
    // Addresses of the server that printed it lead nowhere.
    await page.evaluate(() => {
      for (const link of document.querySelectorAll("a"))
        if (link.origin === location.origin) link.removeAttribute("href");
    });
    return await page.pdf({format: "A4", preferCSSPageSize: true, printBackground: true});
  } finally {
    await page.close();
  }
}
