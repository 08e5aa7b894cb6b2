import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {balancedLines, serifWidth} from "../../../loaders/site/social/card-lines.js";
import {cardPicture} from "../../../loaders/site/social/card-picture.js";
import {cardSvg} from "../../../loaders/site/social/card-svg.js";
import {pageWords} from "../../../loaders/site/social/page-words.js";
import {socialCards} from "../../../loaders/site/social/social-cards.js";
import {withLead} from "../../../loaders/site/social/static-lead.js";
import {leadSentence} from "../../../src/findings/lead/lead-text.js";
import {leadTitle} from "../../../src/findings/lead/lead-title.js";
import {exampleLead as lead} from "../../findings/example-lead.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const page = `<title>Code | Report</title><main id="observablehq-main"><h1 id="a">Does <em>training</em> &amp; luck help?</h1>
<p class="lead">One sentence &lt;here&gt;.</p><p>Another.</p></main>`;

describe("pageWords", () => {
  it("takes heading and first paragraph of a page, as text", () => {
    expect(pageWords("code", page, null)).toEqual({
      title: "Does training & luck help?",
      description: "One sentence <here>."
    });
  });

  it("falls back to the page's title, and cuts a long beginning between words", () => {
    const words = pageWords("code", `<title>Code</title><main><p>${"word ".repeat(100)}</p></main>`, null);
    expect(words.title).toBe("Code");
    expect(words.description).toMatch(/^(word )+…$/);
    expect(words.description.length).toBeLessThan(250);
  });
});

describe("cardPicture", () => {
  it("draws the words, the same bytes each time", async () => {
    const svg = cardSvg({title: "A <finding> & more", description: "What it says."}, "Report", null);
    expect(svg).toContain("A &#60;finding&#62; &#38; more");
    const [one, other] = [await cardPicture(svg), await cardPicture(svg)];
    const empty = await cardPicture(cardSvg({title: "", description: ""}, "", null));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    const view = new DataView(one.buffer, one.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 630]);
    expect(one.length).toBeGreaterThan(empty.length + 3000);
  });
});

describe("balancedLines", () => {
  const room = {size: 58, width: 1072, most: 3};

  it("leaves no word alone on its line", () => {
    expect(balancedLines("RL wins with one try and loses with 512", room)).toEqual([
      "RL wins with one try",
      "and loses with 512"
    ]);
    expect(balancedLines("What do other measures say?", room)).toEqual(["What do other measures say?"]);
  });

  it("ends what has no room in an ellipsis, a long word too", () => {
    const lines = balancedLines("every word here ".repeat(20).trim(), room);
    expect(lines.length).toBe(3);
    expect(lines[2]).toMatch(/…$/);
    for (const line of [...lines, ...balancedLines("W".repeat(80), room)])
      expect(serifWidth(line, room.size)).toBeLessThanOrEqual(room.width);
  });
});

describe("withLead", () => {
  const html = `<main><h1 id="what-came-out" tabindex="-1">Does the base catch up?</h1><p>More.</p></main>`;

  it("writes the finding into the overview before any script runs, and in words for those without scripts", () => {
    const title = leadTitle(lead);
    expect(withLead(html, lead)).toContain(`<h1 id="what-came-out" tabindex="-1">${title}</h1>`);
    expect(withLead(html, lead)).toContain(`<noscript><p>${leadSentence(lead)}</p>`);
    expect(pageWords("index", withLead(html, lead), null).title).toBe(title);
  });

  it("leaves a page without that heading as it is", () => {
    expect(withLead(page, lead)).toBe(page);
  });
});

describe("socialCards", () => {
  it("gives every page of a site its picture and its tags, with whole addresses where the site's is known", async () => {
    const site = temporaryFolder();
    mkdirSync(join(site, "sub"));
    writeFileSync(join(site, "code.html"), page);
    writeFileSync(join(site, "404.html"), page);
    const options = {report: 'A "report"', lead: null};
    const tags = await socialCards(site, {...options, origin: null});
    expect([...tags.keys()]).toEqual(["code"]);
    const head = tags.get("code")!("./");
    expect(head).toContain('<meta property="og:title" content="Does training &#38; luck help?">');
    expect(head).toContain('<meta property="og:site_name" content="A &#34;report&#34;">');
    expect(head).toContain('<meta property="og:image" content="./_cards/code.png">');
    expect(head).not.toContain("og:url");
    expect(readFileSync(join(site, "_cards/code.png")).subarray(1, 4).toString()).toBe("PNG");
    const known = await socialCards(site, {...options, origin: "https://a.example/r/"});
    expect(known.get("code")!("./")).toContain('content="https://a.example/r/_cards/code.png"');
    expect(known.get("code")!("./")).toContain('<meta property="og:url" content="https://a.example/r/code">');
  });
});
