import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, it} from "vitest";
import {refreshData} from "../../loaders/framework/refresh-data.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function write(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const page = (toRoot: string, a: string, size: number): string =>
  `registerFile("./data/a.json", {"path":"${toRoot}_file/data/${a}","lastModified":7,"size":${size}});
registerFile("./data/a.b.json", {"path":"${toRoot}_file/data/a.b.00000002.json","lastModified":7,"size":3});`;

it("puts new tables into a built site, with their hashes and sizes in pages and modules", () => {
  const site = write({
    "index.html": page("./", "a.00000001.json", 3),
    "deep/page.html": page("../", "a.00000001.json", 3),
    "_import/part.js": 'import.meta.resolve("../_file/data/a.00000001.json")',
    "_node/other.js": "_file/data/a.00000001.json",
    "_file/data/a.00000001.json": "old",
    "_file/data/a.b.00000002.json": "two",
    "_file/data/readme.txt": "no hash"
  });
  refreshData(site, write({"a.json": "newer", "unasked.json": "{}"}));
  // printf newer | sha256sum
  const name = "a.804f51f7.json";
  expect(readdirSync(join(site, "_file/data")).sort()).toEqual(
    [name, "a.b.00000002.json", "readme.txt"].sort()
  );
  const text = (file: string): string => readFileSync(join(site, file), "utf8");
  expect(text(`_file/data/${name}`)).toBe("newer");
  expect(text("index.html")).toBe(page("./", name, 5));
  expect(text("deep/page.html")).toBe(page("../", name, 5));
  expect(text("_import/part.js")).toBe(`import.meta.resolve("../_file/data/${name}")`);
  expect(text("_node/other.js")).toBe("_file/data/a.00000001.json");
});
