/**
 * Vertical places for labels that want to stand at `wished` (any order, in pixels): at least `gap` apart, or, where each
 * has a height of its own, half of both heights, inside [`top`, `bottom`] where they fit, and as near to their wishes as pushing neighbours apart allows.
 */
export function placeLabels(
  wished: readonly number[],
  gap: number | readonly number[],
  top: number,
  bottom: number
): number[] {
  const apart = (a: number, b: number): number => (typeof gap === "number" ? gap : (gap[a]! + gap[b]!) / 2);
  const order = wished.map((_, i) => i).sort((a, b) => wished[a]! - wished[b]!);
  const places = wished.map((place) => Math.min(Math.max(place, top), bottom));
  for (let i = order.length - 2; i >= 0; i--) {
    const [upper, lower] = [order[i]!, order[i + 1]!];
    const overlap = apart(upper, lower) - (places[lower]! - places[upper]!);
    if (overlap > 0) {
      places[upper]! -= overlap / 2;
      places[lower]! += overlap / 2;
    }
  }
  for (const [rank, i] of order.entries()) {
    const above = order[rank - 1];
    const least = above === undefined ? top : places[above]! + apart(above, i);
    places[i] = Math.max(places[i]!, least);
  }
  for (const [rank, i] of order.reverse().entries()) {
    const below = order[rank - 1];
    const most = below === undefined ? bottom : places[below]! - apart(below, i);
    places[i] = Math.min(places[i]!, most);
  }
  return places;
}
