/**
 * Vertical places for labels that want to stand at `wished` (any order, in pixels): at least `gap` apart, inside
 * [`top`, `bottom`] where they fit, and as near to their wishes as pushing neighbours apart allows.
 */
export function placeLabels(wished: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wished.map((_, i) => i).sort((a, b) => wished[a]! - wished[b]!);
  const places = wished.map((place) => Math.min(Math.max(place, top), bottom));
  for (let i = order.length - 2; i >= 0; i--) {
    const [upper, lower] = [order[i]!, order[i + 1]!];
    const overlap = gap - (places[lower]! - places[upper]!);
    if (overlap > 0) {
      places[upper]! -= overlap / 2;
      places[lower]! += overlap / 2;
    }
  }
  let least = top;
  for (const i of order) {
    places[i] = Math.max(places[i]!, least);
    least = places[i] + gap;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    places[i] = Math.min(places[i]!, most);
    most = places[i] - gap;
  }
  return places;
}
