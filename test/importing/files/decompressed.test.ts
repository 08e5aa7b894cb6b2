import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {findRawFiles} from "../../../loaders/importing/files/find-files.js";
import {fileText} from "../../../loaders/importing/files/raw-file.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {zstdBomb, zstdFrame} from "../../support/importing/zstd-frame.js";

const content = Buffer.from('{"a": "a line of a sample"}\n'.repeat(10_000));

async function read(bytes: Buffer, limit = 1 << 30): Promise<string> {
  const path = join(temporaryFolder(), "a.jsonl");
  writeFileSync(path, bytes);
  const [file] = await findRawFiles([path], "a test");
  return fileText(file!, limit);
}

describe("a packed file", () => {
  it.each([
    ["gzip", gzipSync(content)],
    [
      "gzip in two members",
      Buffer.concat([gzipSync(content.subarray(0, 999)), gzipSync(content.subarray(999))])
    ],
    ["Zstandard", zstdFrame(content)],
    [
      "Zstandard in two frames",
      Buffer.concat([zstdFrame(content.subarray(0, 999)), zstdFrame(content.subarray(999))])
    ]
  ])("is read whatever its name: %s", async (_, bytes) => {
    expect(await read(bytes)).toBe(content.toString());
  });

  const gzip = gzipSync(content);
  const zstd = zstdFrame(content);
  it.each([
    ["gzip cut short", gzip.subarray(0, gzip.length - 20)],
    ["gzip cut in its header", gzip.subarray(0, 5)],
    ["gzip with a wrong byte", Buffer.from(gzip).fill(0xff, 40, 60)],
    ["Zstandard cut short", zstd.subarray(0, zstd.length - 20)],
    ["Zstandard cut after a block", zstd.subarray(0, 9 + 3 + (1 << 17))],
    ["Zstandard cut in its header", zstd.subarray(0, 6)],
    ["Zstandard with a block of no kind", Buffer.from(zstd).fill(0xff, 9, 12)]
  ])("that is damaged is named: %s", async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(/^cannot unpack .*a\.jsonl: .+; make it anew or leave it out$/);
  });

  it("that is a bomb is stopped", {timeout: 120_000}, async () => {
    // 4 KB that would be 128 MiB.
    await expect(read(zstdBomb(1024))).rejects.toThrow(
      /a\.jsonl unpacks to more than 2000 times its size: leave it out, or unpack it yourself if it is yours$/
    );
  });
});
