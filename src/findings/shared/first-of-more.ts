import type {Comparison} from "../../metrics/counts/comparison.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {distinctLabel} from "./distinct-label.js";
import {listText, whole} from "./format.js";

/** What a figure shows of one policy on one benchmark: how many completions of each problem. */
export interface ShownCell {
  policy: string;
  benchmark: string;
  n: number;
}

/**
 * Says of which policies a figure counts the first completions alone, while more were drawn, which figures elsewhere count:
 * their values differ. Empty where every cell counts all that there are.
 */
export function firstOfMoreText(
  {experiments, policies}: Pick<StudySummary, "experiments" | "policies">,
  cells: readonly ShownCell[]
): string {
  const drawn = experiments.flatMap(({ofMore = []}) => ofMore);
  const groups = new Map<string, {shown: number; all: number; names: Set<string>}>();
  for (const {policy, benchmark, n} of cells) {
    const all = Math.max(
      0,
      ...drawn.filter((cell) => cell.policy === policy && cell.benchmark === benchmark).map((cell) => cell.n)
    );
    if (all <= n) continue;
    const group = groups.get(`${n} ${all}`) ?? {shown: n, all, names: new Set()};
    group.names.add(distinctLabel(policiesOf(cells, policies), policy));
    groups.set(`${n} ${all}`, group);
  }
  return [...groups.values()]
    .map(
      ({shown, all, names}) =>
        `Of ${listText([...names])} these are the first ${whole(shown)} of ${whole(all)} completions of each problem: figures that count all ${whole(all)} have other values.`
    )
    .join(" ");
}

function policiesOf(
  cells: readonly ShownCell[],
  policies: StudySummary["policies"]
): StudySummary["policies"] {
  return policies.filter(({policy}) => cells.some((cell) => cell.policy === policy));
}

/** A cell with the name of its benchmark. */
export interface NamedCell extends ShownCell {
  title: string;
}

/**
 * Says that rows or panels of one figure rest on different numbers of completions, and who on how many; empty where all have as
 * many. `what` is what grows with the number of completions.
 */
export function unequalText(
  {policies}: Pick<StudySummary, "policies">,
  cells: readonly NamedCell[],
  what: string
): string {
  if (new Set(cells.map(({n}) => n)).size < 2) return "";
  const isUniform = ({benchmark, n}: NamedCell): boolean =>
    cells.every((other) => other.benchmark !== benchmark || other.n === n);
  const mixed = cells.filter((cell) => !isUniform(cell));
  const shown = policiesOf(mixed, policies);
  const ofPolicies = byNumber(mixed, ({policy}) => distinctLabel(shown, policy)).map(({n, names}, i, all) =>
    i > 0 && i === all.length - 1 ? `${whole(n)} of the others` : `${whole(n)} of ${listText(names)}`
  );
  const ofBenchmarks = byNumber(cells.filter(isUniform), ({title}) => title).map(
    ({n, names}) => `${whole(n)} on ${listText(names)}`
  );
  return `Completions of each problem: ${[...ofPolicies, ...ofBenchmarks].join("; ")}. ${what} grows with their number: compare what rests on as many.`;
}

/** Names by number of completions, the largest number first. */
function byNumber(
  cells: readonly NamedCell[],
  name: (cell: NamedCell) => string
): {n: number; names: string[]}[] {
  const ns = [...new Set(cells.map(({n}) => n))].sort((a, b) => b - a);
  return ns.map((n) => ({n, names: [...new Set(cells.filter((cell) => cell.n === n).map(name))]}));
}

/** The same of comparisons, of each the least number of completions of a problem. */
export function unequalComparisons(
  study: Pick<StudySummary, "policies">,
  comparisons: readonly Comparison[],
  what: string
): string {
  const cells = comparisons.flatMap(({benchmark: {benchmark, label: title}, base, rl, counts}) => [
    {policy: base.policy, benchmark, title, n: leastN(counts.base)},
    {policy: rl.policy, benchmark, title, n: leastN(counts.rl)}
  ]);
  return unequalText(study, cells, what);
}

function leastN(counts: Comparison["counts"]["base"]): number {
  return counts.reduce((least, {n}) => Math.min(least, n), Infinity);
}
