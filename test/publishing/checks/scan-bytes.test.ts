import {describe, expect, it} from "vitest";
import {AnchorSearch} from "../../../loaders/publishing/checks/anchor-search.js";
import {privateText} from "../../../loaders/publishing/checks/private-text.js";
import {privateScan, scanBytes} from "../../../loaders/publishing/checks/scan-bytes.js";
import {random as seeded} from "../../../src/random/random.js";

const text = privateText({
  environment: {MY_API_KEY: "correct-horse/battery"},
  workspace: "/srv/ada/studies",
  stage: "/srv/ada/studies/cache/publish-1",
  home: "/home/ada",
  user: "ada"
});

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const wholeMatch = (bytes: Buffer): boolean =>
  text.literals.some(({text: each}) => bytes.includes(each)) ||
  text.patterns.some(({source}) => new RegExp(source).test(bytes.toString("latin1")));

describe("AnchorSearch", () => {
  it("finds every place of every text, at even and odd places and wherever the bytes begin in memory", () => {
    const anchors = ["hf_", "--BEGIN", "abc", "/srv/ada"].map((each) => Buffer.from(each));
    const search = new AnchorSearch(anchors);
    for (let lead = 0; lead < 4; lead++) {
      const bytes = Buffer.from(`${"\u0001".repeat(lead)}hf_hf_xabc/srv/ada--BEGINab`).subarray(lead);
      const whole = Buffer.concat([Buffer.alloc(lead), bytes]).subarray(lead);
      const found = [...search.hits(whole)].map(({anchor, at}) => `${String(anchors[anchor])} ${at}`).sort();
      expect(found).toEqual(["--BEGIN 18", "/srv/ada 10", "abc 7", "hf_ 0", "hf_ 3"]);
    }
  });
});

describe("scanBytes", () => {
  it("finds what the patterns find in the whole text, whatever the chunks", async () => {
    const random = seeded(7);
    const pieces = [
      ...[
        "hf_",
        "a".repeat(30),
        "ghs_",
        "B2".repeat(20),
        "AKIA",
        "ABCD".repeat(4),
        "sk-",
        "proj-",
        " ",
        "x",
        "\n"
      ],
      ...[
        "/home/ada",
        "/home/",
        "/Users/ada/",
        "/srv/ada/studies",
        "correct-horse",
        "/battery",
        "é",
        "ada",
        "/"
      ]
    ];
    const scan = privateScan(text);
    let found = 0;
    for (let trial = 0; trial < 3000; trial++) {
      const length = 1 + random.below(9);
      const picked = Array.from({length}, () => pieces[random.below(pieces.length)]!);
      const bytes = Buffer.from(picked.join(""), "utf8");
      const isFound = wholeMatch(bytes);
      if (isFound) found++;
      // A border hides that a text goes on, but never what is there.
      for (const size of [bytes.length, 2048])
        expect((await scanBytes(inChunks(bytes, size), scan)) !== null, bytes.toString()).toBe(isFound);
      if (isFound) expect(await scanBytes(inChunks(bytes, 7), scan), bytes.toString()).not.toBeNull();
    }
    expect(found).toBeGreaterThan(500);
  });

  it("hands on every chunk of what holds nothing", async () => {
    const chunks: Buffer[] = [];
    const bytes = Buffer.from("words ".repeat(1000));
    const found = await scanBytes(inChunks(bytes, 100), privateScan(text), (chunk) => chunks.push(chunk));
    expect([found, Buffer.concat(chunks).equals(bytes)]).toEqual([null, true]);
  });
});
