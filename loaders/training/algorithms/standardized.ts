/** (value - mean) / deviation of each value, with the population deviation; all 0 where the values are equal. */
export function standardized(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation < 1e-6 ? 0 : (value - mean) / deviation));
}
