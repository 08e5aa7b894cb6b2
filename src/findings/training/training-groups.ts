import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import type {TrainingLogPoint, TrainingLogs} from "../../metrics/study/training-logs.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {lineDash, policyStyles} from "../shared/policy-style.js";

/** A training run as the figures show it. */
export interface TrainingRun {
  policy: string;
  label: string;
  color: string;
  /** Dash pattern of its line: runs of a group often run through each other. */
  dash: string;
  points: TrainingLogPoint[];
}

/** Runs that are compared with each other. */
export interface TrainingGroup {
  title: string;
  runs: TrainingRun[];
}

const experiments = [
  {id: "algorithms", title: "Algorithms"},
  {id: "ablations", title: "Settings and seeds of one algorithm"}
];

/**
 * The runs of the algorithms, those of the ablations, and all others by the experiment that they are in first, in the
 * study's order. A run may stand in two groups: plain GRPO is an algorithm and what ablations change.
 */
export function trainingGroups({points}: TrainingLogs, study: StudySummary): TrainingGroup[] {
  const logged = study.policies.filter(({policy}) => points.some((point) => point.policy === policy));
  const members = (id: string): PolicySummary[] => {
    const found = study.experiments.find(({experiment}) => experiment === id);
    return logged.filter(({policy}) => found?.policies.includes(policy));
  };
  const named = experiments.map(({id, title}) => ({title, policies: members(id)}));
  const grouped = new Set(named.flatMap(({policies}) => policies));
  const others = {
    title: grouped.size === 0 ? "All runs" : "Other bases and tasks",
    policies: logged.filter((policy) => !grouped.has(policy))
  };
  return [...named, others]
    .filter(({policies}) => policies.length > 0)
    .map(({title, policies}) => {
      const styles = policyStyles(policies);
      const runs = policies.map((policy, i): TrainingRun => ({
        policy: policy.policy,
        label: distinctLabel(policies, policy.policy),
        color: styles.get(policy.policy)!.color,
        dash: lineDash(i),
        points: points.filter((point) => point.policy === policy.policy)
      }));
      return {title, runs};
    });
}
