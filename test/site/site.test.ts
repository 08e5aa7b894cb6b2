import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {navigation, sitePages} from "../../loaders/site/navigation.js";
import {serveSite} from "../../loaders/site/serve.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("navigation", () => {
  it("marks the page that it stands on", () => {
    const pages = [
      {name: "Overview", path: "/index"},
      {name: "Explorer", path: "/explorer"}
    ];
    expect(navigation("Title", "/explorer", pages)).toContain(
      '<a href="/explorer" aria-current="page">Explorer</a>'
    );
    expect(navigation("Title", "/index", pages)).toContain('<a href="/" aria-current="page">');
  });
});

describe("sitePages", () => {
  it("lists the pages that a folder has, in the order of the argument", () => {
    const folder = temporaryFolder();
    for (const name of ["methods.md", "index.md", "code.md", "unlisted.md"])
      writeFileSync(join(folder, name), "");
    expect(sitePages(folder).map(({path}) => path)).toEqual(["/index", "/code", "/methods"]);
  });
});

describe("serveSite", () => {
  function site(): string {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "_file"));
    writeFileSync(join(folder, "index.html"), "front");
    writeFileSync(join(folder, "explorer.html"), "explorer");
    writeFileSync(join(folder, "404.html"), "lost");
    return folder;
  }

  it("serves pages without their extension, and the 404 page for the rest", async () => {
    const server = await serveSite({folder: site(), port: 4320});
    onTestFinished(server.close);
    expect(await (await fetch(server.url)).text()).toBe("front");
    expect(await (await fetch(`${server.url}explorer`)).text()).toBe("explorer");
    const lost = await fetch(`${server.url}nowhere`);
    expect([lost.status, await lost.text()]).toEqual([404, "lost"]);
  });

  it("serves below a path, and leads there from elsewhere", async () => {
    const server = await serveSite({folder: site(), port: 4330, base: "/some/path/"});
    onTestFinished(server.close);
    expect(server.url).toMatch(/\/some\/path\/$/);
    const response = await fetch(new URL("/", server.url));
    expect([response.url, await response.text()]).toEqual([server.url, "front"]);
  });

  it("takes another port where the wished one is in use", async () => {
    const first = await serveSite({folder: site(), port: 4340});
    onTestFinished(first.close);
    const second = await serveSite({folder: site(), port: first.port});
    onTestFinished(second.close);
    expect(second.port).not.toBe(first.port);
  });

  it("says how to build a site where there is none", async () => {
    await expect(serveSite({folder: temporaryFolder(), port: 4350})).rejects.toThrow(
      /no site in .*npm run build/
    );
  });
});
