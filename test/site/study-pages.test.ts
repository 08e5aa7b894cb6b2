import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {contents} from "../../src/contents/contents.js";
import {setOtherPagesAside} from "../../loaders/site/study-pages.js";
import {temporaryFolder} from "../support/temporary-folder.js";

it("a report that grows gets the pages that an earlier build had nothing for", () => {
  const root = join(temporaryFolder(), "src");
  const cache = join(root, ".observablehq/cache/data");
  mkdirSync(cache, {recursive: true});
  for (const {path} of contents) writeFileSync(join(root, `${path}.md`), `# ${path}\n`);
  const pagesWith = (pages: string[]): string[] => {
    writeFileSync(join(cache, "contents.json"), JSON.stringify({pages}));
    setOtherPagesAside(root);
    return readdirSync(root).filter((name) => name.endsWith(".md"));
  };
  expect(pagesWith(["index", "mathematics"])).toEqual(["index.md", "mathematics.md"]);
  expect(pagesWith(["index", "mathematics", "support"])).toEqual([
    "index.md",
    "mathematics.md",
    "support.md"
  ]);
  expect(readFileSync(join(root, "support.md"), "utf8")).toBe("# support\n");
  expect(pagesWith(["index"])).toEqual(["index.md"]);
  expect(pagesWith(contents.map(({path}) => path))).toHaveLength(contents.length);
});
