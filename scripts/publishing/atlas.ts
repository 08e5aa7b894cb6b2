import {mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {readAtlas, type AtlasRows} from "../../loaders/atlas/atlas-table.js";
import {buildAtlas} from "../../loaders/site/build-atlas.js";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {command as commandOf} from "../../loaders/workspace/command.js";
import {packageFolder} from "../../loaders/workspace/package-folder.js";
import {shownPath} from "../../loaders/workspace/workspace.js";
import type {PaperReference} from "../../src/findings/training/paper-rows.js";
import {runScript} from "../shared/run-script.js";
import {workspaceCommand, workspaceIn, writablePath} from "../shared/tool-command.js";

interface AtlasOptions {
  dir: string;
  out?: string;
  title: string;
  base: string;
  rows?: string;
  withPaper?: boolean;
  withKnown?: boolean;
}

await runScript(async () => {
  const command = workspaceCommand("atlas")
    .argument(
      "[reports...]",
      "published reports: folders or addresses of sites or data sets; FOLDER=ADDRESS links to the address; none: those that the tool comes with"
    )
    .option("--out <folder>", "folder of the page (default: atlas in your folder)")
    .option("--title <words>", "title of the page", "An atlas of reasoning boundaries")
    .option("--base <path>", "path that the page will be served under", "/")
    .option("--with-paper", "with the numbers that the paper prints (this is the default)")
    .option("--no-with-paper", "without them")
    .option(
      "--with-known",
      "with the rows that the tool comes with (this is the default where no report is named)"
    )
    .option("--rows <file>", "write the rows of the reports to this file, too")
    .addHelpText("after", `\n${usage()}`)
    .parse();
  const options = command.opts<AtlasOptions>();
  const {dir, out, title, base, withPaper = true, withKnown = command.args.length === 0} = options;
  const rowsFile = options.rows === undefined ? null : writablePath(options.rows, "--rows");
  const workspace = workspaceIn(dir);
  const target = out === undefined ? join(workspace.folder, "atlas") : writablePath(out, "--out");
  mkdirSync(workspace.cache, {recursive: true});
  const folder = mkdtempSync(join(resolve(workspace.cache), "atlas-"));
  try {
    const table = await readAtlas(command.args, {
      ...{title, folder, paper: withPaper ? paperReference() : null, known: withKnown ? knownRows() : null},
      onReport: (place) => {
        console.error(`atlas: ${place} …`);
      }
    });
    if (rowsFile !== null) {
      const {reports, rows} = table;
      await writeTextAtomically(rowsFile, `${JSON.stringify({reports, rows})}\n`);
    }
    await buildAtlas(table, {out: target, cache: workspace.cache, base});
    console.error(
      `atlas: ${table.rows.length} pairs and benchmarks of ${table.reports.length} reports; the page is in ${shownPath(target)}`
    );
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});

function paperReference(): PaperReference {
  return JSON.parse(readFileSync(join(packageFolder, "data/reference/paper.json"), "utf8")) as PaperReference;
}

/** Rows of the default run and of a real pair, which the tool comes with. */
function knownRows(): AtlasRows {
  return JSON.parse(readFileSync(join(packageFolder, "data/reference/atlas.json"), "utf8")) as AtlasRows;
}

function usage(): string {
  return `An atlas takes published reports, each as

  a folder              of a site that ${commandOf("build")} made, of a data set, or of both (site/ and dataset/ in it)
  an address            of such a site or data set on the web, https://…
  FOLDER=ADDRESS        a folder to read, and the address that the page links to

for example

  ${commandOf("start", "--study math500-7b --out math500 --no-serve")}
  ${commandOf("atlas", "dist math500 https://name.github.io/report/ --out atlas")}

The numbers that the paper prints stand beside them unless --no-with-paper is given. Without a report the page has the default run
of this tool and a real pair, as they were when this version was made; --with-known sets them beside yours.
`;
}
