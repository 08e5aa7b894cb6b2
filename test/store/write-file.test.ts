import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {errorReport} from "../../loaders/schema/error-report.js";
import {
  createText,
  removeStaleTemporaries,
  temporaryName,
  writeAtomically,
  writeTextAtomically
} from "../../loaders/store/write-file.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("writeAtomically", () => {
  it("keeps the old content and removes the temporary file when writing fails", async () => {
    const file = join(temporaryFolder(), "file.txt");
    await writeTextAtomically(file, "old");
    const failing = writeAtomically(file, (temporary) => {
      writeFileSync(temporary, "half of the n");
      throw new Error("broken");
    });
    await expect(failing).rejects.toThrow("broken");
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(join(file, ".."))).toEqual(["file.txt"]);
  });

  it("names the file that was to be written, not the temporary one", async () => {
    const folder = temporaryFolder();
    const report = async (failing: Promise<unknown>): Promise<string> =>
      failing.then(
        () => "written",
        (error: unknown) => errorReport(error).line
      );
    const other = join(folder, "folder");
    mkdirSync(other);
    expect(await report(writeTextAtomically(other, "new"))).toBe(`${other}: is a folder, not a file`);
    const long = join(folder, "n".repeat(240));
    expect(await report(writeTextAtomically(long, "new"))).toBe(`${long}: the name is too long`);
    expect(() => createText(long, "new")).toThrow(new RegExp(`open '${long}'`));
    const failing = writeAtomically(join(folder, "rows.parquet"), (temporary) => {
      throw new Error(`IO Error: cannot write ${temporary}`);
    });
    expect(await report(failing)).toContain(`cannot write ${join(folder, "rows.parquet")}`);
    expect(readdirSync(folder)).toEqual(["folder"]);
  });

  it("makes the folder and replaces what is there", async () => {
    const file = join(temporaryFolder(), "new", "file.txt");
    await writeTextAtomically(file, "old");
    await writeTextAtomically(file, "new");
    expect(readFileSync(file, "utf8")).toBe("new");
  });
});

describe("removeStaleTemporaries", () => {
  it("removes what a dead process left and nothing else", () => {
    const folder = temporaryFolder();
    const {pid: dead} = spawnSync("true");
    const stale = `.file.parquet.${dead}.tmp`;
    const own = temporaryName("file.parquet");
    for (const name of [stale, own, "file.parquet", ".hidden"]) writeFileSync(join(folder, name), "");
    removeStaleTemporaries(folder);
    expect(readdirSync(folder).sort()).toEqual([".hidden", "file.parquet", own].sort());
  });

  it("does nothing where there is no folder", () => {
    expect(() => {
      removeStaleTemporaries("/nowhere/at/all");
    }).not.toThrow();
  });
});
