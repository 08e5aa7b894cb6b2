import type {PolicySummary, StudySummary} from "../../metrics/study/study-summary.js";
import type {TrainingLogPoint, TrainingLogs} from "../../metrics/study/training-logs.js";
import {distinctLabel} from "../shared/distinct-label.js";
import {lineDash, policyStyles, type PolicyStyle} from "../shared/policy-style.js";

/** A training run as the figures show it. */
export interface TrainingRun {
  policy: string;
  label: string;
  color: string;
  /** Dash pattern of its line: runs of a group often run through each other. */
  dash: string;
  /** Whether it repeats another run of the group with a seed of its own: drawn faintly behind that one, without a name. */
  isRepeat: boolean;
  points: TrainingLogPoint[];
}

/** Runs that are compared with each other. */
export interface TrainingGroup {
  title: string;
  runs: TrainingRun[];
}

const experiments = [
  {id: "algorithms", title: "Algorithms"},
  {id: "ablations", title: "Settings of one algorithm"},
  {id: "rates", title: "Learning rates"}
];

/**
 * The runs of the algorithms, those of the ablations, those of the learning rates, and all others, in the study's order. A run may
 * stand in several groups: plain GRPO is an algorithm and what ablations change. Repeats stand with the run that they repeat.
 */
export function trainingGroups({points}: TrainingLogs, study: StudySummary): TrainingGroup[] {
  const logged = study.policies.filter(({policy}) => points.some((point) => point.policy === policy));
  const members = (id: string): PolicySummary[] => {
    const found = study.experiments.find(({experiment}) => experiment === id);
    const isIn = (policy: string): boolean => found?.policies.includes(policy) ?? false;
    return logged.filter(({policy, seedOf}) => isIn(policy) || isIn(seedOf ?? ""));
  };
  const named = experiments.map(({id, title}) => ({title, policies: members(id)}));
  const grouped = new Set(named.flatMap(({policies}) => policies));
  const others = {
    title: grouped.size === 0 ? "All runs" : "Other bases and tasks",
    policies: logged.filter((policy) => !grouped.has(policy))
  };
  const styles = policyStyles(study.policies);
  return [...named, others]
    .filter(({policies}) => policies.length > 0)
    .map(({title, policies}) => ({title, runs: trainingRuns(policies, points, styles)}));
}

function trainingRuns(
  policies: readonly PolicySummary[],
  points: readonly TrainingLogPoint[],
  styles: ReadonlyMap<string, PolicyStyle>
): TrainingRun[] {
  const original = ({seedOf}: PolicySummary): PolicySummary | undefined =>
    policies.find(({policy}) => policy === seedOf);
  const originals = policies.filter((policy) => original(policy) === undefined);
  return policies.map((policy): TrainingRun => ({
    policy: policy.policy,
    label: distinctLabel(policies, policy.policy),
    color: styles.get(policy.policy)!.color,
    dash: lineDash(originals.indexOf(original(policy) ?? policy)),
    isRepeat: original(policy) !== undefined,
    points: points.filter((point) => point.policy === policy.policy)
  }));
}
