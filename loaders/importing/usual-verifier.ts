import {domainVerifiers, type Domain} from "../schema/domain.js";
import type {BenchmarkSummary} from "./storing/import-record.js";

export interface UsualVerifierOptions {
  benchmark: string;
  domain: Domain;
  /** Whether the benchmark has a file of problems of its own. */
  isRegistered: boolean;
  /** What was found of it, policy by policy. */
  found: readonly (Pick<BenchmarkSummary, "completions" | "withGold" | "withChoices" | "problems"> &
    Partial<Pick<BenchmarkSummary, "withTarget">>)[];
  /** What the tools said, policy by policy: by verifier how many completions it judged. */
  verdicts: readonly Readonly<Record<string, {n: number}>>[];
}

/**
 * The verifier that the tables use where nobody asks for one. That is ours where completions have text and a reference answer,
 * and the task gives no answers to choose from, nor is a countdown; else what the tools said of most.
 */
export function usualVerifier({
  benchmark,
  domain,
  isRegistered,
  found,
  verdicts
}: UsualVerifierOptions): string {
  const hasText = found.every(({completions}) => completions > 0);
  const hasGold = isRegistered || found.some(({withGold}) => withGold > 0);
  const ours = domainVerifiers[domain];
  // Programs need tests, which no completions bring.
  const canJudge = hasText && hasGold && (domain !== "code" || isRegistered);
  const isChosen = found.some(({withChoices, problems}) => withChoices > problems / 2);
  const used = mostUsed(verdictTotals(verdicts));
  const isTarget = found.some(({withTarget = 0, problems}) => withTarget > problems / 2);
  if ((isChosen || isTarget || isCountdown(benchmark, domain)) && used !== null) return used;
  return canJudge ? ours : (used ?? ours);
}

/** A set whose problems ask for a way to a number: files of tools have the number alone as their answer. */
function isCountdown(benchmark: string, domain: Domain): boolean {
  return domain === "math" && /(?:^|[^a-z])countdown(?![a-z])/.test(benchmark);
}

interface VerdictTotal {
  policies: number;
  n: number;
}

/** By verifier, of how many policies it judged something, and how many completions. */
function verdictTotals(
  verdicts: readonly Readonly<Record<string, {n: number}>>[]
): Map<string, VerdictTotal> {
  const totals = new Map<string, VerdictTotal>();
  for (const byVerifier of verdicts) {
    for (const [id, {n}] of Object.entries(byVerifier)) {
      const total = totals.get(id) ?? {policies: 0, n: 0};
      totals.set(id, {policies: total.policies + 1, n: total.n + n});
    }
  }
  return totals;
}

/** The verifier that judged something of most policies, then most completions; null where none did. */
function mostUsed(totals: ReadonlyMap<string, VerdictTotal>): string | null {
  const sorted = [...totals].sort(([, a], [, b]) => b.policies - a.policies || b.n - a.n);
  return sorted[0]?.[0] ?? null;
}
