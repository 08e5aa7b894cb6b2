import {randomElement} from "../../../src/random/draws.js";
import {hashSplit} from "../../../src/random/hash-split.js";
import type {Random} from "../../../src/random/random.js";

export const colours = ["red", "green", "blue"] as const;
export const shapes = ["dots", "crosses", "rings"] as const;
export const lines = ["row", "column"] as const;

export type Colour = (typeof colours)[number];
export type Shape = (typeof shapes)[number];
export type Line = (typeof lines)[number];

/** What a question counts: the marks of one colour or of one shape. */
export type Kind = Colour | Shape;

/** One cell of a scene: one to four marks that look alike. */
export interface Cell {
  colour: Colour;
  shape: Shape;
  marks: number;
}

/** Cells a line; a scene is a square of lines. */
export const side = 4;

/** Marks a cell holds at most. */
export const largestCell = 4;

/** What a picture shows, cell by cell from the top left, row by row; null is an empty cell. */
export type Scene = readonly (Cell | null)[];

/** Part of the cells of a random scene without marks. */
export const emptyCells = 0.2;

/** A random scene: a fifth of the cells empty, the others with a uniform colour, shape and number of marks. */
export function drawScene(random: Random): Scene {
  return Array.from({length: side * side}, () => {
    if (random.uniform() < emptyCells) return null;
    const marks = 1 + random.below(largestCell);
    return {colour: randomElement(random, colours), shape: randomElement(random, shapes), marks};
  });
}

/** Marks in the cells that the test takes; `index` counts cells row by row. */
export function countMarks(scene: Scene, takes: (cell: Cell, index: number) => boolean): number {
  return scene.reduce(
    (sum, cell, index) => (cell !== null && takes(cell, index) ? sum + cell.marks : sum),
    0
  );
}

/** Whether a cell's marks are of a kind. */
export function isKind({colour, shape}: Cell, kind: Kind): boolean {
  return colour === kind || shape === kind;
}

/** Row or column number, from 1, of the cell at `index`. */
export function lineOf(index: number, line: Line): number {
  return 1 + (line === "row" ? Math.floor(index / side) : index % side);
}

/**
 * The scene as text, one string a row, one word a cell: first letters of colour and shape, number of marks; `-` is
 * empty. `rd3 - bc1 gr4`. What the verifier reads as gold.
 */
export function sceneText(scene: Scene): string[] {
  const words = scene.map((cell) =>
    cell === null ? "-" : `${cell.colour[0]!}${cell.shape[0]!}${cell.marks}`
  );
  return Array.from({length: side}, (_, row) => words.slice(row * side, (row + 1) * side).join(" "));
}

/** Who may use a scene, and the part of all scenes that it gets. `reserved` is for held-out sets of other kinds. */
const splitShares = {
  training: 0.8,
  validation: 0.05,
  "dot-pictures": 0.05,
  "dot-pictures-rare": 0.05,
  reserved: 0.05
} as const;

export type Split = keyof typeof splitShares;

/** The one split that a scene belongs to: a hash of its content, not of its noise, decides, so that no two splits share one. */
export function sceneSplit(scene: Scene): Split {
  return hashSplit(sceneText(scene).join("/"), splitShares);
}
