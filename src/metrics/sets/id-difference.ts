/** How many ids two sets share, and those of each alone, in their order. */
export function idDifference(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>
): {shared: number; onlyA: string[]; onlyB: string[]} {
  const onlyA = [...a].filter((id) => !b.has(id));
  const onlyB = [...b].filter((id) => !a.has(id));
  return {shared: a.size - onlyA.length, onlyA, onlyB};
}
