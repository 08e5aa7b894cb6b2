import {describe, expect, it} from "vitest";
import {pageSource} from "../../loaders/site/page-source.js";

const facts = new Set(["pairs"]);
const pages = new Set(["index", "methods"]);
const source = (text: string): string => pageSource(text, facts, pages);

describe("pageSource", () => {
  it("keeps what the study has and drops what it lacks, line for line", () => {
    const text = ["a", "<!-- if pairs -->", "b", "<!-- if texts -->", "c", "<!-- end -->", "<!-- end -->"];
    expect(source([...text, "  <!-- if !pairs -->", "d", "<!-- end -->", "e"].join("\n"))).toBe(
      "a\n\nb\n\n\n\n\n\n\n\ne"
    );
  });

  it.each([
    ["<!-- if pairs -->\na", "without <!-- end -->"],
    ["a\n<!-- end -->", "without <!-- if"]
  ])("refuses an unbalanced condition: %j", (text, message) => {
    expect(() => source(text)).toThrow(message);
  });

  it.each([
    ["the [guess filter](./guess) says", "the guess filter says"],
    ["see [methods](./methods#bands)", "see [methods](./methods#bands)"],
    ["[back](./)", "[back](./)"],
    ['<a href="./guess#top">a <em>b</em></a>', "a <em>b</em>"],
    ['<a href="./methods">m</a> <a href="./code">c</a>', '<a href="./methods">m</a> c'],
    ["[paper](https://arxiv.org/abs/2504.13837)", "[paper](https://arxiv.org/abs/2504.13837)"]
  ])("links to pages that there are alone: %s", (text, expected) => {
    expect(source(text)).toBe(expected);
  });
});
