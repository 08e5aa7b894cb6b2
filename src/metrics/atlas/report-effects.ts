import {randomEffects, type Effect, type PooledEffect} from "../pooling/random-effects.js";
import type {Interval} from "../statistics/interval.js";
import {criticalValue} from "../statistics/score-interval.js";
import {atlasPoint, type AtlasRow} from "./atlas-row.js";

/** The one effect of reports that count as one, at a budget. */
export interface ReportEffect extends Effect {
  /** Ids of the reports. */
  reports: string[];
  /** How many rows it is the mean of. */
  rows: number;
}

/**
 * One effect for each report at a budget, for rows of one report share base models and problems: the mean of its rows'
 * differences. Its standard error is the mean of theirs, which no dependence between them can exceed; a row's is the length of its
 * interval over twice the normal quantile of its level. Reports with a base model in common are one. Rows without an interval,
 * and those that have no such budget, are left out.
 */
export function reportEffects(rows: readonly AtlasRow[], k: number): ReportEffect[] {
  const groups: {reports: Set<string>; bases: Set<string>; effects: Effect[]}[] = [];
  for (const row of rows) {
    const effect = rowEffect(row, k);
    if (effect === null) continue;
    const group = {reports: new Set([row.report]), bases: new Set<string>(), effects: [effect]};
    if (row.baseModel !== null) group.bases.add(row.baseModel);
    for (const other of [...groups]) {
      if (!other.reports.has(row.report) && (row.baseModel === null || !other.bases.has(row.baseModel)))
        continue;
      // The first group stays where it is: order follows the rows.
      groups.splice(groups.indexOf(other), 1);
      for (const id of other.reports) group.reports.add(id);
      for (const id of other.bases) group.bases.add(id);
      group.effects.unshift(...other.effects);
    }
    groups.push(group);
  }
  return groups.map(({reports, effects}) => {
    const mean = (of: (effect: Effect) => number): number =>
      effects.reduce((sum, effect) => sum + of(effect), 0) / effects.length;
    return {
      reports: [...reports],
      rows: effects.length,
      estimate: mean(({estimate}) => estimate),
      standardError: mean(({standardError}) => standardError)
    };
  });
}

/** A row's difference with its standard error; null where it has no interval of some length there. */
function rowEffect(row: AtlasRow, k: number): Effect | null {
  const {difference, low, high} = atlasPoint(row, k) ?? {difference: NaN, low: null, high: null};
  if (low === null || high === null || row.level === null || !(high > low)) return null;
  return {estimate: difference, standardError: (high - low) / (2 * criticalValue(row.level))};
}

/** The effects that a summary takes: with two, Student's t of one degree makes its interval thirteen standard errors to either side. */
export const FEWEST_REPORTS = 3;

/**
 * The summary of rows at a budget; a difference of shares lies between -1 and 1, and so do its intervals. Null for fewer than
 * `FEWEST_REPORTS` effects.
 */
export function summaryAt(rows: readonly AtlasRow[], k: number, level: number): PooledEffect | null {
  const effects = reportEffects(rows, k);
  const pooled = effects.length < FEWEST_REPORTS ? null : randomEffects(effects, level);
  if (pooled === null) return null;
  const {prediction} = pooled;
  return {...pooled, ...inside(pooled), prediction: prediction === null ? null : inside(prediction)};
}

function inside({low, high}: Interval): Interval {
  return {low: Math.max(-1, low), high: Math.min(1, high)};
}

/** The budgets that any of the rows has, smallest first. */
export function atlasBudgets(rows: readonly AtlasRow[]): number[] {
  return [...new Set(rows.flatMap(({points}) => points.map(({k}) => k)))].sort((a, b) => a - b);
}

/** The largest budget at which as many effects stand as at any; 1 without rows. */
export function fullestBudget(rows: readonly AtlasRow[]): number {
  let [most, best] = [-1, 1];
  for (const k of atlasBudgets(rows)) {
    const count = reportEffects(rows, k).length;
    if (count >= most) [most, best] = [count, k];
  }
  return best;
}
