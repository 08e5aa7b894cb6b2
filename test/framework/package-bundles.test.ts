import {readFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {describe, expect, it} from "vitest";
import {browserPackages, bundlePackages} from "../../loaders/framework/package-bundles.js";
import {requiredPackage} from "../../loaders/workspace/package-folder.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("bundlePackages", () => {
  it("puts each package with all it needs into the one file that Framework looks for", async () => {
    const cache = temporaryFolder();
    await bundlePackages(repository, cache);
    for (const name of browserPackages) {
      const manifest = readFileSync(join(requiredPackage(name), "package.json"), "utf8");
      const {version} = JSON.parse(manifest) as {version: string};
      const file = join(cache, `${name}@${version}/index.js`);
      expect(readFileSync(file, "utf8")).not.toMatch(/\bfrom ?"[^"]+"|\bimport ?"[^"]+"/);
      if (name !== "htl") continue;
      expect(await import(pathToFileURL(file).href)).toMatchObject({html: expect.any(Function) as unknown});
    }
  });
});
