import type {BenchmarkEnds, PolicyEnds} from "../../metrics/coverage/curve-ends.js";
import type {EndsTable} from "../../metrics/coverage/ends-table.js";
import {isSeedCopy} from "../../metrics/runs/seed-copies.js";
import type {TrainingSpread} from "../../metrics/coverage/training-spread.js";
import type {BenchmarkSummary, PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import {policyStyles, type PolicyStyle} from "../shared/policy-style.js";

/** A policy of the study with both ends of its curve on one benchmark. */
export interface NamedEnds extends PolicyEnds {
  summary: PolicySummary;
}

/** What the figures about the ends of the curves show of one benchmark. */
export interface EndsView {
  benchmark: BenchmarkSummary;
  ends: Omit<BenchmarkEnds, "policies">;
  base: NamedEnds | null;
  /** What was trained with RL: the reference too, and repeated runs after all others. */
  trained: NamedEnds[];
  /** What differences are taken from. */
  reference: NamedEnds | null;
  spread: TrainingSpread | null;
  level: number;
  replicates: number;
  seed: number;
}

/** The benchmarks of an ends table that the study describes, in the table's order. */
export function endsViews(table: EndsTable, study: StudySummary): EndsView[] {
  return table.benchmarks.flatMap((ends): EndsView[] => {
    const benchmark = study.benchmarks.find((one) => one.benchmark === ends.benchmark);
    if (!benchmark) return [];
    const all = ends.policies.flatMap((policy): NamedEnds[] => {
      const summary = study.policies.find((one) => one.policy === policy.policy);
      return summary ? [{...policy, summary}] : [];
    });
    const trained = all.filter(({summary}) => summary.role === "rl");
    const byId = (id: string | null): NamedEnds | null => all.find(({policy}) => policy === id) ?? null;
    return [
      {
        benchmark,
        ends,
        base: byId(table.base),
        trained: [...methods({trained}), ...seedCopies({trained})],
        reference: byId(table.reference),
        spread: table.spreads.find((one) => one.benchmark === ends.benchmark) ?? null,
        level: table.level,
        replicates: table.replicates,
        seed: table.seed
      }
    ];
  });
}

/** The trained policies without those that repeat another one with a new training seed. */
export function methods({trained}: Pick<EndsView, "trained">): NamedEnds[] {
  return trained.filter(({summary}) => !isSeedCopy(summary));
}

/** The trained policies that repeat another one with a new training seed. */
export function seedCopies({trained}: Pick<EndsView, "trained">): NamedEnds[] {
  return trained.filter(({summary}) => isSeedCopy(summary));
}

/** Styles of an experiment's policies in the study's order, as the pass@k figures of the same experiment have them. */
export function endsStyles(table: EndsTable, study: StudySummary): ReadonlyMap<string, PolicyStyle> {
  const shown = new Set(table.benchmarks.flatMap(({policies}) => policies.map(({policy}) => policy)));
  return policyStyles(study.policies.filter(({policy}) => shown.has(policy)));
}

/** A policy with the number of training steps behind it. */
interface SteppedEnds extends NamedEnds {
  step: number;
}

/** One benchmark's base and checkpoints, ascending by step; the base has step 0. */
export interface StepView {
  view: EndsView;
  stages: SteppedEnds[];
}
