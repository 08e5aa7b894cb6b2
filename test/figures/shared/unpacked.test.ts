import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {unpacked} from "../../../src/figures/shared/live/unpacked.js";

const content = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 2, 3]);

async function unpackedBytes(bytes: Uint8Array): Promise<{type: string; bytes: number[]}> {
  const blob = await unpacked(new Response(new Uint8Array(bytes)), "application/wasm");
  return {type: blob.type, bytes: [...new Uint8Array(await blob.arrayBuffer())]};
}

describe("unpacked", () => {
  it("unpacks a gzipped file, and takes as it is what the server has unpacked", async () => {
    const plain = {type: "application/wasm", bytes: [...content]};
    expect(await unpackedBytes(gzipSync(content))).toEqual(plain);
    expect(await unpackedBytes(content)).toEqual(plain);
  });

  it("takes files of less than two bytes", async () => {
    expect((await unpackedBytes(new Uint8Array())).bytes).toEqual([]);
    expect((await unpackedBytes(new Uint8Array([0x1f]))).bytes).toEqual([0x1f]);
  });

  it("fails on a gzipped file that is cut", async () => {
    await expect(unpackedBytes(gzipSync(content).subarray(0, 15))).rejects.toThrow();
  });
});
