/** The benchmarks as the experiments of a study name them, one experiment after the other. */
export function benchmarkOrder({
  experiments,
  benchmarks
}: {
  experiments: readonly {benchmarks: readonly string[]}[];
  benchmarks: readonly {id: string}[];
}): string[] {
  const named = experiments.flatMap((experiment) => experiment.benchmarks);
  return [...new Set([...named, ...benchmarks.map(({id}) => id)])];
}

/** Something that a site may have or leave out. */
interface Weighed {
  benchmark: string;
  bytes: number;
}

export interface WeighedCase extends Weighed {
  /** Of the file, from the site's root. */
  path: string;
  /** Its place among those that a reader opens first; null for any other. */
  firstRead: number | null;
}

export interface Choice {
  /** Benchmarks whose completions the site has. */
  completions: Set<string>;
  /** Paths of the files of problems that the site has. */
  cases: Set<string>;
}

/** Of the room, what the problems that are read first may take before completions have theirs. */
const FIRST_SHARE = 1 / 2;

/**
 * What a site has of completions and of the texts of problems where there is `room` for so many bytes. First the problems that
 * a reader opens first, in at most half of the room; then the completions of whole benchmarks; then the other problems. Each
 * in the order of `benchmarks`. What does not fit is left out, and the next is tried. A file of more than `mostOfFile` bytes
 * never fits.
 */
export function chooseParts(
  completions: readonly Weighed[],
  cases: readonly WeighedCase[],
  {room, benchmarks, mostOfFile}: {room: number; benchmarks: readonly string[]; mostOfFile: number}
): Choice {
  const chosen: Choice = {completions: new Set(), cases: new Set()};
  let left = room;
  const place = new Map(benchmarks.map((benchmark, i) => [benchmark, i]));
  const inOrder = <T extends Weighed>(rows: readonly T[], then: (row: T) => number): T[] =>
    [...rows].sort(
      (a, b) =>
        (place.get(a.benchmark) ?? Infinity) - (place.get(b.benchmark) ?? Infinity) || then(a) - then(b)
    );
  const fits = ({bytes}: Weighed, most: number): boolean => {
    if (bytes > most) return false;
    left -= bytes;
    return true;
  };
  const possible = cases.filter(({bytes}) => bytes <= mostOfFile);
  const first = possible.filter(({firstRead}) => firstRead !== null);
  const kept = room * (1 - FIRST_SHARE);
  for (const one of inOrder(first, ({firstRead}) => firstRead!))
    if (fits(one, left - kept)) chosen.cases.add(one.path);
  for (const one of inOrder(completions, () => 0)) if (fits(one, left)) chosen.completions.add(one.benchmark);
  for (const one of inOrder(possible, ({firstRead}) => firstRead ?? Infinity))
    if (!chosen.cases.has(one.path) && fits(one, left)) chosen.cases.add(one.path);
  return chosen;
}
