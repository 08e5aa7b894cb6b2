import type {EndsView} from "../../../src/findings/training/ends-view.js";
import type {ComparedEnds} from "../../../src/metrics/coverage/compared-ends.js";
import type {AtBothEnds} from "../../../src/metrics/coverage/both-ends.js";
import type {EndsTable} from "../../../src/metrics/coverage/ends-table.js";
import type {Contrast, Estimate} from "../../../src/metrics/statistics/interval.js";
import type {PolicySummary, StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const [base, grpo] = exampleStudy.policies as [PolicySummary, PolicySummary];

const trained = (policy: string, label: string): PolicySummary => ({...grpo, policy, label});

/** The example study with more policies that were trained from the base: another algorithm, another setting, another seed. */
export const endsStudy: StudySummary = {
  ...exampleStudy,
  policies: [
    base,
    grpo,
    trained("ppo", "PPO"),
    trained("grpo-kl", "GRPO, KL"),
    {...trained("grpo-seed2", "GRPO, seed 2"), seedOf: "grpo"}
  ]
};

/** An estimate with an interval of this margin on both sides. */
export const around = (estimate: number, margin = 0.05): Estimate => ({
  estimate,
  low: estimate - margin,
  high: estimate + margin
});

/** A difference with such an interval, told from zero where that excludes it. */
const contrast = (estimate: number, margin = 0.05): Contrast => ({
  ...around(estimate, margin),
  p: Math.abs(estimate) > margin ? 0.001 : 0.4
});

/** A value at k = 1, and one at the largest k. */
export const ends = <T>(atOne: T, atMost: T): AtBothEnds<T> => ({atOne, atMost});

/** The base solves 40% with one try and 90% with 16; the others as given, with their differences from the reference. */
export function endsTable(
  policies: readonly {id: string; pass: [number, number]; difference?: [number, number]}[],
  extra: Partial<EndsTable> & {compared?: ComparedEnds} = {}
): EndsTable {
  const {compared = null, ...rest} = extra;
  return {
    level: 0.95,
    replicates: 2000,
    seed: 3,
    base: "base",
    reference: "base",
    benchmarks: [
      {
        benchmark: "sums",
        problems: 100,
        kMax: 16,
        compared,
        policies: [
          {
            policy: "base",
            pass: ends(around(0.4), around(0.9)),
            gap: around(0.5),
            difference: null,
            retention: null
          },
          ...policies.map(({id, pass: [one, most], difference}) => ({
            policy: id,
            pass: ends(around(one), around(most)),
            gap: around(0.9 - one),
            difference: difference ? ends(contrast(difference[0]), contrast(difference[1])) : null,
            retention: {both: 70, ofBase: 90, low: 0.68, high: 0.86}
          }))
        ]
      }
    ],
    spreads: [],
    ...rest
  };
}

/** Views of the example's benchmark, and the same again under another name. */
export function twoBenchmarks(views: readonly EndsView[]): EndsView[] {
  return [
    ...views,
    ...views.map((view) => ({
      ...view,
      benchmark: {...view.benchmark, benchmark: "products", label: "Products"}
    }))
  ];
}

/** Two algorithms: each solves more than the base with one try and less with 16. */
export const twoAlgorithms = [
  {id: "grpo", pass: [0.6, 0.8] as [number, number], difference: [0.2, -0.1] as [number, number]},
  {id: "ppo", pass: [0.65, 0.7] as [number, number], difference: [0.25, -0.2] as [number, number]}
];
