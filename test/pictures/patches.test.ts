import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {encodePng} from "../../loaders/pictures/encode-png.js";
import {patches, patchesOf} from "../../loaders/pictures/patches.js";
import type {Picture} from "../../loaders/pictures/picture.js";

const folder = mkdtempSync(join(tmpdir(), "patches-"));
afterAll(() => {
  rmSync(folder, {recursive: true});
});

/** 4 x 2 pixels whose red byte is 255 less ten times the pixel's place; green and blue are white. */
const picture: Picture = {
  width: 4,
  height: 2,
  rgb: Uint8Array.from({length: 24}, (_, index) => (index % 3 === 0 ? 255 - (index / 3) * 10 : 255))
};

describe("patches", () => {
  it("cuts squares row by row, pixels row by row, as the ink of red, green and blue", () => {
    const {count, size, values} = patches(picture, 2);
    expect([count, size, values.length]).toEqual([2, 12, 24]);
    const places = [0, 1, 4, 5, 2, 3, 6, 7];
    expect([...values]).toEqual(places.flatMap((place) => [Math.fround((place * 10) / 255), 0, 0]));
  });

  it("refuses a side that does not divide the picture's", () => {
    expect(() => patches(picture, 3)).toThrow(
      "cannot cut a picture of 4 x 2 pixels into squares of 3 pixels"
    );
  });
});

describe("patchesOf", () => {
  it("reads the patches of a PNG file", () => {
    const file = join(folder, "picture.png");
    writeFileSync(file, encodePng(picture));
    expect(patchesOf(file, 2)).toEqual(patches(picture, 2));
  });

  it("names a file that does not exist", () => {
    expect(() => patchesOf(join(folder, "none.png"), 2)).toThrow(
      /none\.png: no such file: run the benchmarks script/
    );
  });
});
