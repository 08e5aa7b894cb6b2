import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {runGuarded} from "../../loaders/site/child.js";
import {finishPage} from "../../loaders/site/finish-pages.js";
import {navigation, sitePages} from "../../loaders/site/navigation.js";
import {clientLibraries, fillNpmCache} from "../../loaders/site/npm-cache.js";
import {serveSite} from "../../loaders/site/serve.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("the network guard", () => {
  const attempts = {
    fetch: "await fetch('http://192.0.2.1/')",
    "node:http": "await new Promise((done) => (await import('node:http')).get('http://192.0.2.1/', done))",
    "node:net": "(await import('node:net')).connect(80, '192.0.2.1')",
    "node:dns": "(await import('node:dns')).lookup('example.org', () => {})"
  };

  it.each(Object.entries(attempts))("stops %s, and says so", async (_, code) => {
    const source = code.replace("new Promise((done) => (await", "new Promise(async (done) => (await");
    const {code: exit, stderr} = await runGuarded(["--input-type=module", "-e", source], {});
    expect(exit).not.toBe(0);
    expect(stderr).toMatch(/network blocked: the build asked for (http:\/\/)?(192\.0\.2\.1|example\.org)/);
  });

  it("lets the machine talk to itself", async () => {
    const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
    onTestFinished(() => {
      server.close();
    });
    await new Promise((done) => server.once("listening", done));
    const {port} = server.address() as AddressInfo;
    const source = `console.log(await (await fetch('http://127.0.0.1:${port}/')).text())`;
    expect(await runGuarded(["--input-type=module", "-e", source], {})).toMatchObject({
      code: 0,
      stdout: "here\n"
    });
  });
});

describe("fillNpmCache", () => {
  it("puts DuckDB's files under its version, and an empty folder for every other library of the client", () => {
    const cache = temporaryFolder();
    fillNpmCache("node_modules", cache);
    expect(existsSync(join(cache, "@duckdb/duckdb-wasm@1.29.0/dist/duckdb-eh.wasm"))).toBe(true);
    const names = clientLibraries("node_modules");
    expect(names).toContain("apache-arrow");
    for (const name of names.filter((name) => name !== "@duckdb/duckdb-wasm"))
      expect(existsSync(join(cache, `${name}@0.0.0`))).toBe(true);
  });
});

describe("finishPage", () => {
  const page = `<!DOCTYPE html>\n<html>\n<head>\n<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<link rel="preload" as="style" href="./style.css">\n</head>\n<body>\n<main></main></body>\n</html>`;

  it("adds the language, typefaces and a skip link, and lets people zoom", () => {
    const finished = finishPage(page, 0);
    expect(finished).toContain('<html lang="en">');
    expect(finished).toContain('content="width=device-width, initial-scale=1"');
    expect(finished).toMatch(/<body>\n<a class="skip-link"/);
    expect(finished).toContain('href="./_fonts/source-serif-4-latin-wght-normal.woff2"');
  });

  it("finds the typefaces from a page in a folder", () => {
    expect(finishPage(page, 2)).toContain('url("../../_fonts/');
  });

  it("throws when the markup is not Framework's", () => {
    expect(() => finishPage("<html></html>", 0)).toThrow(/cannot finish the page/);
  });
});

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
