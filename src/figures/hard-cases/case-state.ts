import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {caseFilters, caseOrders, type CaseFilter, type CaseOrder} from "./case-order.js";

/** What a reader chose on the page of hard cases, as it stands in the URL; null where the page decides. */
export interface CaseState {
  benchmark: string | null;
  problem: string | null;
  first: string | null;
  second: string | null;
  show: CaseFilter;
  /** `reading` where there is an order of reading. */
  order: CaseOrder;
}

/** The state in a URL's search string. */
export function readCaseState(search: string): CaseState {
  const parameters = new URLSearchParams(search);
  return {
    benchmark: parameters.get("benchmark"),
    problem: parameters.get("problem"),
    first: parameters.get("first"),
    second: parameters.get("second"),
    show: caseFilters.find((filter) => filter === parameters.get("show")) ?? "all",
    order: caseOrders.find((order) => order === parameters.get("order")) ?? "reading"
  };
}

/** The search string of a state. Other parameters stay. */
export function writeCaseState({show, order, ...state}: CaseState, search: string): string {
  const parameters = new URLSearchParams(search);
  const chosen = {...state, show: show === "all" ? null : show, order: order === "reading" ? null : order};
  for (const [name, value] of Object.entries(chosen)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** A benchmark and the two policies that are read side by side; one policy alone where no other has completions. */
export interface CaseChoice {
  counts: BenchmarkCounts;
  /** Policies with judged completions of the benchmark, in the study's order. */
  policies: PolicySummary[];
  first: PolicySummary;
  second: PolicySummary | null;
}

/** Benchmarks that have judged completions, in the study's order. */
export function readableBenchmarks(
  table: readonly BenchmarkCounts[],
  study: StudySummary
): BenchmarkCounts[] {
  return study.benchmarks.flatMap(({benchmark}) => {
    const counts = table.find((one) => one.benchmark === benchmark);
    return counts && readablePolicies(counts, study).length > 0 ? [counts] : [];
  });
}

/**
 * What a state means for a study: its benchmark and policies where they have completions, else the first benchmark, a
 * policy that was trained from another one and its base, or the first two. Null when nothing has been judged.
 */
export function chooseCases(
  state: CaseState,
  table: readonly BenchmarkCounts[],
  study: StudySummary
): CaseChoice | null {
  const benchmarks = readableBenchmarks(table, study);
  const counts = benchmarks.find(({benchmark}) => benchmark === state.benchmark) ?? benchmarks[0];
  if (!counts) return null;
  const policies = readablePolicies(counts, study);
  const find = (id: string | null): PolicySummary | undefined => policies.find(({policy}) => policy === id);
  const trained = policies.find(({base}) => find(base) !== undefined);
  const first = find(state.first) ?? find(trained?.base ?? null) ?? policies[0]!;
  const others = policies.filter((policy) => policy !== first);
  const second =
    others.find(({policy}) => policy === state.second) ?? others.find(({base}) => base === first.policy);
  return {counts, policies, first, second: second ?? others[0] ?? null};
}

/** Styles of the policies that are read side by side: full colours unless both have one role. */
export function caseStyles({first, second}: Pick<CaseChoice, "first" | "second">): Map<string, PolicyStyle> {
  return policyStyles(second ? [first, second] : [first]);
}

function readablePolicies({policies}: BenchmarkCounts, study: StudySummary): PolicySummary[] {
  const judged = new Set(policies.filter(({n}) => n.some((count) => count > 0)).map(({policy}) => policy));
  return study.policies.filter(({policy}) => judged.has(policy));
}
