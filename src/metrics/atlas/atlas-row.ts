import type {CrossingEstimate} from "../coverage/coverage-table.js";
import type {PolicySummary} from "../study/study-summary.js";

/** What a pair was asked: by the report's table that it stands in. */
export const atlasDomains = ["math", "code", "visual"] as const;

export type AtlasDomain = (typeof atlasDomains)[number];

/** Where numbers come from: completions that the report drew, completions that other tools drew, or numbers that others printed. */
export const atlasSources = ["measured", "imported", "published"] as const;

export type AtlasSource = (typeof atlasSources)[number];

/** A published report that rows come from. */
export interface AtlasReport {
  /** First digits of its identity; `paper` for numbers that the paper printed. */
  id: string;
  title: string;
  /** SHA-256 of its content; null where it has no manifest. */
  identity: string | null;
  /** Day of the newest completion, ISO 8601. */
  date: string | null;
  /** Where a reader finds it; null where nobody said. */
  address: string | null;
}

/** Both policies of a pair at one budget: shares of problems, 0 to 1. */
export interface AtlasPoint {
  k: number;
  base: number;
  trained: number;
  /** `trained` minus `base`, with its interval where the report has one. */
  difference: number;
  low: number | null;
  high: number | null;
  /** p-value that both solve alike; null without an interval. */
  p: number | null;
}

/** A policy beside the one it was trained from, on one benchmark of one report. */
export interface AtlasRow {
  /** Id of its report. */
  report: string;
  domain: AtlasDomain;
  benchmark: string;
  /** Label of the base. */
  base: string;
  /** SHA-256 of the base's weights; null where nobody knows it. */
  baseModel: string | null;
  /** Label of the policy that was trained from it. */
  trained: string;
  role: PolicySummary["role"];
  source: AtlasSource;
  /** Null where nobody says. */
  verifier: string | null;
  problems: number | null;
  /** Completions per problem of the base and of the trained policy; null where nobody says. */
  n: [number, number] | null;
  /** Level of the intervals; null where there are none. */
  level: number | null;
  /** At the budgets that both have, smallest first; never empty. */
  points: AtlasPoint[];
  /** Where the curves cross; null where only some budgets were printed. */
  crossing: CrossingEstimate | null;
}

/** One page over many reports: data/atlas.json. */
export interface AtlasTable {
  title: string;
  reports: AtlasReport[];
  rows: AtlasRow[];
}

/** A row's values at a budget; undefined where it has none there. */
export function atlasPoint({points}: AtlasRow, k: number): AtlasPoint | undefined {
  return points.find((point) => point.k === k);
}

/** A row's values at its largest budget. */
export function lastPoint({points}: AtlasRow): AtlasPoint {
  return points.at(-1)!;
}
