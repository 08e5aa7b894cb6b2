import {execFileSync} from "node:child_process";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {readArtefact} from "../../../loaders/publishing/artefact.js";
import {foreignLoads} from "../../../loaders/publishing/checks/foreign-loads.js";
import {privateFaults} from "../../../loaders/publishing/checks/private-faults.js";
import {privateText, type PrivatePlaces} from "../../../loaders/publishing/checks/private-text.js";
import {redacted, secretValues} from "../../../loaders/publishing/checks/secret-values.js";
import {namePages} from "../../../loaders/publishing/explicit-pages.js";
import {hostLimits, limitFaults} from "../../../loaders/publishing/host-limits.js";
import {contentPolicy} from "../../../loaders/serving/content-policy.js";
import {Database, quote} from "../../../loaders/store/database.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const secret = "correct-horse/battery+staple";
const places: PrivatePlaces = {
  environment: {MY_API_KEY: secret, AWS_REGION: "eu-central-1", HOME: "/home/ada", KEYBOARD: "qwertyuiop12"},
  workspace: "/srv/ada/studies",
  stage: "/srv/ada/studies/cache/publish-1",
  home: "/home/ada",
  user: "ada"
};
const text = privateText(places);

function written(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

function faultsOf(files: Record<string, string | Buffer>): Promise<string[]> {
  return privateFaults(readArtefact("site", written(files)), text);
}

describe("privateFaults", () => {
  it("finds secrets and paths as text, JSON, addresses and Base64 write them, and never says a value", async () => {
    const faults = await faultsOf({
      "a.txt": `x ${secret} y`,
      "b.json": JSON.stringify({path: "/srv/ada/studies/runs"}).replaceAll("/", "\\/"),
      "c.js": `fetch("?at=${encodeURIComponent(secret)}")`,
      "d.html": "see /Users/ada/notes and nothing else",
      "e.md": "/home/ada",
      "e2.md": Buffer.from(secret).toString("base64"),
      "f.csv": `t,sk-${"a1B2".repeat(8)}`,
      "g.bin": Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(` AKIA${"ABCD".repeat(4)} `)])
    });
    expect(faults.map((line) => line.replace(/ \(byte.*/, ""))).toEqual([
      "site/a.txt: holds the value of MY_API_KEY",
      "site/b.json: holds the path of your folder",
      "site/c.js: holds the value of MY_API_KEY",
      "site/d.html: holds a path with your user name",
      "site/e.md: holds the path of your home folder",
      "site/e2.md: holds the value of MY_API_KEY",
      "site/f.csv: holds a key of a model server",
      "site/g.bin: holds a key of AWS"
    ]);
    expect(faults[0]).toBe(
      "site/a.txt: holds the value of MY_API_KEY (byte 2): remove it where the report is made from, then publish again"
    );
    expect(faults.join("\n")).not.toContain("battery");
  });

  it("finds nothing in words that look alike", async () => {
    const faults = await faultsOf({
      "a.txt":
        "risk-averse task-oriented hf_short sk-learn eu-central-1 qwertyuiop12 homeada /home/adam/x AKIA",
      "b.txt": `base64 xAKIA${"ABCD".repeat(4)} asksk-${"a".repeat(30)}`
    });
    expect(faults).toEqual([]);
  });

  it("finds what lies on both sides of a border between two reads", async () => {
    const faults = await faultsOf({"large.txt": "x".repeat(2 ** 22 - 10) + secret + "y".repeat(100)});
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`(byte ${2 ** 22 - 10})`);
  });

  it("looks into packed Parquet, zip and gzip", async () => {
    const folder = written({
      "c.jsonl.gz": gzipSync(`{"a":"${"words ".repeat(50)}${secret}"}`),
      "plain.txt": secret
    });
    execFileSync("python3", [
      "-c",
      "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED).write(sys.argv[2], 'samples/1.json')",
      join(folder, "b.eval"),
      join(folder, "plain.txt")
    ]);
    writeFileSync(join(folder, "plain.txt"), "");
    const database = await Database.open();
    try {
      const file = quote(join(folder, "a.parquet"));
      await database.run(
        `COPY (SELECT 'words ' || i AS word, [CASE WHEN i = 700 THEN ${quote(`at /home/ada/${secret}`)} WHEN i % 2 = 0 THEN 'a' || md5(i::VARCHAR) ELSE 'x' || md5(i::VARCHAR) END] AS list
          FROM range(1000) t(i)) TO ${file} (FORMAT parquet, COMPRESSION gzip)`
      );
    } finally {
      database.close();
    }
    // Nothing of it shows in the bytes themselves.
    for (const name of ["a.parquet", "c.jsonl.gz"])
      expect(readFileSync(join(folder, name)).includes(secret), name).toBe(false);
    const faults = await privateFaults(readArtefact("dataset", folder), text);
    expect(faults.map((line) => line.replace(/ \(byte.*/, ""))).toEqual([
      "dataset/a.parquet, row 700, column list: holds the value of MY_API_KEY",
      "dataset/b.eval, samples/1.json: holds the value of MY_API_KEY",
      "dataset/c.jsonl.gz, unpacked: holds the value of MY_API_KEY"
    ]);
  });
});

