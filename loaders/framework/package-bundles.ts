import {readFileSync} from "node:fs";
import {join} from "node:path";
import {requiredPackage} from "../workspace/package-folder.js";

/** Packages that figures import by bare name. */
export const browserPackages = [
  "@duckdb/duckdb-wasm",
  "@observablehq/plot",
  "d3-array",
  "d3-axis",
  "d3-format",
  "d3-scale",
  "d3-selection",
  "d3-shape",
  "htl"
];

/**
 * Bundles each package with all it depends on into the one file that Framework looks for before it bundles a bare import
 * itself. They are found from `folder`. Framework would keep every dependency apart: for Plot that is 34 requests before the first figure.
 */
export async function bundlePackages(folder: string, cache: string): Promise<void> {
  const {build} = await import("esbuild");
  await Promise.all(
    browserPackages.map(async (name) => {
      const manifest = readFileSync(join(requiredPackage(name), "package.json"), "utf8");
      const {version} = JSON.parse(manifest) as {version: string};
      await build({
        stdin: {contents: `export * from ${JSON.stringify(name)};`, resolveDir: folder},
        outfile: join(cache, `${name}@${version}`, "index.js"),
        bundle: true,
        minify: true,
        format: "esm",
        platform: "browser",
        target: "es2022",
        legalComments: "inline",
        define: {"process.env.NODE_ENV": '"production"'},
        logLevel: "error"
      });
    })
  );
}
