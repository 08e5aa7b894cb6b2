import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {ZipWriter} from "../../../loaders/exporting/run/zip-writer.js";
import {Archive} from "../../../loaders/importing/files/archive.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

async function written(entries: Iterable<[string, string]>): Promise<string> {
  const path = join(temporaryFolder(), "a.zip");
  const zip = await ZipWriter.create(path);
  for (const [name, content] of entries) await zip.add(name, content);
  await zip.end();
  return path;
}

describe("ZipWriter", () => {
  it("writes names and contents of any characters", async () => {
    const entries: [string, string][] = [
      ["samples/a/b_epoch_1.json", "{}"],
      ["samples/../a\\b ä 日本", "ä".repeat(100_000)],
      ["empty", ""]
    ];
    const archive = await Archive.open(await written(entries));
    expect(archive.names).toEqual(entries.map(([name]) => name));
    for (const [name, content] of entries) expect(await archive.text(name)).toBe(content);
    archive.close();
  });

  it(
    "writes more entries than a plain archive can list, for us and for Python",
    {timeout: 120_000},
    async () => {
      const count = 66_000;
      function* entries(): Generator<[string, string]> {
        for (let i = 0; i < count; i++) yield [`samples/${i}`, String(i)];
      }
      const path = await written(entries());
      const archive = await Archive.open(path);
      expect(archive.names).toHaveLength(count);
      expect(await archive.text("samples/65999")).toBe("65999");
      archive.close();
      const script =
        "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(len(z.namelist()), z.testzip(), z.read('samples/65999'))";
      const {stdout} = spawnSync("python3", ["-c", script, path], {encoding: "utf8"});
      expect(stdout).toBe(`${count} None b'65999'\n`);
    }
  );
});
