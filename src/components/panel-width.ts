/** Between two panels in a row; the style sheet's gap of `.small-multiples`. */
const GAP = 24;
const LEAST = 300;

/** Width of each of `count` panels that share rows of `width` pixels: as many columns as fit, at most three. */
export function panelWidth(width: number, count: number): number {
  const columns = Math.max(1, Math.min(3, count, Math.floor((width + GAP) / (LEAST + GAP))));
  return Math.floor((width - (columns - 1) * GAP) / columns);
}
