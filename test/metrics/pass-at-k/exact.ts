/** C(n, k) exactly. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** numerator / denominator as the nearest double to about 1e-17 relative. */
export function ratio(numerator: bigint, denominator: bigint): number {
  const scaled = (numerator << 1200n) / denominator;
  const digits = scaled.toString(2);
  const kept = digits.slice(0, 60);
  return Number(BigInt(`0b${kept}`)) * 2 ** (digits.length - kept.length - 1200);
}

/** Every subset of size k of 0 … n-1. */
export function subsets(n: number, k: number): number[][] {
  if (k === 0) return [[]];
  if (n < k) return [];
  return [...subsets(n - 1, k), ...subsets(n - 1, k - 1).map((subset) => [...subset, n - 1])];
}
