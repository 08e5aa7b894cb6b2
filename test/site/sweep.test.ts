import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {sweepFolders} from "../../loaders/site/fresh-site.js";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A process id that no process has. */
const DEAD = 4_194_304 + 7;

describe("what killed builds left", () => {
  it("is swept beside the site, but for what a running build works in", () => {
    const folder = temporaryFolder();
    const names = [
      `.dist.${DEAD}.new`,
      `.dist.${DEAD}.old`,
      `.dist.${process.pid}.new`,
      `.other.${DEAD}.new`,
      "dist"
    ];
    for (const name of names) mkdirSync(join(folder, name));
    sweepFolders(join(folder, "dist"));
    expect(readdirSync(folder).sort()).toEqual([`.dist.${process.pid}.new`, `.other.${DEAD}.new`, "dist"]);
  });

  it("comes back where the build was killed between the old site and the new one", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, `.dist.${DEAD}.old`));
    writeFileSync(join(folder, `.dist.${DEAD}.old`, "index.html"), "old");
    sweepFolders(join(folder, "dist"));
    expect(readFileSync(join(folder, "dist/index.html"), "utf8")).toBe("old");
  });

  it("is swept beside whatever file is written, references and records of runs alike", async () => {
    const folder = temporaryFolder();
    const left = join(folder, `.references.parquet.${DEAD}.tmp`);
    const live = join(folder, `.references.parquet.${process.pid}.tmp`);
    for (const file of [left, live]) writeFileSync(file, "part");
    await writeTextAtomically(join(folder, "manifest.json"), "{}");
    expect([existsSync(left), existsSync(live)]).toEqual([false, true]);
  });
});
