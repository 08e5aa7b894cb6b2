import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {describe, expect, it} from "vitest";
import {bundleModules} from "../../loaders/framework/module-bundle.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const page = (toRoot: string): string => `<html>
<link rel="modulepreload" href="${toRoot}_observablehq/client.0.js">
<link rel="modulepreload" href="${toRoot}_import/components/figure.11.js">
<link rel="modulepreload" href="${toRoot}_import/metrics/sum.22.js">
<script type="module">
registerFile("./data/a.json", {"name":"./data/a.json","path":"${toRoot}_file/data/a.1.json","size":3});
registerFile("./data/b.arrow", {"name":"./data/b.arrow","path":"${toRoot}_file/data/b.2.arrow","size":3});
const [{figure}, {sum}] = await Promise.all([import("${toRoot}_import/components/figure.11.js"), import("${toRoot}_import/metrics/sum.22.js")]);
</script></html>`;

const files = {
  "index.html": page("./"),
  "deep/page.html": page("../"),
  "plain.html": "<html>no modules</html>",
  "_import/style.33.css": "body {}",
  "_import/components/figure.11.js":
    'import {one} from "../../_node/one/index.js";\nimport {sum} from "../metrics/sum.22.js";\n' +
    "export const figure = () => sum(one, 2);\n" +
    'export const later = async () => (await import("./inner/later.44.js")).address;',
  "_import/components/inner/later.44.js":
    'export const address = import.meta.resolve("../../../_npm/worker.js");',
  "_import/metrics/sum.22.js": "export const sum = (a, b) => a + b;",
  "_node/one/index.js": "export const one = 1;",
  "_npm/worker.js": ""
};

function writeSite(): string {
  const site = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, file)), {recursive: true});
    writeFileSync(join(site, file), text);
  }
  writeFileSync(join(site, "package.json"), '{"type": "module"}');
  return site;
}

describe("bundleModules", () => {
  it("makes one module of all, which exports each under its name and leaves packages and later parts apart", async () => {
    const site = writeSite();
    await bundleModules(site);
    const html = readFileSync(join(site, "index.html"), "utf8");
    const [, bundle] = /import\("(\.\/_import\/report\/report\.\w+\.js)"\)/.exec(html)!;
    const exported = (await import(pathToFileURL(join(site, bundle!)).href)) as Record<
      string,
      Record<string, () => unknown>
    >;
    const {figure, later} = exported["components/figure"]!;
    expect(figure!()).toBe(3);
    expect(await later!()).toBe(pathToFileURL(resolve(site, "_npm/worker.js")).href);
    expect(html).toContain(`import("${bundle}").then((modules) => modules["metrics/sum"])`);
    expect(readdirSync(join(site, "_import")).sort()).toEqual(["report", "style.33.css"]);
  });

  it("preloads the bundle in place of its modules, and the JSON of the page", async () => {
    const site = writeSite();
    await bundleModules(site);
    const html = readFileSync(join(site, "deep/page.html"), "utf8");
    const links = html.split("\n").filter((line) => line.startsWith("<link"));
    expect(links).toEqual([
      expect.stringMatching(/^<link rel="modulepreload" href="\.\.\/_import\/report\/report\.\w+\.js">$/),
      // The bundler's own helper, which the later part shares.
      expect.stringMatching(/^<link rel="modulepreload" href="\.\.\/_import\/report\/chunk\.\w+\.js">$/),
      '<link rel="preload" as="fetch" href="../_file/data/a.1.json" crossorigin>',
      '<link rel="modulepreload" href="../_observablehq/client.0.js">'
    ]);
    expect(readFileSync(join(site, "plain.html"), "utf8")).toBe(files["plain.html"]);
  });

  it("gives the same bytes for the same site", async () => {
    const [one, two] = [writeSite(), writeSite()];
    await bundleModules(one);
    await bundleModules(two);
    const written = readdirSync(join(one, "_import/report"));
    expect(readdirSync(join(two, "_import/report"))).toEqual(written);
    for (const file of written)
      expect(readFileSync(join(two, "_import/report", file))).toEqual(
        readFileSync(join(one, "_import/report", file))
      );
  });
});
