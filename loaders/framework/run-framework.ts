import {join} from "node:path";
import {requiredPackage} from "../workspace/package-folder.js";
import {runGuarded, YOUNG_SPACE} from "./child.js";

const oneParse = `--import=${new URL("one-parse.mjs", import.meta.url).href}`;

/** Where Framework reads and writes, and the path that the site will be served under. observablehq.config.ts reads these. */
export interface FrameworkPaths {
  root: string;
  output: string;
  base: string;
}

/** Runs Framework's build with the network blocked. Throws its output when it fails or finds a broken link. */
export async function runFramework({root, output, base}: FrameworkPaths): Promise<void> {
  const program = join(requiredPackage("@observablehq/framework"), "dist/bin/observable.js");
  const {code, stdout, stderr} = await runGuarded([YOUNG_SPACE, oneParse, program, "build"], {
    SITE_ROOT: root,
    SITE_OUTPUT: output,
    SITE_BASE: base
  });
  const all = `${stdout}\n${stderr}`;
  if (code !== 0) throw new Error(`observable build ended with code ${code}:\n${all}`);
  if (all.includes("broken link")) throw new Error(`observable build found a broken link:\n${all}`);
}

/** Whether a folder that holds these names was made by Framework. */
export function isBuiltSite(names: readonly string[]): boolean {
  return names.includes("_observablehq");
}
