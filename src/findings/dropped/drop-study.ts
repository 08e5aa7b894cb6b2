import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {PolicySet} from "../../metrics/counts/policy-sets.js";
import type {ProblemCount} from "../../metrics/counts/problem-count.js";
import type {DropResult} from "../../metrics/dropped/drop-result.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {judgedPolicies, usedCounts, type DropChoice} from "./drop-choice.js";
import type {ReportSet} from "./report-sets.js";

/** Before the ids of what a reader gave: the report may have the same. */
const OWN = "yours:";

/** What a reader gave beside what the report has, as one study that the figures draw. */
export interface DropStudy {
  study: StudySummary;
  counts: ProblemCount[];
  /** The reader's own policies, and the report's. */
  sets: {own: PolicySet; report: PolicySet | null};
}

/** The study of a choice. Null where every policy is hidden. */
export function dropStudy(
  result: DropResult,
  choice: DropChoice,
  {counts: table, set}: {counts: readonly BenchmarkCounts[]; set: ReportSet | null}
): DropStudy | null {
  const shown = judgedPolicies(result, choice.benchmark).filter(
    ({policy}) => !choice.hidden.includes(policy)
  );
  if (shown.length === 0) return null;
  const base = shown.some(({policy}) => policy === choice.base) ? choice.base : null;
  const used = shown.map(({policy, found}) => ({policy, counts: usedCounts(found, choice.verifier)}));
  const verifiers = [...new Set(used.map(({counts}) => counts.verifier))];
  const benchmark: BenchmarkSummary = {
    benchmark: OWN + choice.benchmark,
    label: `Yours: ${choice.benchmark}`,
    verifier: verifiers.join(" and "),
    problems: Math.max(...used.map(({counts}) => counts.n.length)),
    errors: 0,
    truncated: null
  };
  const policies = used.map(({policy}) => ownPolicy(policy, base));
  const own = used.flatMap(({policy, counts: {problemIds, n, c}}): ProblemCount[] =>
    problemIds.map((id, i) => ({
      benchmark: benchmark.benchmark,
      policy: OWN + policy,
      problem_id: id,
      n: n[i]!,
      c: c[i]!
    }))
  );
  const report = set === null ? [] : reportCounts(table, set);
  const counts = [...own, ...report];
  return {
    study: {
      study: "yours",
      title: "Your own samples",
      seed: 0,
      date: null,
      policies: [...policies, ...(set?.policies ?? [])],
      benchmarks: [benchmark, ...(set === null ? [] : [set.benchmark])],
      experiments: [
        {
          experiment: "yours",
          policies: policies.map(({policy}) => policy),
          benchmarks: [benchmark.benchmark],
          n: null
        }
      ],
      provenance: {}
    },
    counts,
    sets: {
      own: policySet(benchmark, policies, own),
      report: set === null ? null : policySet(set.benchmark, set.policies, report)
    }
  };
}

function ownPolicy(policy: string, base: string | null): PolicySummary {
  const isTrained = base !== null && policy !== base;
  return {
    policy: OWN + policy,
    label: policy,
    role: isTrained ? "rl" : "base",
    base: isTrained ? OWN + base : null,
    engine: "imported",
    source: "",
    temperature: null,
    top_p: null,
    max_tokens: null,
    prefill: null,
    completions: 0
  };
}

function reportCounts(
  table: readonly BenchmarkCounts[],
  {benchmark: {benchmark}, policies}: ReportSet
): ProblemCount[] {
  const found = table.find((one) => one.benchmark === benchmark);
  return (found?.policies ?? [])
    .filter(({policy}) => policies.some((one) => one.policy === policy))
    .flatMap(({policy, n, c}) =>
      found!.problemIds.flatMap((id, i) =>
        n[i]! > 0 ? [{benchmark, policy, problem_id: id, n: n[i]!, c: c[i]!}] : []
      )
    );
}

/** The policies of a benchmark on the problems that all of them have. */
function policySet(
  benchmark: BenchmarkSummary,
  policies: readonly PolicySummary[],
  counts: readonly ProblemCount[]
): PolicySet {
  const of = policies.map((policy) => ({
    policy,
    rows: counts.filter((row) => row.policy === policy.policy)
  }));
  const times = new Map<string, number>();
  for (const {rows} of of) for (const {problem_id: id} of rows) times.set(id, (times.get(id) ?? 0) + 1);
  return {
    benchmark,
    members: of.map(({policy, rows}) => ({
      policy,
      counts: rows.filter(({problem_id: id}) => times.get(id) === of.length).map(({n, c}) => ({n, c}))
    }))
  };
}
