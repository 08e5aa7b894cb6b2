// Starts a script of a checkout from one file instead of some hundred. Plain JavaScript: it runs before TypeScript can.
import {mkdirSync, readFileSync, renameSync, statSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";

/** Files beside the script's own modules that decide what its bundle holds. */
const deciding = ["scripts/bundle.mjs", "package.json", "tsconfig.json", "node_modules/esbuild/package.json"];

/**
 * File with a script of the checkout `root` and all its modules (packages apart), which is made where there is none that is
 * newer than all of them. `null` where none can be made: the script itself says why, or needs none.
 */
export async function bundledScript(root, script) {
  const folder = join(root, "node_modules/.cache/reasoning-boundary");
  const bundle = join(folder, basename(script, ".ts") + ".mjs");
  try {
    if (!isFresh(root, bundle)) await makeBundle(root, script, folder, bundle);
    return bundle;
  } catch {
    return null;
  }
}

/** What changes about a file whenever its bytes do; `undefined` if it is not there. */
function stamp(path) {
  const stats = statSync(path, {throwIfNoEntry: false});
  return stats && [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(" ");
}

function isFresh(root, bundle) {
  try {
    const record = JSON.parse(readFileSync(bundle + ".json", "utf8"));
    return (
      record.root === root &&
      record.bundle === stamp(bundle) &&
      Object.entries(record.inputs).every(([path, seen]) => stamp(join(root, path)) === seen)
    );
  } catch {
    return false;
  }
}

async function makeBundle(root, script, folder, bundle) {
  const {build} = await import("esbuild");
  const start = Date.now();
  const {outputFiles, metafile} = await build({
    entryPoints: [script],
    absWorkingDir: root,
    bundle: true,
    write: false,
    outfile: bundle,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    sourcesContent: false,
    metafile: true,
    logLevel: "silent",
    plugins: [ownAddresses]
  });
  mkdirSync(folder, {recursive: true});
  for (const {path, contents} of outputFiles) replace(path, contents);
  const paths = [...Object.keys(metafile.inputs), ...deciding];
  // A file that changed since may have been read before it did.
  if (paths.some((path) => statSync(join(root, path)).ctimeMs >= start)) return;
  const inputs = Object.fromEntries(paths.map((path) => [path, stamp(join(root, path))]));
  replace(bundle + ".json", JSON.stringify({root, bundle: stamp(bundle), inputs}));
}

/** Writes a file so that a process that reads it at the same time finds a whole one. */
function replace(path, contents) {
  const whole = `${path}.${process.pid}`;
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
