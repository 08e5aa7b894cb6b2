/** A text's box in pixels: its left upper corner and its size. */
export interface TextBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What texts must not stand on. */
export interface Obstacles {
  /** Lines, as their corners. */
  lines: readonly (readonly (readonly [number, number])[])[];
  /** Texts that have their place. */
  boxes: readonly TextBox[];
  /** The area that holds all of a text. */
  frame: TextBox;
}

/** Least distance of a text from a line, and steps along a line, in pixels. */
const AWAY = 4;
const STEP = 3;

/** The first of some boxes that stands free; else the one with the least in its way. Null without a box inside the frame. */
export function freePlace(
  boxes: readonly TextBox[],
  obstacles: Obstacles
): {box: TextBox; isFree: boolean} | null {
  const points = obstacles.lines.flatMap(alongLine);
  let best: {box: TextBox; hits: number} | null = null;
  for (const box of boxes) {
    if (!isInside(box, obstacles.frame)) continue;
    const hits =
      points.filter(([x, y]) => holdsPoint(box, x, y)).length +
      10 * obstacles.boxes.filter((other) => overlap(box, other)).length;
    if (hits === 0) return {box, isFree: true};
    if (best === null || hits < best.hits) best = {box, hits};
  }
  return best && {box: best.box, isFree: false};
}

function alongLine(line: readonly (readonly [number, number])[]): [number, number][] {
  return line.flatMap(([x, y], i): [number, number][] => {
    const before = line[i - 1];
    if (!before) return [[x, y]];
    const steps = Math.max(1, Math.ceil(Math.hypot(x - before[0], y - before[1]) / STEP));
    return Array.from({length: steps}, (_, j) => {
      const part = (j + 1) / steps;
      return [before[0] + part * (x - before[0]), before[1] + part * (y - before[1])];
    });
  });
}

function holdsPoint({x, y, width, height}: TextBox, px: number, py: number): boolean {
  return px > x - AWAY && px < x + width + AWAY && py > y - AWAY && py < y + height + AWAY;
}

function overlap(a: TextBox, b: TextBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(box: TextBox, frame: TextBox): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}
