import {spawnSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {build} from "esbuild";
import {expect, it} from "vitest";
import {sourcePlaces} from "../../loaders/workspace/source-places.js";
import {temporaryFolder} from "../support/temporary-folder.js";

it("a stack of a bundle names the source where its map is there, and stays as it is where it is not", async () => {
  const folder = temporaryFolder();
  const source = join(folder, "source.ts");
  writeFileSync(source, "interface Unseen {\n  a: 1;\n}\n\n  throw new Error(String({} as Unseen));\n");
  const outfile = join(folder, "bundles", "bundle.mjs");
  await build({entryPoints: [source], outfile, bundle: true, format: "esm", sourcemap: "linked"});
  const {stderr} = spawnSync(process.execPath, [outfile], {encoding: "utf8"});
  expect(stderr).toContain(`${pathToFileURL(outfile).href}:`);
  expect(sourcePlaces(stderr)).toContain(`(${pathToFileURL(source).href}:5:9)`.slice(1, -1));
  expect(sourcePlaces(stderr)).not.toContain(`at ${pathToFileURL(outfile).href}`);
  const other = "at file:///nowhere/bundle.mjs:1:2";
  expect(sourcePlaces(other)).toBe(other);
});
