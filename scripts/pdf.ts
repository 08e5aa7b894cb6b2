import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {sitePages} from "../loaders/site/navigation.js";
import {writeAtomically} from "../loaders/store/write-file.js";
import {packageFolder} from "../loaders/workspace/package-folder.js";
import {shownPath} from "../loaders/workspace/workspace.js";
import {needPackages} from "./shared/need-packages.js";
import {runScript} from "./shared/run-script.js";
import {workspaceCommand, workspaceIn, writablePath} from "./shared/tool-command.js";

interface PdfOptions {
  dir: string;
  site?: string;
  out?: string;
}

await runScript(async () => {
  const command = workspaceCommand("pdf")
    .option("--site <folder>", "folder of the site (default: dist in your folder)")
    .option("--out <file>", "where the PDF goes (default: report.pdf in your folder)")
    .parse();
  needPackages("pdf", ["playwright-core", "@cantoo/pdf-lib"]);
  const {dir, site, out: given} = command.opts<PdfOptions>();
  const workspace = workspaceIn(dir);
  const out = given === undefined ? join(workspace.folder, "report.pdf") : writablePath(given, "--out");
  const pages = sitePages(join(packageFolder, "src")).map(({path}) =>
    path === "/index" ? "" : path.slice(1)
  );
  const {reportPdf} = await import("../loaders/site/report-pdf.js");
  const pdf = await reportPdf({
    site: site ?? workspace.site,
    pages,
    onPage: (path) => {
      console.error(`print: ${path === "" ? "overview" : path}`);
    }
  });
  await writeAtomically(out, (temporary) => {
    writeFileSync(temporary, pdf);
  });
  console.log(`print: ${shownPath(out)}`);
});
