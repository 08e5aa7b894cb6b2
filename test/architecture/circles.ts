/** Names to the names that each depends on. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * One circle for each knot of a graph (a set of nodes that all reach each other), as the nodes on the way round: the first
 * is the smallest name of the knot, and it follows from the last. The way is a shortest one.
 */
export function circles(graph: Graph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    if (done.has(start)) continue;
    const circle = shortestCircle(graph, start);
    if (circle === null) continue;
    found.push(circle);
    const after = reachable(graph, start);
    for (const node of after) if (reachable(graph, node).has(start)) done.add(node);
  }
  return found;
}

/** A shortest way from a node back to itself, by breadth-first search; null where there is none. */
function shortestCircle(graph: Graph, start: string): string[] | null {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1)!) ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

function reachable(graph: Graph, start: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const next of graph.get(node) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return seen;
}
