import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {contents} from "../../src/contents/contents.js";
import {pageNeeds} from "../../src/contents/page-needs.js";
import {pagesFor, type StudyFact} from "../../src/contents/report-contents.js";

const always = ["index", "explorer", "your-samples", "provenance", "audit", "methods"];

describe("pagesFor", () => {
  it.each<[StudyFact[], string[]]>([
    [[], always],
    [["experiment:code"], [...always, "code"]],
    [["experiment:entropy-match"], [...always, "temperature"]],
    [["pairs"], [...always, "solvable"]],
    [["curves"], [...always, "histograms", "beyond"]],
    [
      ["texts", "guesses"],
      [...always, "guess", "hard-cases"]
    ]
  ])("of a study with %j are those that it has something for", (facts, expected) => {
    const {pages, absent} = pagesFor(new Set(facts));
    expect([...pages].sort()).toEqual([...expected].sort());
    expect(absent).toHaveLength(contents.length - expected.length);
  });

  it("says of every page that may be missing what to add", () => {
    for (const {title, add} of pagesFor(new Set()).absent) {
      expect(title).not.toBe("");
      expect(add).toMatch(/`|completions/);
    }
    expect(Object.keys(pageNeeds)).toHaveLength(contents.length - always.length);
  });
});

describe("conditions and notes of the pages", () => {
  it.each(contents)("of $path are closed, and ask for facts and notes that there are", ({path}) => {
    const text = readFileSync(`src/${path}.md`, "utf8");
    const facts = [...text.matchAll(/<!-- if !?([\w:-]+) -->/g)].map(([, fact]) => fact!);
    expect(text.match(/<!-- end -->/g) ?? []).toHaveLength(facts.length);
    const known = readFileSync("src/contents/report-contents.ts", "utf8");
    const paths: string[] = contents.map((one) => one.path);
    for (const fact of facts)
      if (!fact.startsWith("experiment:") && !paths.includes(fact)) expect(known).toContain(`| "${fact}"`);
    for (const [, note] of text.matchAll(/<!-- notes: (\w+) -->/g))
      expect(["about", "limits", "page", "benchmarks", "policies", "absent"]).toContain(note);
  });

  it("show the notes of every experiment on its page", () => {
    for (const {path, experiments} of contents) {
      if (experiments.every(({kind}) => kind === "derived")) continue;
      expect(readFileSync(`src/${path}.md`, "utf8")).toContain("<!-- notes: page -->");
    }
  });
});
