/** The name among `known` that a misspelt one was most likely meant to be; null where none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  if (name.length > 100) return null;
  const most = Math.max(1, Math.floor(name.length / 3));
  let nearest: string | null = null;
  let least = most + 1;
  for (const other of known) {
    const distance = changes(name.toLowerCase(), other.toLowerCase());
    if (distance < least) [nearest, least] = [other, distance];
  }
  return nearest;
}

/** Characters to insert, remove or replace, or neighbours to swap, that turn one text into the other. */
function changes(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({length: b.length + 1}, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
