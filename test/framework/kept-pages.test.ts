import {existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {KeptPages, sourcesDigest} from "../../loaders/framework/kept-pages.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A folder of pages with one that says a word. */
function pages(word: string): string {
  const folder = join(temporaryFolder(), "pages");
  mkdirSync(join(folder, "_file"), {recursive: true});
  writeFileSync(join(folder, "index.html"), word);
  writeFileSync(join(folder, "_file/a.json"), word);
  return folder;
}

describe("KeptPages", () => {
  it("gives what was kept under a digest to another build, and nothing under others", () => {
    const all = join(temporaryFolder(), "all");
    new KeptPages(all).keep("one", pages("one"));
    const output = join(temporaryFolder(), "output");
    expect(new KeptPages(all).take("two", output)).toBe(false);
    expect(existsSync(output)).toBe(false);
    expect(new KeptPages(all).take("one", output)).toBe(true);
    expect(readFileSync(join(output, "index.html"), "utf8")).toBe("one");
    expect(readFileSync(join(output, "_file/a.json"), "utf8")).toBe("one");
    // The copy is the build's own.
    writeFileSync(join(output, "index.html"), "changed");
    const again = join(temporaryFolder(), "output");
    new KeptPages(all).take("one", again);
    expect(readFileSync(join(again, "index.html"), "utf8")).toBe("one");
  });

  it("keeps the pages of four reports, those that were asked for last", () => {
    const all = join(temporaryFolder(), "all");
    const kept = new KeptPages(all);
    for (const [minute, name] of ["a", "b", "c", "d"].entries()) {
      kept.keep(name, pages(name));
      utimesSync(join(all, name), new Date(2026, 0, 1, 0, minute), new Date(2026, 0, 1, 0, minute));
    }
    expect(kept.take("a", join(temporaryFolder(), "output"))).toBe(true);
    kept.keep("e", pages("e"));
    expect(readdirSync(all).sort()).toEqual(["a", "c", "d", "e"]);
  });

  it("keeps nothing where it has no folder, and goes on where the folder cannot be written", () => {
    const none = new KeptPages(null);
    none.keep("one", pages("one"));
    expect(none.take("one", join(temporaryFolder(), "output"))).toBe(false);
    const file = join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const bad = new KeptPages(file);
    bad.keep("one", pages("one"));
    expect(bad.take("one", join(temporaryFolder(), "output"))).toBe(false);
  });
});

describe("sourcesDigest", () => {
  it("is another for other bytes, names and places of the sources, and the same whatever loaders made", () => {
    const digest = (files: Record<string, string>): string => {
      const root = temporaryFolder();
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(root, file, ".."), {recursive: true});
        writeFileSync(join(root, file), text);
      }
      return sourcesDigest(root);
    };
    const files = {"index.md": "# A", "figures/a.ts": "1"};
    const first = digest(files);
    expect(digest({...files, ".observablehq/cache/data/a.json": "1"})).toBe(first);
    const others = [
      {...files, "figures/a.ts": "2"},
      {"index.md": "# A", "figures/b.ts": "1"},
      {"index.md": "# A", "a.ts": "1"},
      {"index.md": "# A"}
    ].map(digest);
    expect(new Set([first, ...others]).size).toBe(5);
  });
});
