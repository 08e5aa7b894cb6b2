import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {Archive} from "../../../loaders/importing/files/archive.js";
import {findRawFiles} from "../../../loaders/importing/files/find-files.js";
import {fileText} from "../../../loaders/importing/files/raw-file.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {zipBytes, type ZipEntry} from "../../support/importing/zip-bytes.js";
import {zstdFrame} from "../../support/importing/zstd-frame.js";

function written(entries: readonly ZipEntry[], change: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const path = join(temporaryFolder(), "a.zip");
  writeFileSync(path, change(zipBytes(entries)));
  return path;
}

async function text(path: string, name: string): Promise<string> {
  const archive = await Archive.open(path);
  try {
    return await archive.text(name);
  } finally {
    archive.close();
  }
}

const long = "a line of a sample\n".repeat(20_000);

describe("Archive", () => {
  it.each(["stored", "deflate", "zstd"] as const)("reads an entry packed by %s", async (method) => {
    const path = written([{name: "a.txt", content: long, method}]);
    expect(await text(path, "a.txt")).toBe(long);
  });

  it("takes names that lead out of a folder for names and writes nothing", async () => {
    const names = [
      "../../out.json",
      "/etc/out.json",
      "C:/out.json",
      "a\\b.json",
      "samples/../x.json",
      "__proto__"
    ];
    const path = written(names.map((name) => ({name, content: name})));
    const archive = await Archive.open(path);
    expect(archive.names).toEqual(names);
    for (const name of names) expect(await archive.text(name)).toBe(name);
    archive.close();
    expect(readdirSync(join(path, ".."))).toEqual(["a.zip"]);
  });

  it("takes the last of several entries with one name", async () => {
    const path = written([
      {name: "a", content: "old"},
      {name: "a", content: "new"}
    ]);
    expect(await text(path, "a")).toBe("new");
  });

  it("leaves folders out, and has nothing that it does not have", async () => {
    const archive = await Archive.open(
      written([
        {name: "a/", content: ""},
        {name: "a/b", content: "1"}
      ])
    );
    expect(archive.names).toEqual(["a/b"]);
    await expect(archive.text("constructor")).rejects.toThrow(/has no constructor$/);
    archive.close();
  });

  const whole: ZipEntry[] = [{name: "a.jsonl", content: long}];
  it.each<[string, ZipEntry[], ((bytes: Buffer) => Buffer) | undefined, RegExp]>([
    [
      "cut short",
      whole,
      (bytes) => bytes.subarray(0, bytes.length / 2),
      /^cannot read the archive .*a\.zip: /
    ],
    ["empty", whole, () => Buffer.from("PK\x03\x04"), /^cannot read the archive .*a\.zip: /],
    ["changed inside", whole, (bytes) => bytes.fill(0, 60, 90), /^cannot unpack a\.jsonl in .*a\.zip: /],
    [
      "of another content than its checksum",
      [{name: "a.jsonl", content: long, method: "stored", claims: {crc: 1}}],
      undefined,
      /^cannot unpack a\.jsonl in .*: it is damaged: the checksum differs$/
    ],
    [
      "longer than it says",
      [{name: "a.jsonl", content: long, claims: {size: 5}}],
      undefined,
      /^cannot unpack a\.jsonl in .*: it has not the 5 bytes that are stated$/
    ],
    [
      "encrypted",
      [{name: "a.jsonl", content: long, claims: {isEncrypted: true}}],
      undefined,
      /^a\.jsonl is encrypted: unpack the archive yourself$/
    ],
    [
      "of entries that share their bytes",
      [...whole, ...Array.from({length: 9}, (_, i) => ({name: `${i}`, content: long, sharesBytes: true}))],
      undefined,
      /^entries of .*a\.zip overlap: it is no archive of samples$/
    ],
    [
      "of more bytes in all than samples have",
      Array.from({length: 3}, (_, i) => ({name: `${i}`, content: "a", claims: {size: 2 ** 31}})),
      undefined,
      /^.*a\.zip unpacks to 6442450944 bytes: leave it out, or unpack it yourself$/
    ]
  ])("refuses an archive that is %s", async (_, entries, change, message) => {
    const path = written(entries, change);
    await expect(text(path, "a.jsonl")).rejects.toThrow(message);
  });

  it("unpacks to a thousand times its size, and to no more than asked for", {timeout: 60_000}, async () => {
    const content = Buffer.alloc(70 << 20, "a");
    const path = written([{name: "a", content}]);
    expect(await text(path, "a")).toHaveLength(content.length);
    const archive = await Archive.open(path);
    await expect(archive.text("a", 1 << 20)).rejects.toThrow(/^a in .*a\.zip has more than 1048576 bytes$/);
    archive.close();
  });

  it("is opened from bytes that another archive holds", async () => {
    const inner = zipBytes([{name: "a", content: "1"}]);
    const archive = await Archive.ofBytes(inner, "outer.zip/inner.zip");
    expect(await archive.text("a")).toBe("1");
    await expect(archive.text("b")).rejects.toThrow("outer.zip/inner.zip has no b");
    archive.close();
    await expect(Archive.ofBytes(inner.subarray(0, 9), "outer.zip/b.zip")).rejects.toThrow(
      /^cannot read the archive outer\.zip\/b\.zip: /
    );
  });
});

describe("findRawFiles", () => {
  it("reads the list of an archive's entries once for all of them", async () => {
    const path = written(
      Array.from({length: 20_000}, (_, i) => ({
        name: `${i}.jsonl`,
        content: String(i),
        method: "stored" as const
      }))
    );
    const files = await findRawFiles([path], "a test");
    const start = performance.now();
    for (const file of files.slice(0, 500))
      expect(await fileText(file, 10)).toBe(/(\d+)\.jsonl$/.exec(file.name)![1]);
    const first = performance.now() - start;
    // To read the list takes 50 ms or more: 500 times would be 25 s.
    expect(first).toBeLessThan(5_000);
  });

  it("finds the files of an archive under names that begin with the archive's", async () => {
    const path = written([
      {name: "../b.jsonl", content: "2"},
      {name: "a.jsonl", content: "1"},
      {name: "notes.md", content: "no samples"},
      {name: ".hidden", content: "no samples"}
    ]);
    const files = await findRawFiles([path], "a test");
    expect(files.map(({name}) => name)).toEqual([`${path}/../b.jsonl`, `${path}/a.jsonl`]);
    expect(await fileText(files[1]!, 10)).toBe("1");
  });

  it("unpacks a packed file in an archive, and opens no archive in it", async () => {
    const path = written([
      {name: "a.jsonl.gz", content: gzipSync("1"), method: "stored"},
      {name: "b.jsonl.zst", content: zstdFrame(Buffer.from("2"))},
      {name: "c.jsonl.gz", content: "3"},
      {name: "d.zip", content: zipBytes([{name: "d", content: "4"}])}
    ]);
    const files = await findRawFiles([path], "a test");
    for (const [place, content] of ["1", "2", "3"].entries())
      expect(await fileText(files[place]!, 10)).toBe(content);
    await expect(fileText(files[3]!, 10)).rejects.toThrow(
      /^a\.zip holds the archive d\.zip: unpack it first$/
    );
  });

  it("refuses a file that is packed twice and grows beyond samples, however little each packing does", async () => {
    const path = written([{name: "a.jsonl.gz", content: gzipSync(Buffer.alloc(80 << 20))}]);
    const [file] = await findRawFiles([path], "a test");
    await expect(fileText(file!, 1 << 30)).rejects.toThrow(
      /a\.jsonl\.gz unpacks to more than 2000 times its size/
    );
  });
});
