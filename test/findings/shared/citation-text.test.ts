import {describe, expect, it} from "vitest";
import {badgeMarkdown, bibtex} from "../../../src/findings/shared/citation-text.js";

describe("bibtex", () => {
  it("names title, year, address, identity and day, with TeX's signs escaped", () => {
    const entry = bibtex({
      title: "50% of {A} & B_1",
      identity: "0123456789abcdef",
      version: "reasoning-boundary 1.2.3",
      date: "2026-11-28",
      address: "https://example.org/r/"
    });
    expect(entry).toBe(`@misc{reasoning-boundary-0123456789ab,
  title = {{50\\% of \\{A\\} \\& B\\_1}},
  year = {2026},
  howpublished = {\\url{https://example.org/r/}},
  note = {Made by reasoning-boundary 1.2.3, report 0123456789ab, completions drawn 2026-11-28}
}`);
  });

  it("leaves out what nobody knows", () => {
    const entry = bibtex({title: "T", identity: "", version: "v", date: null, address: "http://x/"});
    expect(entry).not.toMatch(/year|report \w|drawn/);
  });
});

describe("badgeMarkdown", () => {
  it("leads to the report's root from any of its pages", () => {
    expect(badgeMarkdown("https://x.org/a/steps?k=2#y")).toBe(
      "[![k*](https://x.org/a/badge.svg)](https://x.org/a/)"
    );
  });
});
