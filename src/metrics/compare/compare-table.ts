import type {BenchmarkCounts} from "../counts/benchmark-counts.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {coverageTable, type CoverageTable, type CoverageTableOptions} from "../coverage/coverage-table.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../study/study-summary.js";
import {inputChanges, type InputChange} from "./input-changes.js";
import {matchedPolicies} from "./matched-policies.js";
import type {ReportSide} from "./report-side.js";
import type {VerdictChanges} from "./verdict-changes.js";

/** Curves for a grid of panels: a table and a study that names what is in it. */
interface ComparedCurves {
  table: CoverageTable;
  study: StudySummary;
}

/** Two reports side by side: data/compare.json. */
export interface CompareTable {
  /** Names of the first report and of the second. */
  a: string;
  b: string;
  /** Titles of their studies. */
  titles: [string, string];
  /** The curves of each report, by itself. */
  each: ComparedCurves;
  /** Each policy of both, on the problems of both: the second report’s minus the first’s. */
  differences: ComparedCurves;
  /** Panels of `differences` by how their policies were found: names that are not the same in both. */
  byRole: string[];
  /** Benchmarks that both have, but no problem of both. */
  withoutProblems: string[];
  changes: InputChange[];
  /** Which verdicts changed; left out unless both are published reports. */
  verdicts?: VerdictChanges;
}

/** The experiment that the curves are shown as. */
const compareExperiment = "compare";

/** Two reports side by side, with paired intervals over the problems that both have. */
export function compareTable(a: ReportSide, b: ReportSide, options: CoverageTableOptions): CompareTable {
  const policies = matchedPolicies(a.study.policies, b.study.policies);
  const shared = a.study.benchmarks.filter(({benchmark}) =>
    b.study.benchmarks.some((other) => other.benchmark === benchmark)
  );
  const pairs = shared.flatMap((benchmark) => policies.map((policy) => ({benchmark, ...policy})));
  const rows: ProblemCount[] = [];
  const names = new Map<string, BenchmarkSummary>();
  for (const {benchmark, a: first, b: second} of pairs) {
    const id = `${benchmark.benchmark} ${first.policy}`;
    const [own, other] = [
      countRows(a.counts, benchmark.benchmark, first.policy, {benchmark: id, policy: `a ${first.policy}`}),
      countRows(b.counts, benchmark.benchmark, second.policy, {benchmark: id, policy: `b ${second.policy}`})
    ];
    const known = new Set(other.map(({problem_id}) => problem_id));
    if (!own.some(({problem_id}) => known.has(problem_id))) continue;
    rows.push(...own, ...other);
    const judge = b.study.benchmarks.find((one) => one.benchmark === benchmark.benchmark)!.verifier;
    const verifier =
      judge === benchmark.verifier ? judge : `${benchmark.verifier} in the first, ${judge} in the second`;
    names.set(id, {...benchmark, benchmark: id, verifier, label: `${benchmark.label}, ${first.label}`});
  }
  const sides = policies.flatMap((pair): PolicySummary[] => [
    {...pair.a, policy: `a ${pair.a.policy}`, label: `${pair.a.label}, first`, base: null},
    {...pair.b, policy: `b ${pair.b.policy}`, label: `${pair.b.label}, second`, base: `a ${pair.a.policy}`}
  ]);
  const measured = new Set(rows.map(({benchmark}) => benchmark));
  return {
    a: a.name,
    b: b.name,
    titles: [a.study.title, b.study.title],
    each: ownCurves(a, b, options),
    differences: curvesOf(rows, sides, [...names.values()], a.study, options),
    byRole: policies.flatMap((pair) => (pair.by === "role" ? [`${pair.a.label} and ${pair.b.label}`] : [])),
    withoutProblems: shared
      .filter(({benchmark}) => policies.every(({a: one}) => !measured.has(`${benchmark} ${one.policy}`)))
      .map(({label}) => label),
    changes: inputChanges(a, b, policies)
  };
}

/** The curves of both reports as they stand in each, the first’s of a benchmark before the second’s. */
function ownCurves(a: ReportSide, b: ReportSide, options: CoverageTableOptions): ComparedCurves {
  const ids = [...new Set([...a.counts, ...b.counts].map(({benchmark}) => benchmark))];
  const rows: ProblemCount[] = [];
  const benchmarks: BenchmarkSummary[] = [];
  for (const id of ids) {
    for (const [side, {study, counts}] of [
      ["first", a],
      ["second", b]
    ] as const) {
      const benchmark = study.benchmarks.find((one) => one.benchmark === id);
      const found = counts.find((one) => one.benchmark === id);
      if (!benchmark || !found) continue;
      const name = `${id} ${side}`;
      benchmarks.push({...benchmark, benchmark: name, label: `${benchmark.label}, ${side}`});
      for (const {policy} of found.policies)
        rows.push(...countRows(counts, id, policy, {benchmark: name, policy: `${side} ${policy}`}));
    }
  }
  const policies = (
    [
      ["first", a],
      ["second", b]
    ] as const
  ).flatMap(([side, {study}]) =>
    study.policies.map((policy) => ({
      ...policy,
      policy: `${side} ${policy.policy}`,
      base: policy.base === null ? null : `${side} ${policy.base}`
    }))
  );
  return curvesOf(rows, policies, benchmarks, a.study, options);
}

function curvesOf(
  rows: readonly ProblemCount[],
  policies: PolicySummary[],
  benchmarks: BenchmarkSummary[],
  study: StudySummary,
  options: CoverageTableOptions
): ComparedCurves {
  const experiment = {
    experiment: compareExperiment,
    policies: policies.map(({policy}) => policy),
    benchmarks: benchmarks.map(({benchmark}) => benchmark),
    n: null
  };
  return {
    table: coverageTable(rows, policies, options),
    study: {...study, policies, benchmarks, experiments: [experiment]}
  };
}

/** The counts of a policy on a benchmark as rows under other names. */
function countRows(
  counts: readonly BenchmarkCounts[],
  benchmark: string,
  policy: string,
  names: {benchmark: string; policy: string}
): ProblemCount[] {
  const found = counts.find((one) => one.benchmark === benchmark);
  const own = found?.policies.find((one) => one.policy === policy);
  if (!found || !own) return [];
  return found.problemIds.flatMap((problem_id, i) =>
    own.n[i]! > 0 ? [{...names, problem_id, n: own.n[i]!, c: own.c[i]!}] : []
  );
}
