import type {Picture} from "../../../loaders/pictures/picture.js";
import {cellSize} from "../../../loaders/benchmarks/dot-pictures/render-picture.js";

/**
 * Reads a picture back to gold's text from its pixels alone: ink is what has a strong colour, the colour is its strongest
 * channel, a ring has a hole, and the number of marks follows from the inked area.
 */
export function look({width, height, rgb}: Picture): string[] {
  const rows: string[] = [];
  for (let top = 0; top < height; top += cellSize) {
    const words: string[] = [];
    for (let left = 0; left < width; left += cellSize) words.push(lookAtCell(rgb, width, left, top));
    rows.push(words.join(" "));
  }
  return rows;
}

const areas = {d: 4, c: 5, r: 8};

function lookAtCell(rgb: Uint8Array, width: number, left: number, top: number): string {
  const inked = new Map<number, number[]>();
  for (let y = 0; y < cellSize; y++) {
    for (let x = 0; x < cellSize; x++) {
      const at = ((top + y) * width + left + x) * 3;
      const pixel = [...rgb.subarray(at, at + 3)];
      if (Math.max(...pixel) - Math.min(...pixel) > 60) inked.set(y * cellSize + x, pixel);
    }
  }
  const first = [...inked.values()][0];
  if (first === undefined) return "-";
  const colour = "rgb"[first.indexOf(Math.max(...first))]!;
  const area = inked.size;
  const shape = hasHole(inked) ? "r" : area % areas.c === 0 ? "c" : "d";
  return `${colour}${shape}${area / areas[shape]}`;
}

function hasHole(inked: ReadonlyMap<number, unknown>): boolean {
  const around = [-cellSize - 1, -cellSize, -cellSize + 1, -1, 1, cellSize - 1, cellSize, cellSize + 1];
  return Array.from({length: cellSize * cellSize}, (_, place) => place).some(
    (place) => !inked.has(place) && around.every((step) => inked.has(place + step))
  );
}
