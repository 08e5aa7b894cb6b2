import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {finishPage} from "../../loaders/framework/finish-pages.js";
import {bundleModules} from "../../loaders/framework/module-bundle.js";
import {isBuiltSite, runFramework} from "../../loaders/framework/run-framework.js";
import {freezeTimes, openStage} from "../../loaders/framework/stage.js";
import {fontHead} from "../../loaders/site/fonts.js";
import {smallRepository} from "../support/small-repository.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const page = `# Overview

\`\`\`js
import {figure} from "./figures/figure.js";
const table = FileAttachment("./data/table.json").json();
\`\`\`

\`\`\`js
display(figure(table));
\`\`\`
`;

const sources = {
  "index.md": page,
  "style.css": "main { color: black; }",
  "figures/figure.ts":
    'import {html} from "htl";\nexport const figure = (table: unknown) => html`<p>${String(table)}`;\n',
  "data/table.json.ts": 'throw new Error("the loader ran");\n'
};

/** Builds a site of one page whose table a loader made before; the folder of the site. */
async function buildSmallSite(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const stage = await openStage(smallRepository({...sources, ...changes}), temporaryFolder());
  mkdirSync(join(stage.cache, "data"));
  writeFileSync(join(stage.cache, "data/table.json"), '{"made": "before"}');
  freezeTimes(join(stage.cache, "data"));
  const output = join(temporaryFolder(), "site");
  await runFramework({root: stage.root, output, base: "/"});
  return output;
}

/** The text of the one file in a folder of a site whose name begins and ends so. */
function fileIn(folder: string, start: string, end: string): string {
  const names = readdirSync(folder).filter((name) => name.startsWith(start) && name.endsWith(end));
  expect(names).toHaveLength(1);
  return readFileSync(join(folder, names[0]!), "utf8");
}

describe("Framework", () => {
  it(
    "takes tables and packages from its cache, and makes pages as we take them apart",
    {timeout: 120_000},
    async () => {
      const site = await buildSmallSite();
      expect(isBuiltSite(readdirSync(site))).toBe(true);
      expect(fileIn(join(site, "_file/data"), "table.", ".json")).toBe('{"made": "before"}');
      const [htl] = readdirSync(join(site, "_node"));
      expect(htl).toMatch(/^htl@\d/);
      // Our bundle: Framework's own would have kept the names of what htl exports.
      expect(fileIn(join(site, "_node", htl!), "index.", ".js")).not.toMatch(/\bfrom"/);

      await bundleModules(site);
      expect(readdirSync(join(site, "_import"))).toContain("report");
      const html = readFileSync(join(site, "index.html"), "utf8");
      expect(html).toContain('.then((modules) => modules["figures/figure"])');
      // The one date of freezeTimes: pages embed it.
      expect(html).toContain(`"lastModified":${Date.UTC(2025, 0, 1)}`);
      expect(html).toMatch(
        /<link rel="preload" as="fetch" href="\.\/_file\/data\/table\.\w+\.json" crossorigin>/
      );
      const finished = finishPage(html, 0, fontHead);
      expect(finished).toContain('<main id="observablehq-main"');
      expect(finished).not.toContain("maximum-scale");
    }
  );

  it.each([
    ["a broken link", {"index.md": "# Overview\n\n[there](./nowhere)\n"}, /found a broken link/],
    [
      "a library from a CDN",
      {"index.md": '```js\nimport confetti from "npm:canvas-confetti";\n```\n'},
      /network blocked/
    ]
  ])("fails a build with %s", {timeout: 120_000}, async (_, changes, message) => {
    await expect(buildSmallSite(changes)).rejects.toThrow(message);
  });
});
