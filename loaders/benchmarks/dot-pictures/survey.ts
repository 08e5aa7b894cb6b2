import {
  colours,
  countMarks,
  isKind,
  lineOf,
  shapes,
  side,
  type Kind,
  type Line,
  type Scene,
  type Shape
} from "./scene.js";
import type {Tally} from "./solution.js";

/** Each row or column with its number of marks of each kind, in the order of `kinds`. */
export function surveyLines(scene: Scene, line: Line, kinds: readonly Kind[]): Tally[] {
  return lineNumbers.map((number) => ({
    group: `${line} ${number}`,
    counts: kinds.map((kind) =>
      countMarks(scene, (cell, index) => lineOf(index, line) === number && isKind(cell, kind))
    )
  }));
}

/** Each row or column with its number of marks of all kinds. */
export function surveyAllMarks(scene: Scene, line: Line): Tally[] {
  return lineNumbers.map((number) => ({
    group: `${line} ${number}`,
    counts: [countMarks(scene, (_, index) => lineOf(index, line) === number)]
  }));
}

/** Each kind with its number of marks in the whole picture. */
export function surveyKinds(scene: Scene, kinds: readonly Kind[]): Tally[] {
  return kinds.map((kind) => ({group: kind, counts: [countMarks(scene, (cell) => isKind(cell, kind))]}));
}

/** The parts of a kind: a colour by shapes, a shape by colours: `red dots : 3`, `red crosses : 0`, `red rings : 4`. */
export function surveyParts(scene: Scene, kind: Kind): Tally[] {
  const parts = isShape(kind)
    ? colours.map((colour) => ({colour, shape: kind}))
    : shapes.map((shape) => ({colour: kind, shape}));
  return parts.map(({colour, shape}) => ({
    group: `${colour} ${shape}`,
    counts: [countMarks(scene, (cell) => cell.colour === colour && cell.shape === shape)]
  }));
}

function isShape(kind: Kind): kind is Shape {
  return (shapes as readonly Kind[]).includes(kind);
}

const lineNumbers = Array.from({length: side}, (_, index) => index + 1);
