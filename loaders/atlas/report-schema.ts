import {type} from "arktype";
import type {ReportTables} from "../../src/metrics/atlas/report-rows.js";
import {atlasDomains} from "../../src/metrics/atlas/atlas-row.js";
import {UserError} from "../schema/user-error.js";

/** A share of problems, or a difference of two. */
const share = "-1 <= number <= 1";
const budget = "number.integer >= 1";
const crossing = type({
  ...{observed: "number | null", median: "number | null", low: "number | null", high: "number | null"},
  ...{censored: "number", baseAhead: "number", kMax: budget, isSame: "boolean"}
});

const coverage = type({
  level: "0.5 <= number < 1",
  benchmarks: type({
    benchmark: "string",
    problems: "number.integer >= 0",
    curves: type({
      policy: "string",
      n: "number.integer >= 0",
      points: type({k: budget, coverage: share}).array()
    }).array(),
    comparisons: type({
      base: "string",
      rl: "string",
      points: type({k: budget, difference: share, low: share, high: share, p: "number"}).array(),
      crossing
    }).array()
  }).array()
});

const study = type({
  title: "string",
  policies: type({
    ...{policy: "string", label: "string", role: "'base' | 'rl' | 'instruct' | 'distilled'"},
    ...{engine: "string", source: "string", "published?": "string | null"}
  }).array(),
  benchmarks: type({benchmark: "string", label: "string", verifier: "string"}).array()
});

/** The tables that an atlas reads of a report, by their names. */
export const atlasTables = ["study", ...atlasDomains] as const;

/** What an atlas reads of a report’s tables. Throws a UserError that names a table which is another than the tool writes. */
export function checkReportTables(place: string, tables: ReadonlyMap<string, unknown>): ReportTables {
  for (const name of atlasTables) {
    const value = tables.get(name);
    if (value === undefined && name !== "study") continue;
    const checked = (name === "study" ? study : coverage)(value);
    if (checked instanceof type.errors)
      throw new UserError(`${place}: table ${name}.json: ${checked[0]!.message}; build the report again`);
  }
  return Object.fromEntries(tables) as unknown as ReportTables;
}
