import {describe, expect, it} from "vitest";
import {freePlace} from "../../../src/figures/overview/lead/free-place.js";

const frame = {x: 0, y: 0, width: 100, height: 100};
const box = (x: number, y: number) => ({x, y, width: 20, height: 10});
const flat = [
  [0, 15],
  [100, 15]
] as const;

describe("freePlace", () => {
  it("takes the first box that no line and no other box is in", () => {
    const obstacles = {lines: [flat], boxes: [box(30, 40)], frame};
    expect(freePlace([box(10, 10), box(35, 45), box(60, 60)], obstacles)).toEqual({
      box: box(60, 60),
      isFree: true
    });
  });

  it("takes what has the least in its way where none is free, and nothing outside the frame", () => {
    const steep = [
      [5, 0],
      [5, 100]
    ] as const;
    const found = freePlace([box(-5, 50), box(0, 10), box(10, 10)], {lines: [flat, steep], boxes: [], frame});
    expect(found).toEqual({box: box(10, 10), isFree: false});
    expect(freePlace([box(90, 50)], {lines: [], boxes: [], frame})).toBeNull();
  });
});
