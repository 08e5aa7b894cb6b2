import {mkdirSync, readFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {writeFigurePages} from "../../loaders/site/figure-pages.js";
import {contentPolicy} from "../../loaders/serving/content-policy.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const page = (script: string): string =>
  `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}">
</head><body><main id="observablehq-main"></main>
<script type="module">${script}</script>
</body></html>`;

function siteOf(pages: Record<string, string>): string {
  const site = temporaryFolder();
  mkdirSync(join(site, "_file"));
  for (const [name, script] of Object.entries(pages)) writeFileSync(join(site, name), page(script));
  return site;
}

describe("writeFigurePages", () => {
  const script = 'registerFile("./data/a.json", {"path":"./_file/a.json"}); figure({labelledBy: "who-wins"})';
  const site = (): string => {
    const folder = siteOf({"steps.html": script, "methods.html": "words()"});
    writeFigurePages(folder, "A <report>");
    return folder;
  };

  it("writes one for each figure, that opens the site's files from its own folder", () => {
    const folder = site();
    expect(readdirSync(join(folder, "figure"))).toEqual(["who-wins.html"]);
    const html = readFileSync(join(folder, "figure/who-wins.html"), "utf8");
    expect(html).toContain('"path":"../_file/a.json"');
    expect(html).toContain('<base href="../">');
    expect(html).toContain("A &#60;report&#62;: this figure in the report");
    expect(html).toContain('"./steps" + location.search + "#who-wins"');
  });

  it("lets its own scripts run by the page's policy, and no other", () => {
    const html = readFileSync(join(site(), "figure/who-wins.html"), "utf8");
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    expect(policy).toBe(contentPolicy(html));
    expect(policy!.match(/sha256-/g)).toHaveLength(2);
  });
});
