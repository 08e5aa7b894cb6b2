import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {MANIFEST} from "../../../loaders/publication/identity/report-manifest.js";
import {keepVersions} from "../../../loaders/publication/versions/keep-versions.js";
import {versionPath} from "../../../loaders/publication/versions/report-version.js";
import {writePublished} from "../../support/atlas-report.js";

const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-versions-"));

afterAll(() => {
  rmSync(folder, {recursive: true, force: true});
});

/** A built site whose identity follows from its name, with one page; the identity. */
function builtSite(name: string, copy = name): {site: string; identity: string} {
  const site = join(folder, copy);
  mkdirSync(site, {recursive: true});
  const identity = writePublished(site, {study: {name}}, {study: name});
  const footer = `<span class="report-identity">Report <a href="./manifest.json" data-identity="${identity}"><code>x</code></a>.</span>`;
  writeFileSync(join(site, "index.html"), `<h1>${name}</h1><footer>${footer}</footer>`);
  return {site, identity};
}

function text(site: string, path: string): string {
  return readFileSync(join(site, path), "utf8");
}

describe("keepVersions", () => {
  const [one, two, three] = [builtSite("one"), builtSite("two"), builtSite("three")];

  it("gives a first version its address, which leads to the root", () => {
    const versions = keepVersions(one.site, null);
    expect(versions).toEqual([
      {
        ...{identity: one.identity, date: "2026-01-02", title: "The study one"},
        path: `v/${one.identity.slice(0, 12)}/`
      }
    ]);
    expect(JSON.parse(text(one.site, "versions.json"))).toEqual(versions);
    expect(text(one.site, `${versionPath(one.identity)}index.html`)).toContain('url=../../"');
    expect(text(one.site, "index.html")).not.toContain("versions.html");
  });

  it("moves the earlier report to its address, and links the list from every page", () => {
    const manifest = JSON.parse(text(one.site, MANIFEST)) as object;
    writeFileSync(join(one.site, MANIFEST), JSON.stringify({...manifest, dataset: "../dataset"}));
    const before = readdirSync(one.site, {recursive: true}).length;
    expect(keepVersions(two.site, one.site).map(({title}) => title)).toEqual([
      "The study two",
      "The study one"
    ]);
    expect(readdirSync(one.site, {recursive: true})).toHaveLength(before);
    const old = versionPath(one.identity);
    expect(text(two.site, `${old}index.html`)).toContain("<h1>one</h1>");
    expect(text(two.site, `${old}index.html`)).toContain(
      '<a href="../../versions.html">Versions</a>.</span>'
    );
    expect(text(two.site, "index.html")).toContain('<a href="./versions.html">Versions</a>.</span>');
    expect(JSON.parse(text(two.site, `${old}manifest.json`))).toEqual({...manifest, dataset: null});
    expect(existsSync(join(two.site, old, "v"))).toBe(false);
    expect(text(two.site, "versions.html").indexOf(two.identity.slice(0, 12))).toBeLessThan(
      text(two.site, "versions.html").indexOf(one.identity.slice(0, 12))
    );
  });

  it("keeps all versions of a third, and changes nothing when the same is published again", () => {
    expect(keepVersions(three.site, two.site)).toHaveLength(3);
    expect(text(three.site, `${versionPath(one.identity)}index.html`)).toContain("<h1>one</h1>");
    const moved = text(three.site, `${versionPath(two.identity)}index.html`);
    expect(moved).toContain("<h1>two</h1>");
    expect(moved.match(/versions\.html/g)).toEqual(["versions.html"]);
    const again = builtSite("three", "again");
    expect(keepVersions(again.site, three.site)).toEqual(keepVersions(three.site, two.site));
    const files = (site: string): string[] => readdirSync(site, {recursive: true, encoding: "utf8"}).sort();
    expect(files(again.site)).toEqual(files(three.site));
  });

  it("puts an old version at the root again, and refuses a list that is none", () => {
    const back = builtSite("one", "back");
    expect(keepVersions(back.site, three.site).map(({title}) => title.split(" ").at(-1))).toEqual([
      ...["one", "three", "two"]
    ]);
    expect(text(back.site, `${versionPath(one.identity)}index.html`)).toContain('url=../../"');
    expect(text(back.site, `${versionPath(three.identity)}index.html`)).toContain("<h1>three</h1>");
    const wrong = join(folder, "wrong");
    cpSync(three.site, wrong, {recursive: true});
    writeFileSync(join(wrong, "versions.json"), JSON.stringify([{identity: "x", path: "../.."}]));
    expect(() => keepVersions(back.site, wrong)).toThrow(/versions\.json: invalid list of versions/);
  });
});
