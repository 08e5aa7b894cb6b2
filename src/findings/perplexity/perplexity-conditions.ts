import type {Author, Condition} from "../../metrics/perplexity/perplexity-table.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import type {PolicyStyle} from "../shared/policy-style.js";

/** A pair of a table with what the study says of its policies and its benchmark. */
export interface NamedPair {
  benchmark: BenchmarkSummary;
  base: PolicySummary;
  rl: PolicySummary;
}

/** Looks a pair up in the study. Throws for a pair of another study. */
export function namedPair(
  pair: {benchmark: string; base: string; rl: string},
  study: StudySummary
): NamedPair {
  const policy = (id: string): PolicySummary | undefined => study.policies.find((each) => each.policy === id);
  const benchmark = study.benchmarks.find((each) => each.benchmark === pair.benchmark);
  const [base, rl] = [policy(pair.base), policy(pair.rl)];
  if (!benchmark || !base || !rl)
    throw new Error(`no ${pair.base} and ${pair.rl} on ${pair.benchmark} in the study ${study.study}`);
  return {benchmark, base, rl};
}

/** The heading of a pair's panel: the benchmark, and the policy where there are several. */
export function pairTitle({benchmark, rl}: NamedPair, all: readonly {rl: string}[]): string {
  const isOnly = all.every((other) => other.rl === rl.policy);
  return isOnly ? benchmark.label : `${benchmark.label}: ${rl.label}`;
}

/** Who wrote the texts: `GRPO’s answers`, `Reference solutions`. */
function authorText(author: Author, pair: NamedPair): string {
  return author === "reference" ? "Reference solutions" : `${pair[author].label}’s answers`;
}

/** `GRPO’s answers under Base`. */
export function conditionText({scorer, author}: Condition, pair: NamedPair): string {
  return `${authorText(author, pair)} under ${pair[scorer].label}`;
}

/** The colour of whoever wrote the texts; reference solutions are nobody's. */
export function authorColor(
  author: Author,
  pair: NamedPair,
  styles: ReadonlyMap<string, PolicyStyle>
): string {
  return author === "reference" ? "var(--ink-soft)" : styles.get(pair[author].policy)!.color;
}
