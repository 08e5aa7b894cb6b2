/** What people call a benchmark; its id where the study does not know it. */
export function benchmarkLabel(
  {benchmarks}: {benchmarks: readonly {benchmark: string; label: string}[]},
  id: string
): string {
  return benchmarks.find(({benchmark}) => benchmark === id)?.label ?? id;
}
