import {PDFDocument} from "@cantoo/pdf-lib";
import {expect, it} from "vitest";
import {reportPdf} from "../../loaders/site/report-pdf.js";
import {sharedSite} from "./site.js";

it(
  "prints the pages of a site into one document on A4, the same bytes each time",
  {timeout: 120_000},
  async () => {
    const site = await sharedSite();
    const printed: string[] = [];
    const print = (pages: string[]) =>
      reportPdf({site: site.folder, pages, onPage: (path) => printed.push(path)});
    const [one, two] = [await print(["mathematics"]), await print(["mathematics", "methods"])];
    expect(printed).toEqual(["mathematics", "mathematics", "methods"]);
    const sheets = await Promise.all([one, two].map(async (pdf) => (await PDFDocument.load(pdf)).getPages()));
    expect(sheets[0]!.length).toBeGreaterThan(1);
    expect(sheets[1]!.length).toBeGreaterThan(sheets[0]!.length);
    for (const sheet of sheets[1]!) {
      const {width, height} = sheet.getSize();
      expect(Math.abs(width - 595.28)).toBeLessThan(1);
      expect(Math.abs(height - 841.89)).toBeLessThan(1);
    }
    expect(Buffer.from(await print(["mathematics"])).equals(Buffer.from(one))).toBe(true);
  }
);
