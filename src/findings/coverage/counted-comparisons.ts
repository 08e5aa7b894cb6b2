import type {Comparison, DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {farFromPaper} from "../../metrics/coverage/paper-crossings.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import {clearlyOf, countOf} from "../shared/counted.js";
import {budget, listText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";

/** What comparisons are to each other: sets of problems with a pair each, or pairs and sets. */
export type ComparisonUnit = "tasks" | "comparisons";

/** In how many comparisons training wins with the fewest tries, and who wins with the most; where the curves cross. */
export function countedComparisons(
  all: readonly Comparison[],
  unit: ComparisonUnit
): {lead: string; note?: string} {
  const measured = all.filter(({points}) => points.length > 0);
  const [first] = measured.flatMap(({points}) => points);
  if (!first) return {lead: "Nothing is compared yet."};
  const ends = clearEnds(measured);
  const isSingle = measured.every(({points}) => points.length === 1);
  const start = winnerSentence(
    ends.map(({first, sign}) => ({difference: first.difference, sign: sign[0]})),
    unit,
    first.k === 1 ? null : `${whole(first.k)} tries`
  );
  const note = clearNote(isSingle ? ends.length : 2 * ends.length);
  if (isSingle) return {lead: start, note};
  const ks = new Set(ends.map(({last}) => last.k));
  const end = winnerSentence(
    ends.map(({last, sign}) => ({difference: last.difference, sign: sign[1]})),
    unit,
    ks.size === 1 ? `${whole(ends[0]!.last.k)} tries` : "the most tries"
  );
  return {lead: `${start} ${end} ${crossingsSentence(measured, unit)}`, note};
}

/** The least difference that a table shows as one: half of a tenth of a point. */
const SHOWN = 0.0005;

interface Outcome {
  difference: number;
  /** The side beyond chance: 1 for training. */
  sign: number;
}

/** Who wins more of the comparisons, and the other side where it wins some clearly. `tries` is null for the first try. */
function winnerSentence(outcomes: readonly Outcome[], unit: ComparisonUnit, tries: string | null): string {
  const sides = [
    {name: "training", way: 1},
    {name: "the base", way: -1}
  ].map(({name, way}) => ({
    name,
    wins: outcomes.filter(({difference}) => difference * way >= SHOWN).length,
    clear: outcomes.filter(({sign}) => sign === way).length
  }));
  const [more, less] = sides[0]!.wins >= sides[1]!.wins ? sides : [sides[1]!, sides[0]!];
  const preposition = unit === "tasks" ? "on" : "in";
  const what = tries === null ? " the first try" : "";
  if (more!.wins === 0) return sentence(tries, `nobody wins${what}`);
  const text =
    `${more!.name} wins${what} ${preposition} ${countOf(more!.wins, outcomes.length)} ${unit}` +
    clearlyOf(more!.clear, more!.wins, preposition);
  const other =
    less!.clear === 0
      ? ""
      : `; ${less!.name} wins ${preposition} ${whole(less!.wins)}${clearlyOf(less!.clear, less!.wins, preposition)}`;
  return sentence(tries, `${text}${other}`);
}

function sentence(tries: string | null, text: string): string {
  if (tries === null) return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  return `With ${tries} ${text}.`;
}

/** Where the curves cross from a clear lead of training, and whether that is far from where the paper's do. */
function crossingsSentence(comparisons: readonly Comparison[], unit: ComparisonUnit): string {
  const fromLead = crossFromLead(comparisons);
  const found = comparisons.filter((_, i) => fromLead[i]).map(({crossing}) => crossing);
  if (found.length === 0) return "No curves cross from a clear lead.";
  const values = [
    ...new Set(
      found
        .map(({observed}) => observed!)
        .sort((a, b) => a - b)
        .map(budget)
    )
  ];
  const place =
    values.length <= 3 ? `at k = ${listText(values)}` : `between k = ${values[0]!} and ${values.at(-1)!}`;
  const subject =
    found.length === comparisons.length
      ? "The curves cross"
      : `${unit === "tasks" ? "On" : "In"} ${countOf(found.length, comparisons.length)} the curves cross from a clear lead,`;
  return `${subject} ${place}${farClause(found.map(farFromPaper))}.`;
}

function farClause(all: readonly ReturnType<typeof farFromPaper>[]): string {
  const far = (["earlier", "later"] as const)
    .map((way) => ({way, count: all.filter((one) => one === way).length}))
    .filter(({count}) => count > 0);
  if (far.length === 0) return "";
  const [only] = far;
  const where = "than in the paper (tens to hundreds)";
  if (far.length === 1 && only!.count === all.length) return `, far ${only!.way} ${where}`;
  return `, ${listText(far.map(({way, count}) => `${whole(count)} of them far ${way}`))} ${where}`;
}

/** Both ends of a comparison, and on which side of 0 each lies beyond chance, all ends of all comparisons being one family. */
interface ClearEnds {
  first: DifferencePoint;
  last: DifferencePoint;
  sign: [number, number];
}

function clearEnds(comparisons: readonly Comparison[]): ClearEnds[] {
  const ends = comparisons.map(({points}) => ({first: points[0]!, last: points.at(-1)!}));
  // A single budget is one test, not two.
  const family = ends.flatMap(({first, last}) => (first === last ? [first] : [first, last]));
  const signs = new Map(clearSigns(family).map((sign, i) => [family[i]!, sign]));
  return ends.map(({first, last}) => ({first, last, sign: [signs.get(first)!, signs.get(last)!]}));
}

/** Which comparisons cross from a lead beyond chance with the fewest completions: two curves that begin together may cross by luck. */
export function crossFromLead(comparisons: readonly Comparison[]): boolean[] {
  const measured = comparisons.filter(({points}) => points.length > 0);
  const ends = clearEnds(measured);
  return comparisons.map((comparison) => {
    const {observed} = comparison.crossing;
    return observed !== null && observed > 1 && (ends[measured.indexOf(comparison)]?.sign[0] ?? 0) > 0;
  });
}
