import type {CoverageTable} from "../coverage/coverage-table.js";
import type {PolicySummary, StudySummary} from "../study/study-summary.js";
import {atlasDomains, type AtlasDomain, type AtlasRow, type AtlasSource} from "./atlas-row.js";

/** The tables of a report that an atlas reads; a domain that the report has no page for is left out. */
export type ReportTables = {study: StudySummary} & Partial<Record<AtlasDomain, CoverageTable>>;

/** A row for each pair and benchmark of a report, in its order. Throws a RangeError for a table with what the study does not name. */
export function reportRows(report: string, tables: ReportTables): AtlasRow[] {
  return atlasDomains.flatMap((domain) => domainRows(report, domain, tables));
}

function domainRows(report: string, domain: AtlasDomain, {study, ...tables}: ReportTables): AtlasRow[] {
  const {level, benchmarks} = tables[domain] ?? {level: NaN, benchmarks: []};
  return benchmarks.flatMap(({benchmark, problems, curves, comparisons}) => {
    const side = (id: string): PairSide => {
      const {n, points} = named(curves, ({policy}) => policy === id, id);
      const coverage = new Map(points.map((point) => [point.k, point.coverage]));
      return {...named(study.policies, ({policy}) => policy === id, id), n, coverage};
    };
    const rows = comparisons.map(({base: baseId, rl, points, crossing}): AtlasRow => {
      const {label, verifier} = named(study.benchmarks, ({benchmark: id}) => id === benchmark, benchmark);
      const [base, trained] = [side(baseId), side(rl)];
      return {
        ...{report, domain, benchmark: label, verifier, problems, level, crossing},
        ...{base: base.label, trained: trained.label, role: trained.role},
        baseModel: /^[\da-f]{64}$/.test(base.source) ? base.source : null,
        source: sourceOf([base, trained]),
        n: [base.n, trained.n],
        points: points.flatMap(({k, ...point}) => {
          const [left, right] = [base.coverage.get(k), trained.coverage.get(k)];
          return left === undefined || right === undefined ? [] : [{k, base: left, trained: right, ...point}];
        })
      };
    });
    return rows.filter(({points}) => points.length > 0);
  });
}

interface PairSide extends Pick<PolicySummary, "label" | "role" | "engine" | "source" | "published"> {
  n: number;
  coverage: ReadonlyMap<number, number>;
}

function named<T>(list: readonly T[], isIt: (one: T) => boolean, name: string): T {
  const found = list.find(isIt);
  if (found === undefined) throw new RangeError(`nothing is known of ${name}`);
  return found;
}

/** One number that others printed makes a comparison one of published numbers. */
function sourceOf(policies: readonly Pick<PolicySummary, "engine" | "published">[]): AtlasSource {
  if (policies.some(({published}) => (published ?? null) !== null)) return "published";
  return policies.some(({engine}) => engine === "imported") ? "imported" : "measured";
}
