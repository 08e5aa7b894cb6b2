import type {AdaptiveCell} from "./adaptive-power.js";
import type {PowerCell} from "./power-simulation.js";

/** What a completion of each policy takes. */
export interface CompletionCost {
  /** Mean tokens of a completion, as a pilot measured them, or the limit of tokens; null where neither is known. */
  base: number | null;
  rl: number | null;
  are: "measured" | "limit" | "unknown";
  /** Tokens a second of the servers together; null where nobody said. */
  perSecond: number | null;
}

/** A number of problems and of completions, what it shows and what it costs. */
export interface PlanRow extends Omit<PowerCell, "crossingWidth"> {
  /** As in `PowerCell`; null where half of the intervals or more are open: JSON has no Infinity. */
  crossingWidth: number | null;
  /** Of all completions of both policies; null where nothing is known of one's. */
  tokens: number | null;
  hours: number | null;
}

/** The rows of a plan, in the order of the cells. */
export function planRows(cells: readonly PowerCell[], {base, rl, perSecond}: CompletionCost): PlanRow[] {
  return cells.map(({crossingWidth, ...cell}) => {
    const each = base === null || rl === null ? null : base + rl;
    const tokens = each === null ? null : Math.round(cell.problems * cell.completions * each);
    return {
      ...cell,
      crossingWidth: Number.isFinite(crossingWidth) ? crossingWidth : null,
      tokens,
      hours: tokens === null || perSecond === null ? null : tokens / perSecond / 3600
    };
  });
}

/** A number of problems of a study whose n is adaptive. */
export interface AdaptiveRow extends AdaptiveCell {
  /** Of the median completions; null where nothing is known of a policy's. */
  tokens: number | null;
  hours: number | null;
}

/** The rows of a plan whose n is adaptive; a completion has the mean tokens of both policies. */
export function adaptiveRows(
  cells: readonly AdaptiveCell[],
  {base, rl, perSecond}: CompletionCost
): AdaptiveRow[] {
  return cells.map((cell) => {
    const tokens = base === null || rl === null ? null : Math.round((cell.median * (base + rl)) / 2);
    return {...cell, tokens, hours: tokens === null || perSecond === null ? null : tokens / perSecond / 3600};
  });
}

/** What a plan may be asked to show. */
export type PlanGoal = "difference" | "crossing";

/** Which rows reach a power. */
export interface CheapestPlan {
  /** The one of fewest tokens within the problems that there are; null where none reaches it. */
  within: PlanRow | null;
  /** The one of fewest tokens with any number of problems; null where none reaches it. */
  anyhow: PlanRow | null;
  /** The row of most power within the problems that there are, of these the cheapest; null without one. */
  best: PlanRow | null;
}

/** The cheapest rows of at least a power: of fewest tokens, or completions where tokens are unknown. Of two that cost the same the one of more problems: its intervals are the safer ones. */
export function cheapestPlan(
  rows: readonly PlanRow[],
  {goal, power, available}: {goal: PlanGoal; power: number; available: number | null}
): CheapestPlan {
  const byCost = rows
    .filter((row) => row[goal] !== null)
    .toSorted((a, b) => costOf(a) - costOf(b) || b.problems - a.problems);
  const there = byCost.filter(({problems}) => problems <= (available ?? Infinity));
  const reaches = (row: PlanRow): boolean => row[goal]! >= power;
  let best: PlanRow | null = null;
  for (const row of there) if (best === null || row[goal]! > best[goal]!) best = row;
  return {within: there.find(reaches) ?? null, anyhow: byCost.find(reaches) ?? null, best};
}

function costOf({tokens, problems, completions}: PlanRow): number {
  return tokens ?? problems * completions;
}

/** A plan with all that it rests on: what the command prints as JSON and the page shows. */
export interface StudyPlan {
  study: string;
  title: string;
  benchmark: {id: string; label: string; problems: number | null};
  base: {id: string; label: string};
  rl: {id: string; label: string};
  /** The budget of the difference. */
  at: number;
  difference: {
    /** Share that was asked for; null for what the population has. */
    asked: number | null;
    /** RL minus base at k in the population as it is. */
    own: number;
    /** What is planned for; null where no shift of the RL policy's rates reaches it. */
    planned: number | null;
    most: number;
  };
  /** RL minus base in the population as it is, at k = 1 and at the most completions of the rows. */
  ends: {atOne: number; atMost: number};
  /** The least power that is asked for. */
  power: number;
  level: number;
  replicates: number;
  /** The largest standard error of a power. */
  error: number;
  seed: number;
  population: PlanPopulation;
  cost: CompletionCost;
  rows: PlanRow[];
  /** What the study takes as it draws, where its n is adaptive; null where it is fixed. */
  adaptive: {
    /** Completions of a problem at the last look, the largest k at which a crossing is looked for, correct ones that end a problem. */
    n_max: number;
    k_max: number;
    successes: number;
    budget: {most: number; of: "completions" | "tokens"} | null;
    replicates: number;
    /** The largest standard error of a share. */
    error: number;
    rows: AdaptiveRow[];
  } | null;
}

/** Where the solve rates come from. */
export type PlanPopulation = {
  base: {alpha: number; beta: number; never: number};
  rl: {alpha: number; beta: number; never: number};
} & (
  | {kind: "pilot"; problems: number; least: number; most: number}
  | {kind: "prior"; correlation: number; isDefault: boolean}
);
