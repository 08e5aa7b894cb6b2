import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import type {Plugin} from "esbuild";
import type {PagePath} from "../../src/contents/contents.js";
import {packageFolder} from "../workspace/package-folder.js";

/** Where the worker lies in a site. */
const FOLDER = "_workers";

const sources = join(packageFolder, "loaders/dropped");
const standIns = join(sources, "stand-ins");

/** What stands in the place of Node's modules. Any other import of one fails the build. */
const nodeModules: Readonly<Record<string, string>> = {
  "node:buffer": "buffer.ts",
  "node:crypto": "crypto.ts",
  "node:path": "path.ts",
  "node:stream/web": "stream-web.ts"
};

/** What stands in the place of modules that read the disk, stream in Node's way, or compile. */
const ownModules: Readonly<Record<string, string>> = {
  "loaders/importing/files/csv-stream": "csv-stream.ts",
  "loaders/importing/files/file-end": "no-disk.ts",
  "loaders/importing/files/file-on-disk": "no-disk.ts",
  "loaders/importing/formats/inspect/archived-rows": "no-disk.ts",
  "loaders/schema/rows/compiled-type": "compiled-type.ts"
};

/** How arktype asks whether it may compile functions from text: no page may. */
const ASKS_TO_COMPILE = 'new Function("return false")()';

/**
 * Bundles the worker of a reader's own samples into a site: one file that reads, one that judges, which is loaded when it is
 * needed. Returns the path of the first from the site's root. The same sources give the same bytes.
 */
export async function writeSamplesWorker(site: string): Promise<string> {
  const {build} = await import("esbuild");
  const {outputFiles, metafile} = await build({
    entryPoints: {samples: join(sources, "worker.ts")},
    absWorkingDir: packageFolder,
    outdir: join(packageFolder, FOLDER),
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    inject: [join(standIns, "globals.ts")],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [inBrowser],
    metafile: true,
    write: false,
    logLevel: "error"
  });
  const folder = join(site, FOLDER);
  mkdirSync(folder, {recursive: true});
  for (const {path, contents} of outputFiles) writeFileSync(join(folder, basename(path)), contents);
  const entry = Object.entries(metafile.outputs).find(
    ([, {entryPoint}]) => entryPoint !== undefined && !entryPoint.endsWith("strict-judge.ts")
  )![0];
  return `${FOLDER}/${basename(entry)}`;
}

/** Tells the page of a reader's own samples, and no other, where its worker is. */
export function samplesWorkerTag(worker: string): (toRoot: string, page: string) => string[] {
  const path: PagePath = "your-samples";
  return (toRoot, page) =>
    page === path ? [`<meta name="samples-worker" content="${toRoot}${worker}">`] : [];
}

const inBrowser: Plugin = {
  name: "in-browser",
  setup(bundler) {
    bundler.onResolve({filter: /^node:/}, ({path}) => {
      const standIn = nodeModules[path];
      return standIn === undefined
        ? {errors: [{text: `${path} is not in a browser`}]}
        : {path: join(standIns, standIn)};
    });
    bundler.onResolve({filter: /^\.\.?\//}, ({path, resolveDir}) => {
      const module = join(resolveDir, path)
        .slice(packageFolder.length + 1)
        .replaceAll("\\", "/")
        .replace(/\.js$/, "");
      const standIn = ownModules[module];
      return standIn === undefined ? undefined : {path: join(standIns, standIn)};
    });
    bundler.onLoad({filter: /@ark[/\\]util[/\\]out[/\\]functions\.js$/}, ({path}) => {
      const text = readFileSync(path, "utf8");
      if (!text.includes(ASKS_TO_COMPILE))
        throw new Error(`${path} no longer asks as expected whether it may compile`);
      return {contents: text.replace(ASKS_TO_COMPILE, "true")};
    });
  }
};
