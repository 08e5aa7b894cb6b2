import type {PairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import {clusterValues} from "../statistics/cluster-values.js";
import type {Estimate, Interval} from "../statistics/interval.js";
import type {Numbers} from "../statistics/numbers.js";
import {studentQuantile} from "../statistics/student-quantile.js";

/** How much of a policy's gap to its base another policy of the same base closes, at one budget. */
export interface ClosedGap extends Estimate {
  base: string;
  /** The policy whose gap it is. */
  from: string;
  /** The policy that closes a part of it. */
  to: string;
  k: number;
}

/** Part of the error that remains for an interval which is given only where its gap is shown. */
const CAREFUL = 0.2;

/** Indices of three policies of a table, and of a budget. */
interface GapPlace {
  base: number;
  /** Null: from nothing solved at all, so that the share is of what `base` solves. */
  from: number | null;
  to: number;
  j: number;
}

/**
 * Share of a gap that is closed: 1 - (C_base - C_to) / (C_base - C_from) at one budget; 1 where `to` reaches the base, below 0 where
 * it lies further off than `from`. Interval over problems: the shares that a test of the mean of (to - from) - share * (base - from)
 * does not reject (Fieller 1954), with and without two problems more that are regained and two that are not, since a few problems
 * may all be of one kind by chance. Null where the gap itself is not shown: there is nothing to divide by. Of small gaps those are shown that
 * chance made larger than they are, and their share smaller: so that the interval holds with the level where it is given, it errs a fifth as often.
 */
export function closedShare(
  {table, clusters}: Pick<PairedBootstrap, "table" | "clusters">,
  {base, from, to, j}: GapPlace,
  level: number
): Estimate | null {
  const {ks, problems, values} = table;
  const at = (policy: number): Numbers => {
    const column = policy * ks.length + j;
    return clusterValues(values.subarray(column * problems, (column + 1) * problems), clusters);
  };
  const [ofBase, ofTo] = [at(base), at(to)];
  const ofFrom = from === null ? Array.from(ofBase, () => 0) : at(from);
  const parts = Array.from(ofFrom, (own, i) => ({closed: ofTo[i]! - own, gap: ofBase[i]! - own}));
  const more = [1, 1, 0, 0].map((closed) => ({closed, gap: 1}));
  const own = 1 - CAREFUL * (1 - level);
  const [plain, padded] = [fieller(parts, own), fieller([...parts, ...more], own)];
  if (plain === null || padded === null) return null;
  const sum = (value: (part: GapPart) => number): number =>
    parts.reduce((total, part) => total + value(part), 0);
  return {
    estimate: sum(({closed}) => closed) / sum(({gap}) => gap),
    low: Math.min(plain.low, padded.low),
    high: Math.max(plain.high, padded.high)
  };
}

/** What one problem adds to the closed part, and to the gap. */
interface GapPart {
  closed: number;
  gap: number;
}

/** The ratio of two means, of which that of the gaps is above 0 beyond its interval; null where it is not. */
function fieller(parts: readonly GapPart[], level: number): Interval | null {
  const count = parts.length;
  const average = (value: (part: GapPart) => number): number =>
    parts.reduce((sum, part) => sum + value(part), 0) / count;
  const [closed, gap] = [average((part) => part.closed), average((part) => part.gap)];
  const noise = studentQuantile(level, count - 1) ** 2 / (count - 1);
  const [square, mixed, own] = [
    gap * gap - noise * average((part) => (part.gap - gap) ** 2),
    closed * gap - noise * average((part) => (part.gap - gap) * (part.closed - closed)),
    closed * closed - noise * average((part) => (part.closed - closed) ** 2)
  ];
  if (!(gap > 0 && square > 0)) return null;
  const root = Math.sqrt(Math.max(0, mixed * mixed - square * own));
  return {low: (mixed - root) / square, high: (mixed + root) / square};
}
