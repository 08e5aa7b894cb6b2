import {expect, it} from "vitest";
import {interleavedToHalves} from "../../loaders/exporting/rotary-halves.js";

it("interleavedToHalves puts the first of each pair into the first half of its head", () => {
  // Two heads of four rows, two inputs: row r holds r and r + 0.5.
  const rows = Float32Array.from({length: 16}, (_, at) => at / 2);
  const firsts = interleavedToHalves(rows, {headWidth: 4, inputs: 2}).filter((_, at) => at % 2 === 0);
  expect(Array.from(firsts)).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
});
