import {existsSync, realpathSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  installedPackage,
  isInPackage,
  isRepository,
  packageFolder,
  requiredPackage
} from "../../loaders/workspace/package-folder.js";
import {repository} from "../support/run-cli.js";

describe("package-folder", () => {
  it("knows a checkout of the repository, in which everything may be written", () => {
    expect(packageFolder).toBe(realpathSync(repository));
    expect(isRepository).toBe(true);
    expect(isInPackage(join(repository, "data/runs"))).toBe(false);
  });

  it("finds packages, also those that keep their package.json to themselves", () => {
    for (const name of ["@observablehq/plot", "htl", "tsx"])
      expect(existsSync(join(requiredPackage(name), "package.json"))).toBe(true);
    expect(installedPackage("no-such-package")).toBeNull();
    expect(() => requiredPackage("no-such-package")).toThrow("the package no-such-package is not installed");
  });
});
