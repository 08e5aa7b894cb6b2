import {describe, expect, it} from "vitest";
import {finishPage} from "../../loaders/framework/finish-pages.js";
import {fontHead} from "../../loaders/site/fonts.js";

describe("finishPage", () => {
  const page = `<!DOCTYPE html>\n<html>\n<head>\n<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<link rel="preload" as="style" href="./style.css">\n</head>\n<body>\n<main></main></body>\n</html>`;

  it("adds the language, typefaces and a skip link, and lets people zoom", () => {
    const finished = finishPage(page, 0, fontHead);
    expect(finished).toContain('<html lang="en">');
    expect(finished).toContain('content="width=device-width, initial-scale=1"');
    expect(finished).toMatch(/<body>\n<a class="skip-link"/);
    expect(finished).toContain('href="./_fonts/source-serif-4-latin-wght-normal.woff2"');
  });

  it("finds the typefaces from a page in a folder", () => {
    expect(finishPage(page, 2, fontHead)).toContain('url("../../_fonts/');
  });

  it("throws when the markup is not Framework's", () => {
    expect(() => finishPage("<html></html>", 0, fontHead)).toThrow(/cannot finish the page/);
  });
});
