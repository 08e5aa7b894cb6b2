import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join, posix} from "node:path";

/** The one file with all modules; it lies at the root of the stage. */
const JOINED = "report.js";

/**
 * Joins the modules that the pages of the stage `root` import into one file, and leaves in the place of each a module that
 * names what it exports: Framework then reads a few modules for each page instead of some hundred. What loads later stays a
 * file of its own; packages and `npm:` files stay apart. The same sources give the same bytes.
 */
export async function joinModules(root: string): Promise<void> {
  const modules = importedModules(root);
  if (modules.length === 0) return;
  const {build} = await import("esbuild");
  const exported = await exportsOf(root, modules);
  const lines = modules.map((path, place) => {
    const names = exported.get(path)!.map((name) => `${name} as ${joinedName(place, name)}`);
    return `export {${names.join(", ")}} from ${JSON.stringify(`./${path}`)};`;
  });
  const {outputFiles} = await build({
    stdin: {contents: lines.join("\n"), resolveDir: root, sourcefile: JOINED},
    absWorkingDir: root,
    outdir: root,
    entryNames: "report",
    chunkNames: "report-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    external: ["npm:*"],
    format: "esm",
    target: "es2022",
    charset: "utf8",
    write: false,
    logLevel: "error"
  });
  for (const {path, contents} of outputFiles) writeFileSync(path, contents);
  for (const [place, path] of modules.entries()) {
    const names = exported.get(path)!.map((name) => `${joinedName(place, name)} as ${name}`);
    const joined = posix.relative(posix.dirname(path), JOINED);
    const file = join(root, path.replace(/\.ts$/, ".js"));
    writeFileSync(file, `export {${names.join(", ")}} from "./${joined}";\n`);
  }
}

function joinedName(place: number, name: string): string {
  return `m${place}_${name}`;
}

/** Paths from `root`, sorted, of the TypeScript modules that pages import. */
function importedModules(root: string): string[] {
  const pages = readdirSync(root).filter((name) => name.endsWith(".md"));
  const paths = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^import [^;]*? from "\.\/([^"]+)\.js";?$/gm)].map(
      ([, path]) => `${path!}.ts`
    )
  );
  return [...new Set(paths)].filter((path) => existsSync(join(root, path))).sort();
}

/** The names that each module exports. */
async function exportsOf(root: string, modules: readonly string[]): Promise<Map<string, string[]>> {
  const {build} = await import("esbuild");
  const {metafile} = await build({
    entryPoints: [...modules],
    absWorkingDir: root,
    outdir: root,
    outbase: root,
    format: "esm",
    metafile: true,
    write: false,
    logLevel: "error"
  });
  return new Map(
    Object.values(metafile.outputs).map((output) => [output.entryPoint!, [...output.exports].sort()])
  );
}
