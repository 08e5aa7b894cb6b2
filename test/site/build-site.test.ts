import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {buildSite} from "../../loaders/site/build-site.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("buildSite", () => {
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
