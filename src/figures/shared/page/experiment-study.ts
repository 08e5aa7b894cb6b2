import type {StudySummary} from "../../../metrics/study/study-summary.js";

/** A study as one experiment sees it: its policies and benchmarks alone, in the study's order. None where the study lacks it. */
export function experimentStudy(study: StudySummary, experiment: string): StudySummary {
  const found = study.experiments.find((one) => one.experiment === experiment);
  return {
    ...study,
    policies: study.policies.filter(({policy}) => found?.policies.includes(policy)),
    benchmarks: study.benchmarks.filter(({benchmark}) => found?.benchmarks.includes(benchmark)),
    experiments: found ? [found] : []
  };
}
