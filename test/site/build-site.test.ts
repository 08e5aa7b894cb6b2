import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {buildSite} from "../../loaders/site/build-site.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {writeCurvesRun} from "../support/curves-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** Path to sha256 of every file below a folder. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const entries = files.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length), createHash("sha256").update(readFileSync(path)).digest("hex")];
  });
  return Object.fromEntries(entries.sort());
}

describe("buildSite", () => {
  it("makes the same bytes again, and replaces an old site as a whole", {timeout: 240_000}, async () => {
    const folder = temporaryFolder();
    const {environment} = await writeCurvesRun(folder);
    const {BOUNDARY_STUDY: study, BOUNDARY_RUNS: runs} = environment;
    const out = join(folder, "dist");
    await buildSite({study, runs, out, base: "/"});
    const first = hashes(out);
    writeFileSync(join(out, "left-over.html"), "old");
    await buildSite({study, runs, out, base: "/"});
    expect(hashes(out)).toEqual(first);
    expect(Object.keys(first)).toContain("/index.html");
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("leaves the old site as it was when a loader fails, and passes on what the loader says", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "dist");
    mkdirSync(join(out, "_observablehq"), {recursive: true});
    writeFileSync(join(out, "index.html"), "old");
    const study = join(folder, "missing.yaml");
    const failure = buildSite({study, runs: folder, out, base: "/"});
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow("missing.yaml");
    expect(readFileSync(join(out, "index.html"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["dist"]);
  });

  it("refuses to replace a folder that is no site, and a base without slashes", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "thesis.tex"), "");
    await expect(buildSite({study: "s", runs: "r", out: folder, base: "/"})).rejects.toThrow(
      /holds other files/
    );
    await expect(buildSite({study: "s", runs: "r", out: join(folder, "new"), base: "sub"})).rejects.toThrow(
      'invalid base "sub"'
    );
    expect(existsSync(join(folder, "thesis.tex"))).toBe(true);
  });
});
