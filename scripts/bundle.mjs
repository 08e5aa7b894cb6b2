// Starts a script from a few files instead of some hundred. Plain JavaScript: it runs before TypeScript can.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import {createRequire} from "node:module";
import {dirname, isAbsolute, join, relative} from "node:path";
import {pathToFileURL} from "node:url";
import {
  bundleFile,
  bundleFolder,
  bundleFolders,
  bundleRecord,
  isFresh,
  stamp
} from "../loaders/workspace/bundle-record.mjs";

/** Files beside the script's own modules that decide what its bundle holds. */
const deciding = ["scripts/bundle.mjs", "package.json", "tsconfig.json"];

/** Packages of many small files, all of which load at the start of a command: a bundle holds them and what they import. */
const inlined = ["@duckdb/node-api", "arktype", "cli-progress", "commander", "p-limit", "yaml"];

/** What they import and a bundle cannot hold. */
const native = "@duckdb/node-bindings";

/** The module in which arktype has its settings, and the same of them as in loaders/workspace/uncompiled-schemas.mjs. */
const arktypeSettings = {filter: /[\\/]@ark[\\/]schema[\\/]out[\\/]config\.js$/};
const inPackage = /(^|[\\/])node_modules[\\/]/;

/** Whether a file, by its path from the tool's folder, is the tool's own: an installed one has its packages beside it. */
function isOwn(path) {
  return !/^\.\.[\\/]/.test(path) && !isAbsolute(path) && !inPackage.test(path);
}

const uncompiled = "\nconfigureSchema({jitless: true});\n";

/** Modules that threads and processes of a command begin with. */
const parts = [
  "loaders/engines/micro/worker.ts",
  "loaders/verification/grade-worker.ts",
  "loaders/framework/loader-process.ts"
];

/** A folder whose modules are such parts, each by itself. */
const partsFolder = "src/data";

/** What scripts share: no folder of scripts. */
const shared = "shared";

/**
 * File with a script of the tool in the folder `root` and all its modules (packages apart, and what loads later). All scripts and
 * parts are bundled together, where there is no bundle that is newer than all of their modules: that takes little longer than one, and
 * the next command has its own. `null` where none can be made: the script itself says why, or needs none.
 */
export async function bundledScript(root, script) {
  try {
    openFolder(root);
    const entries = entriesOf(root);
    if (!isFresh(root, bundleRecord(root), entries)) await makeBundle(root, entries);
    const bundle = bundleFile(root, relative(root, script));
    return existsSync(bundle) ? bundle : null;
  } catch {
    return null;
  }
}

/** What processes and threads begin with: paths from `root`, sorted. */
function entriesOf(root) {
  const folders = readdirSync(join(root, "scripts"), {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && entry.name !== shared)
    .map(({name}) => `scripts/${name}`);
  const all = ["scripts", ...folders, partsFolder].flatMap((folder) => modulesIn(root, folder));
  return [...all, ...parts.filter((path) => existsSync(join(root, path)))].sort();
}

function modulesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"));
  return names.map((name) => `${folder}/${name}`);
}

/** Makes the folder of a tool's bundles where there is none yet, and then removes those of tools that are gone. */
function openFolder(root) {
  const folder = bundleFolder(root);
  if (existsSync(folder)) return;
  replace(join(folder, "root"), root);
  const all = bundleFolders(root);
  for (const name of readdirSync(all)) {
    const owner = join(all, name, "root");
    const isOurs = /^[\da-f]{16}$/.test(name);
    if (isOurs && (!existsSync(owner) || existsSync(readFileSync(owner, "utf8")))) continue;
    rmSync(join(all, name), {recursive: true, force: true});
  }
}

async function makeBundle(root, entries) {
  const {build} = await import("esbuild");
  const start = Date.now();
  const {outputFiles, metafile} = await build({
    entryPoints: entries,
    absWorkingDir: root,
    outdir: bundleFile(root, "."),
    outbase: root,
    outExtension: {".js": ".mjs"},
    bundle: true,
    // In one file the packages that a module needs which loads later would load at once.
    splitting: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: {js: requireOf(root)},
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    logLevel: "silent",
    plugins: [ownAddresses, fewPackages(root)]
  });
  for (const {path, contents} of outputFiles) replace(path, contents);
  // A package is as the lock file says.
  const modules = Object.keys(metafile.inputs).filter(isOwn);
  const bundler = createRequire(join(root, "package.json")).resolve("esbuild/package.json");
  const paths = [...modules, ...deciding, relative(root, bundler)];
  // A file that changed since may have been read before it did.
  if (paths.some((path) => statSync(join(root, path)).ctimeMs >= start)) return;
  const stamps = (files) => Object.fromEntries(files.map((path) => [path, stamp(join(root, path))]));
  const outputs = stamps(outputFiles.map(({path}) => relative(root, path)));
  replace(bundleRecord(root), JSON.stringify({root, entries, outputs, inputs: stamps(paths)}));
}

/** Writes a file so that a process that reads it at the same time finds a whole one. */
function replace(path, contents) {
  const whole = `${path}.${process.pid}`;
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(whole, contents);
  renameSync(whole, path);
}

/** Each module in the bundle keeps the address of its own file, beside which it looks for others. */
const ownAddresses = {
  name: "own addresses",
  setup(build) {
    build.onLoad({filter: /\.m?ts$/}, ({path}) => {
      const source = readFileSync(path, "utf8");
      const address = JSON.stringify(pathToFileURL(path).href);
      return {loader: "ts", contents: source.replaceAll(/\bimport\.meta\.url\b/g, address)};
    });
  }
};

/** Declares the `require` of a package of CommonJS, which it has in no module of its own. */
function requireOf(root) {
  const file = JSON.stringify(pathToFileURL(join(root, "package.json")).href);
  return `import {createRequire as requireFrom} from "node:module"; const require = requireFrom(${file});`;
}

/** Takes the inlined packages into the bundle, and leaves all others where they are. */
const fewPackages = (root) => ({
  name: "few packages",
  setup(build) {
    build.onResolve({filter: /^[^./]/}, ({path, importer, kind}) => {
      const isInside = isOwn(relative(root, importer)) ? inlined.includes(path) : path !== native;
      return kind === "entry-point" || isInside ? undefined : {path, external: true};
    });
    build.onLoad(arktypeSettings, ({path}) => ({contents: readFileSync(path, "utf8") + uncompiled}));
  }
});