describe("secretValues", () => {
  it("takes values of variables that look like keys, and no paths, regions or words", () => {
    const environment = {
      HF_TOKEN: "hf_abcdefgh",
      AWS_SECRET_ACCESS_KEY: "0123456789",
      AWS_REGION: "eu-central-1",
      SSH_KEY: "/home/ada/.ssh/id",
      A_TOKEN: "short",
      MONKEY: "bananas-1234"
    };
    expect(secretValues(environment).map(({variable}) => variable)).toEqual([
      "HF_TOKEN",
      "AWS_SECRET_ACCESS_KEY"
    ]);
    const said = redacted(
      "push to https://me:hf_abcdefgh@host/x with hf_abcdefgh",
      secretValues(environment)
    );
    expect(said).toBe("push to https://host/x with [HF_TOKEN]");
  });
});

describe("foreignLoads", () => {
  it("names what a page, a style or a module loads from elsewhere, and lets links be", () => {
    const folder = written({
      "image.html": '<p><img alt="" src="https://example.org/a.png">',
      "link.html":
        '<a href="https://example.org/">there</a> <link rel="canonical" href="https://example.org/x">',
      "own.html":
        '<img src="https://me.github.io/report/_cards/a.png"><meta content="https://example.org/b.png">',
      "preload.html": '<link rel="preload" as="style" href="//cdn.example.org/a.css">',
      "style.css": "@font-face {src: url(https://example.org/f.woff2)}",
      "module.js": 'const a = "https://example.org/just-text"; import("https://cdn.example.org/a.js");',
      "text.js": 'const a = "https://example.org/just-text";'
    });
    const faults = foreignLoads(readArtefact("site", folder), "https://me.github.io/report/");
    expect(faults.map((line) => line.replace(/: a report.*/, ""))).toEqual([
      "site/image.html: loads https://example.org/a.png",
      "site/module.js: loads https://cdn.example.org/a.js",
      "site/preload.html: loads //cdn.example.org/a.css",
      "site/style.css: loads https://example.org/f.woff2"
    ]);
  });
});

describe("limitFaults", () => {
  it("names a file that is too large, files that are too many, and a site that is too large", () => {
    const file = (place: string, bytes: number) => ({place, file: place, bytes});
    const large = {kind: "site" as const, folder: "", files: [file("a.arrow", 2 ** 25), file("b.html", 10)]};
    expect(limitFaults(large, hostLimits.cloudflare)).toEqual([
      "site/a.arrow: has 32 MiB, Cloudflare Pages takes 25 MiB a file (https://developers.cloudflare.com/pages/platform/limits/): make the site smaller with --site-bytes, or take another --target"
    ]);
    expect(limitFaults(large, hostLimits["github-pages"])).toEqual([]);
    const many = Array.from({length: 20_001}, (_, i) => file(`${i}`, 60_000));
    const all = {kind: "site" as const, folder: "", files: many};
    expect(limitFaults(all, hostLimits.cloudflare)[0]).toMatch(
      /^site: has 20001 files, Cloudflare Pages takes 20000/
    );
    expect(limitFaults(all, hostLimits["github-pages"])[0]).toMatch(
      /^site: has 1\.2 GB, GitHub Pages takes 1 GB/
    );
    expect(limitFaults(all, hostLimits.folder)).toEqual([]);
  });
});

describe("namePages", () => {
  it("lets links name files, in pages and modules, and keeps the page's policy true", () => {
    const script = '<script type="module">const to = "./methods?a=1";</script>';
    const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script)}">`;
    const folder = written({
      "index.html": `${policy}<a href="./methods#x">M</a><a href="./">I</a><a href="./other">O</a>${script}`,
      "methods.html": '<a href="./">I</a>',
      "_import/a.js": 'const a = `./methods?${b}`, c = "./methods.js";'
    });
    namePages(readArtefact("site", folder));
    const page = readFileSync(join(folder, "index.html"), "utf8");
    expect(page).toContain(
      '<a href="./methods.html#x">M</a><a href="./index.html">I</a><a href="./other">O</a>'
    );
    expect(page).toContain(`content="${contentPolicy(page)}"`);
    expect(page).toContain('"./methods.html?a=1"');
    expect(readFileSync(join(folder, "_import/a.js"), "utf8")).toBe(
      'const a = `./methods.html?${b}`, c = "./methods.js";'
    );
  });
});
