import {readFileSync, writeFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {readManifest, updateManifest} from "../../loaders/store/manifest.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("updateManifest", () => {
  it("adds to what is there and sorts, so that the order of the steps leaves no trace", async () => {
    const [a, b] = [new RunFolder(temporaryFolder()), new RunFolder(temporaryFolder())];
    await updateManifest(a, {date: "2026-01-02", sources: {rl: "2"}});
    await updateManifest(a, {sources: {base: "1"}, provenance: {x: "y"}});
    await updateManifest(b, {sources: {base: "1"}, provenance: {x: "y"}});
    await updateManifest(b, {date: "2026-01-02", sources: {rl: "2"}});
    expect(readFileSync(a.manifest, "utf8")).toBe(readFileSync(b.manifest, "utf8"));
    expect(readManifest(a)).toEqual({
      date: "2026-01-02",
      sources: {base: "1", rl: "2"},
      provenance: {x: "y"}
    });
  });

  it("loses nothing of steps that add at the same time", async () => {
    const run = new RunFolder(temporaryFolder());
    const names = Array.from({length: 20}, (_, i) => `p${i}`);
    await Promise.all(names.map((name) => updateManifest(run, {sources: {[name]: name}})));
    expect(Object.keys(readManifest(run).sources).sort()).toEqual(names.sort());
  });

  it("refuses a file that is no manifest and leaves it as it is", async () => {
    const run = new RunFolder(temporaryFolder());
    writeFileSync(run.manifest, "{]");
    await expect(updateManifest(run, {date: "2026-01-02"})).rejects.toThrow(
      `${run.manifest}: invalid manifest`
    );
    expect(readFileSync(run.manifest, "utf8")).toBe("{]");
  });
});
