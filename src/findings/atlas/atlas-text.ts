import {FEWEST_REPORTS, reportEffects, summaryAt} from "../../metrics/atlas/report-effects.js";
import {atlasPoint, type AtlasPoint, type AtlasRow} from "../../metrics/atlas/atlas-row.js";
import type {PooledEffect} from "../../metrics/pooling/random-effects.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import {countOf} from "../shared/counted.js";
import type {FigureAnswer} from "../shared/figure-answer.js";
import {about, points, tries, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";

/** Level of summaries. */
export const ATLAS_LEVEL = 0.95;

/** What rows of an atlas say together at one try and at a budget, in words. */
export function atlasAnswer(rows: readonly AtlasRow[], k: number): FigureAnswer {
  if (rows.length === 0) return {lead: "No pair is left: choose less.", cases: []};
  // A saved figure has the first sentence as its title: that of what it shows.
  const budgets = [...new Set([k, 1])];
  const family = budgets.flatMap((at) => measured(rows, at));
  const signs = clearSigns(family);
  let start = 0;
  const counts = budgets.flatMap((at): string[] => {
    const of = measured(rows, at).length;
    const own = signs.slice(start, (start += of));
    return of === 0 ? [] : [directionText(own, at)];
  });
  const without = rows.filter((row) => row.level === null).length;
  return {
    lead: [
      ...(counts.length === 0
        ? ["No pair that is shown has an interval: nothing is said to be clear, and there is no summary."]
        : [...counts, summaryText(rows, k)]),
      ...(without === 0 || counts.length === 0
        ? []
        : [
            `${without === 1 ? "One pair is" : `${whole(without)} pairs are`} printed without an interval and in none of these numbers.`
          ])
    ].join(" "),
    cases: [],
    note: [...(family.length === 0 ? [] : [clearNote(family.length)]), ...summaryNotes(rows, k)].join(" ")
  };
}

type MeasuredPoint = AtlasPoint & {low: number; high: number; p: number};

/** The differences at a budget that have an interval. */
function measured(rows: readonly AtlasRow[], k: number): MeasuredPoint[] {
  return rows.flatMap((row) => {
    const point = atlasPoint(row, k);
    return point && point.low !== null && point.high !== null && point.p !== null
      ? [point as MeasuredPoint]
      : [];
  });
}

/** `With 128 tries the trained policy is clearly ahead of its base in none of 17 comparisons, clearly behind in 13`. */
function directionText(signs: readonly (-1 | 0 | 1)[], k: number): string {
  const [only, ...others] = signs;
  if (others.length === 0)
    return `With ${tries(k)} the trained policy of the only comparison is ${only === 1 ? "clearly ahead of" : only === -1 ? "clearly behind" : "not clearly ahead of or behind"} its base.`;
  const count = (sign: -1 | 1): number => signs.filter((one) => one === sign).length;
  const behind = count(-1) === 0 ? "none" : count(-1) === signs.length ? "all" : whole(count(-1));
  return `With ${tries(k)} the trained policy is clearly ahead of its base in ${countOf(count(1), signs.length)} comparisons, clearly behind in ${behind}.`;
}

/** The mean difference over reports with its interval, and how far reports differ. */
function summaryText(rows: readonly AtlasRow[], k: number): string {
  const effects = reportEffects(rows, k).length;
  const pooled = summaryAt(rows, k, ATLAS_LEVEL);
  if (pooled === null)
    return effects === 0
      ? `No report has an interval with ${tries(k)}: there is no summary there.`
      : `Only ${effects === 1 ? "one independent report has" : `${whole(effects)} independent reports have`} an interval with ${tries(k)}: nothing can be summed up, which takes ${whole(FEWEST_REPORTS)}.`;
  return `Over ${whole(pooled.effects)} reports the mean difference with ${tries(k)} is ${points(pooled.estimate)} points, ${percentOfLevel(ATLAS_LEVEL)} interval ${points(pooled.low)} to ${points(pooled.high)}${
    pooled.low <= 0 && pooled.high >= 0 ? ", which holds zero" : ""
  }.`;
}

/** `−8.1 (−12.0 to −4.2)`, in points. */
export function pooledText({estimate, low, high}: Pick<PooledEffect, "estimate" | "low" | "high">): string {
  return `${points(estimate)} (${points(low)} to ${points(high)})`;
}

/** How far the reports of a summary differ, for a table and beneath a figure. */
function heterogeneityText({iSquared, tauSquared}: PooledEffect): string {
  return `I² ${about(iSquared)}, τ ${points(Math.sqrt(tauSquared)).replace("+", "")} points`;
}

function summaryNotes(rows: readonly AtlasRow[], k: number): string[] {
  const groups = reportEffects(rows, k);
  if (groups.length === 0) return [];
  const shared = groups.filter(({reports}) => reports.length > 1).length;
  const pooled = summaryAt(rows, k, ATLAS_LEVEL);
  return [
    `The summary counts each report once, for its rows share base models and problems: the mean of its rows, with the mean of their standard errors, which holds however they depend on each other.`,
    ...(shared > 0 ? ["Reports with the same base model count as one."] : []),
    "That two reports may ask the same problems is left out.",
    `Variance between reports by Paule and Mandel, ${percentOfLevel(ATLAS_LEVEL)} interval by Hartung and Knapp.`,
    `A summary takes ${whole(FEWEST_REPORTS)} reports: of two its interval would be thirteen standard errors to either side.`,
    ...(pooled === null ? [] : [`Here: ${heterogeneityText(pooled)}.`]),
    ...(pooled !== null && pooled.effects < 5
      ? [
          "With so few reports the variance between them is hardly known, and the interval is as long as that makes it."
        ]
      : [])
  ];
}
