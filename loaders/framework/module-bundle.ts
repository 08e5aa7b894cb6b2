import {mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, posix, relative, resolve} from "node:path";
import type {Plugin} from "esbuild";

/** Where Framework puts the site's own modules, one file each. */
const MODULES = "_import";
const BUNDLE = "_import/report";
/** Folders whose modules stay apart: packages, and Framework's client. */
const APART = /(^|\/)_(node|npm|observablehq)\//;

/**
 * Joins the site's own modules, which Framework leaves as up to a hundred files a page, into one file that all pages share,
 * and one for each part that loads later. A browser then asks for one file in their place before the first figure. Preloads
 * the page's JSON and SQL beside it. The same site gives the same bytes.
 */
export async function bundleModules(site: string): Promise<void> {
  const files = readdirSync(site, {recursive: true, encoding: "utf8"});
  const pages = files
    .filter((file) => file.endsWith(".html"))
    .sort()
    .map((file) => ({file, html: readFileSync(join(site, file), "utf8")}));
  const modules = [...new Set(pages.flatMap(({file, html}) => pageImports(html).map(fromSite(file))))].sort();
  if (modules.length === 0) return;
  const {first, written} = await writeBundle(site, modules);
  for (const {file, html} of pages)
    writeFileSync(join(site, file), bundledPage(html, {file, modules, preloads: first}));
  const old = files.filter((file) => file.startsWith(`${MODULES}/`) && file.endsWith(".js"));
  for (const file of old) if (!written.includes(file)) rmSync(join(site, file));
  removeEmpty(join(site, MODULES));
}

/** Removes the folders below a folder that hold no file. */
function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    const inner = join(folder, entry.name);
    removeEmpty(inner);
    if (readdirSync(inner).length === 0) rmdirSync(inner);
  }
}

/** Paths from the page's folder of the site's own modules that a page imports. */
function pageImports(html: string): string[] {
  return [...html.matchAll(importOfModule)].map(([, path]) => path!);
}

const importOfModule = new RegExp(`\\bimport\\("((?:\\./|(?:\\.\\./)+)${MODULES}/[^"]+\\.js)"\\)`, "g");
const preloadOfModule = new RegExp(
  `<link rel="modulepreload" href="(?:\\./|(?:\\.\\./)+)${MODULES}/[^"]+\\.js">\n`,
  "g"
);

/** Turns a path from the folder of `file` into one from the site's root. */
function fromSite(file: string): (path: string) => string {
  return (path) => posix.normalize(posix.join(posix.dirname(file), path));
}

interface BundledPage {
  /** The page's path in the site. */
  file: string;
  /** Paths of the modules that the bundle exports, each under its path as a name. */
  modules: readonly string[];
  /** The bundle and what it needs at once. */
  preloads: readonly string[];
}

function bundledPage(html: string, {file, modules, preloads}: BundledPage): string {
  const toRoot = "../".repeat(file.split("/").length - 1) || "./";
  const [bundle] = preloads;
  const imports = html.replace(importOfModule, (_, path: string) => {
    const name = JSON.stringify(exportName(modules, fromSite(file)(path)));
    return `import("${toRoot}${bundle}").then((modules) => modules[${name}])`;
  });
  if (imports === html) return html;
  const links = [
    ...preloads.map((path) => `<link rel="modulepreload" href="${toRoot}${path}">\n`),
    ...dataFiles(html).map((path) => `<link rel="preload" as="fetch" href="${path}" crossorigin>\n`)
  ];
  return imports
    .replace(preloadOfModule, "")
    .replace('<link rel="modulepreload"', (rest) => links.join("") + rest);
}

/** Addresses of the JSON and SQL that a page reads when it opens. */
function dataFiles(html: string): string[] {
  return [...html.matchAll(/^registerFile\(.*"path":"([^"]+\.(?:json|sql))"/gm)].map(([, path]) => path!);
}

/** A name for a module that does not depend on the hash in its path. */
function exportName(modules: readonly string[], path: string): string {
  if (!modules.includes(path)) throw new Error(`${path} is not in the bundle`);
  return path.slice(MODULES.length + 1).replace(/\.\w+\.js$/, "");
}

/** Writes the bundle of some modules; the paths of all its files, and those that it needs before it can run. */
async function writeBundle(
  site: string,
  modules: readonly string[]
): Promise<{first: string[]; written: string[]}> {
  const folder = join(site, BUNDLE);
  const {build} = await import("esbuild");
  const {outputFiles, metafile} = await build({
    stdin: {
      contents: modules
        .map(
          (path) =>
            `export * as ${JSON.stringify(exportName(modules, path))} from ${JSON.stringify(`./${path}`)};`
        )
        .join("\n"),
      resolveDir: site,
      sourcefile: "report.js"
    },
    absWorkingDir: resolve(site),
    outdir: folder,
    entryNames: "report.[hash]",
    chunkNames: "[name].[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    plugins: [modulesApart(folder)],
    metafile: true,
    write: false,
    logLevel: "error"
  });
  mkdirSync(folder, {recursive: true});
  for (const {path, contents} of outputFiles) writeFileSync(path, contents);
  const written = outputFiles.map(({path}) => relative(resolve(site), path));
  const entry = Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint === "report.js")![0];
  const first = new Set([entry]);
  for (const path of first) {
    for (const {path: needed, kind} of metafile.outputs[path]?.imports ?? [])
      if (kind === "import-statement" && needed in metafile.outputs) first.add(needed);
  }
  return {first: [...first], written};
}

/** Leaves packages and Framework's client where they are, and lets addresses in a module hold from the bundle's folder. */
function modulesApart(folder: string): Plugin {
  const fromBundle = (from: string, path: string): string => relative(resolve(folder), resolve(from, path));
  return {
    name: "modules-apart",
    setup(bundler) {
      bundler.onResolve({filter: APART}, ({path, resolveDir}) => ({
        path: fromBundle(resolveDir, path),
        external: true
      }));
      bundler.onLoad({filter: /\.js$/}, ({path}) => ({
        contents: readFileSync(path, "utf8").replace(
          /(\bimport\.meta\.resolve\()"(\.[^"]+)"/g,
          (_, call: string, address: string) => `${call}${JSON.stringify(fromBundle(dirname(path), address))}`
        )
      }));
    }
  };
}
