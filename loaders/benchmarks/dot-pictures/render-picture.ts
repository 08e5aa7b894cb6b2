import {shuffled} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";
import type {Picture} from "../../pictures/picture.js";
import {side, type Cell, type Colour, type Scene, type Shape} from "./scene.js";

/** Everything that fixes a picture's pixels. */
export interface PictureSpec {
  scene: Scene;
  /** Seed of what the scene leaves open: places in a cell, shades, specks. An integer in 0 … 2^32 - 1. */
  noise: number;
}

/** Pixels of a cell's side: two by two quarters, each with room for one mark. A patch for the model is one cell. */
export const cellSize = 8;

const pictureSize = side * cellSize;

const inks: Record<Colour, readonly [number, number, number]> = {
  red: [205, 62, 52],
  green: [52, 142, 74],
  blue: [52, 92, 192]
};

/** Pixels of each mark, x and y from its top left corner. */
const marks: Record<Shape, readonly (readonly [number, number])[]> = {
  dots: [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1]
  ],
  crosses: [
    [1, 0],
    [0, 1],
    [1, 1],
    [2, 1],
    [1, 2]
  ],
  rings: [
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [2, 1],
    [0, 2],
    [1, 2],
    [2, 2]
  ]
};

const paperShades = 24;
const inkShades = 36;
const specks = 28;
const speckShades = [130, 160, 190, 215] as const;

/**
 * Draws a scene, 32 x 32 pixels: near-white paper with grey specks under the marks. The noise seed moves the marks of a
 * cell by a pixel, puts them in random quarters of the cell, shifts each dot and shades each cell's ink, so that the same
 * cell looks different each time. Marks of one cell never touch. The same spec gives the same pixels.
 */
export function renderPicture({scene, noise}: PictureSpec): Picture {
  const random = createRandom("picture noise", noise);
  const rgb = new Uint8Array(pictureSize * pictureSize * 3).fill(255 - random.below(paperShades));
  for (let speck = 0; speck < specks; speck++) {
    const at = random.below(pictureSize * pictureSize) * 3;
    rgb.fill(speckShades[random.below(speckShades.length)]!, at, at + 3);
  }
  for (const [index, cell] of scene.entries()) {
    if (cell !== null) drawCell(rgb, random, index, cell);
  }
  return {width: pictureSize, height: pictureSize, rgb};
}

function drawCell(rgb: Uint8Array, random: Random, index: number, {colour, shape, marks: count}: Cell): void {
  const left = (index % side) * cellSize + random.below(2);
  const top = Math.floor(index / side) * cellSize + random.below(2);
  const shade = random.below(inkShades + 1) - inkShades / 2;
  const ink = inks[colour].map((channel) => channel + shade);
  for (const quarter of shuffled(random, [0, 1, 2, 3]).slice(0, count)) {
    const x = left + (quarter % 2) * (cellSize / 2) + shift(random, shape);
    const y = top + Math.floor(quarter / 2) * (cellSize / 2) + shift(random, shape);
    for (const [dx, dy] of marks[shape]) rgb.set(ink, ((y + dy) * pictureSize + x + dx) * 3);
  }
}

/** Dots are a pixel smaller than the other marks and have room to move. */
function shift(random: Random, shape: Shape): number {
  return shape === "dots" ? random.below(2) : 0;
}
