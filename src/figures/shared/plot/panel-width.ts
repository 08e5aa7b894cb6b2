/** Between two panels in a row; the style sheet's gap of `.small-multiples`. */
const GAP = 24;
const LEAST = 300;
const LEAST_IN_ROW = 220;
const MOST_COLUMNS = 4;

/**
 * Width of each of `count` panels that share rows of `width` pixels: as many columns as fit, at most three. Panels that
 * belong in rows of `perRow` may be smaller, so that a row, or an even part of it, fits.
 */
export function panelWidth(width: number, count: number, perRow = 1): number {
  const fit = (least: number): number => Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  const loose = Math.min(3, count, fit(LEAST));
  const even = Array.from({length: Math.min(MOST_COLUMNS, fit(LEAST_IN_ROW))}, (_, i) => i + 1).filter(
    (columns) => perRow % columns === 0
  );
  const inRow = perRow > 1 ? Math.max(1, ...even) : 1;
  // A single row that would be a column breaks where it fits.
  const columns = inRow > 1 || (count > perRow && perRow > 1) ? inRow : loose;
  return Math.floor((width - (columns - 1) * GAP) / columns);
}
