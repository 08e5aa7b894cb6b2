/**
 * Reorders `values` in place so that element `k` is what sorting would put there, nothing before it is larger and nothing
 * after it smaller. Linear time on average (Hoare 1961, "Algorithm 65: Find"). Values must not be NaN.
 */
export function partitionAt(values: Float64Array, k: number, from = 0): void {
  let left = from;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >>> 1]!;
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
