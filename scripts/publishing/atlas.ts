import {mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {readAtlas} from "../../loaders/atlas/atlas-table.js";
import {buildAtlas} from "../../loaders/site/build-atlas.js";
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
  withPaper?: boolean;
}

await runScript(async () => {
  const command = workspaceCommand("atlas")
    .argument(
      "[reports...]",
      "published reports: folders or addresses of sites or data sets; FOLDER=ADDRESS links to the address"
    )
    .option("--out <folder>", "folder of the page (default: atlas in your folder)")
    .option("--title <words>", "title of the page", "An atlas of reasoning boundaries")
    .option("--base <path>", "path that the page will be served under", "/")
    .option("--with-paper", "with the numbers that the paper prints (this is the default)")
    .option("--no-with-paper", "without them")
    .parse();
  const {dir, out, title, base, withPaper = true} = command.opts<AtlasOptions>();
  if (command.args.length === 0) {
    process.stdout.write(usage());
    return;
  }
  const workspace = workspaceIn(dir);
  const target = out === undefined ? join(workspace.folder, "atlas") : writablePath(out, "--out");
  mkdirSync(workspace.cache, {recursive: true});
  const folder = mkdtempSync(join(resolve(workspace.cache), "atlas-"));
  try {
    const table = await readAtlas(command.args, {
      ...{title, folder, paper: withPaper ? paperReference() : null},
      onReport: (place) => {
        console.error(`atlas: ${place} …`);
      }
    });
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

function usage(): string {
  return `An atlas takes published reports, each as

  a folder              of a site that ${commandOf("build")} made, of a data set, or of both (site/ and dataset/ in it)
  an address            of such a site or data set on the web, https://…
  FOLDER=ADDRESS        a folder to read, and the address that the page links to

for example

  ${commandOf("start", "--study math500-7b --out math500 --no-serve")}
  ${commandOf("atlas", "dist math500 https://name.github.io/report/ --out atlas")}

The numbers that the paper prints stand beside them unless --no-with-paper is given. ${commandOf("atlas", "--help")} lists the options.
`;
}
