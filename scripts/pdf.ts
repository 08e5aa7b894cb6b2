import {renameSync, writeFileSync} from "node:fs";
import {Command} from "commander";
import {sitePages} from "../loaders/site/navigation.js";
import {reportPdf} from "../loaders/site/report-pdf.js";
import {runScript} from "./run-script.js";

interface PdfOptions {
  site: string;
  out: string;
}

await runScript(async () => {
  const command = new Command("npm run pdf --")
    .description("Print the built report into one PDF.")
    .option("--site <folder>", "folder of the site", "dist")
    .option("--out <file>", "where the PDF goes", "report.pdf")
    .showHelpAfterError("(see --help)")
    .parse();
  const {site, out} = command.opts<PdfOptions>();
  const pages = sitePages("src").map(({path}) => (path === "/index" ? "" : path.slice(1)));
  const pdf = await reportPdf({
    site,
    pages,
    onPage: (path) => {
      console.error(`print: ${path === "" ? "overview" : path}`);
    }
  });
  const fresh = `${out}.${process.pid}.new`;
  writeFileSync(fresh, pdf);
  renameSync(fresh, out);
  console.log(`print: ${out}`);
});
