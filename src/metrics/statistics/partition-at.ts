/** Shorter ranges are parted about their middle. */
const LONG = 600;

/**
 * Reorders `values` in place so that element `k` is what sorting would put there, nothing before it is larger and nothing
 * after it smaller, from index `from` to `to`. n + min(k, n - k) comparisons and a few, on average: the pivot of a long range
 * comes from a sample about k (Floyd and Rivest 1975, "Algorithm 489: SELECT"). Values must not be NaN.
 */
export function partitionAt(values: Float64Array, k: number, from = 0, to = values.length - 1): void {
  let [left, right] = [from, to];
  while (left < right) {
    let pivotAt = (left + right) >>> 1;
    if (right - left > LONG) {
      const [sampleFrom, sampleTo] = sampleAbout(k, left, right);
      partitionAt(values, k, sampleFrom, sampleTo);
      pivotAt = k;
    }
    const pivot = values[pivotAt]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}

/** A range about k whose k-th element in order is likely just past k in the whole range. */
function sampleAbout(k: number, left: number, right: number): [from: number, to: number] {
  const n = right - left + 1;
  const place = k - left + 1;
  const size = 0.5 * n ** (2 / 3);
  const spread = 0.5 * Math.sqrt((Math.log(n) * size * (n - size)) / n) * Math.sign(place - n / 2);
  return [
    Math.max(left, Math.floor(k - (place * size) / n + spread)),
    Math.min(right, Math.floor(k + ((n - place) * size) / n + spread))
  ];
}
