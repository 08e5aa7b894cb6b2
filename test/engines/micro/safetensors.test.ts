import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, describe, expect, it} from "vitest";
import {
  decodeSafetensors,
  encodeSafetensors,
  readSafetensors
} from "../../../loaders/engines/micro/safetensors.js";
import {UserError} from "../../../loaders/schema/user-error.js";

const folder = mkdtempSync(join(tmpdir(), "safetensors-"));
afterAll(() => {
  rmSync(folder, {recursive: true});
});

const file = {
  tensors: [
    {name: "a", shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-30, 7)},
    {name: "b.c", shape: [], data: Float32Array.of(Math.fround(0.1))},
    {name: "empty", shape: [0, 4], data: new Float32Array(0)}
  ],
  metadata: {note: "ü"}
};

describe("safetensors", () => {
  it("reads back what it writes", () => {
    const path = join(folder, "ok.safetensors");
    writeFileSync(path, encodeSafetensors(file));
    expect(readSafetensors(path)).toEqual(file);
  });

  it("lays the file out as the format says: length, JSON header, little-endian data", () => {
    const bytes = encodeSafetensors({
      tensors: [{name: "x", shape: [2], data: Float32Array.of(1, 2)}],
      metadata: {}
    });
    const length = Number(bytes.readBigUInt64LE(0));
    expect(length % 8).toBe(0);
    expect(JSON.parse(bytes.toString("utf8", 8, 8 + length))).toEqual({
      __metadata__: {},
      x: {dtype: "F32", shape: [2], data_offsets: [0, 8]}
    });
    expect(bytes.subarray(8 + length).toString("hex")).toBe("0000803f00000040");
  });

  it("refuses every truncation with a message that names the file", () => {
    const bytes = encodeSafetensors(file);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length), "m.safetensors")).toThrow(
        /^m\.safetensors: corrupt weights: /
      );
    }
  });

  it("answers damaged bytes with tensors or a UserError, never another failure", () => {
    const bytes = encodeSafetensors(file);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = value;
        try {
          decodeSafetensors(damaged, "m.safetensors");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      {numRuns: 500}
    );
  });

  it("refuses other number types and files that are longer than their header says", () => {
    const header = Buffer.from(JSON.stringify({x: {dtype: "BF16", shape: [1], data_offsets: [0, 2]}}));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    expect(() => decodeSafetensors(Buffer.concat([length, header, Buffer.alloc(2)]), "m")).toThrow(
      /type BF16, expected F32/
    );
    expect(() => decodeSafetensors(Buffer.concat([encodeSafetensors(file), Buffer.alloc(4)]), "m")).toThrow(
      /header tells of/
    );
  });

  it("names a missing file", () => {
    expect(() => readSafetensors(join(folder, "none.safetensors"))).toThrow(
      /none\.safetensors: no such file/
    );
  });
});
