import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {contents} from "../../src/contents/contents.js";
import {domainExperiments, experimentIds, paperExperiments} from "../../src/contents/experiments.js";

describe("contents", () => {
  it("names every page of src, each once", () => {
    const pages = readdirSync("src").flatMap((name) => (name.endsWith(".md") ? name.slice(0, -3) : []));
    expect(contents.map(({path}) => path).sort()).toEqual(
      pages.filter((name) => !["404", "README"].includes(name)).sort()
    );
  });

  it.each(contents)("names the title of $path and the tables that it opens", ({path, title, tables}) => {
    const text = readFileSync(`src/${path}.md`, "utf8");
    expect(text).toMatch(new RegExp(`^---\ntitle: ${title}\n---\n`));
    const opened = new Set([...text.matchAll(/["/]data\/([a-z-]+\.[a-z]+)/g)].map(([, file]) => file));
    opened.delete("study.json");
    expect([...opened].sort()).toEqual([...tables].sort());
  });

  it("names tables that a loader makes", () => {
    const made = readdirSync("src/data").map((name) => name.replace(/\.ts$/, ""));
    for (const {tables} of contents) expect(made).toEqual(expect.arrayContaining([...tables]));
  });
});

describe("experiments", () => {
  it("tells rows of the paper, experiments of a study and domains apart", () => {
    expect(paperExperiments).toHaveLength(13);
    expect(experimentIds).not.toContain("histograms");
    expect(domainExperiments).toEqual(["math", "code", "visual"]);
  });
});
