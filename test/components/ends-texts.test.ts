import {describe, expect, it} from "vitest";
import type {AtBothEnds} from "../../src/metrics/curve-ends.js";
import type {EndsTable} from "../../src/metrics/ends-table.js";
import type {Estimate} from "../../src/metrics/sampling-efficiency-gap.js";
import type {StudySummary} from "../../src/metrics/study-summary.js";
import {ablationAnswer} from "../../src/components/ablation-text.js";
import {differAnswer, gapAnswer, spreadRows} from "../../src/components/algorithm-text.js";
import {endsCaption, endsCsv, listText} from "../../src/components/ends-text.js";
import {endsViews} from "../../src/components/ends-view.js";
import {missingEnds} from "../../src/components/missing-ends.js";
import {directionAnswer} from "../../src/components/paper-direction.js";
import {paperSetsOf} from "../../src/components/paper-table.js";
import {stepAnswer} from "../../src/components/step-text.js";
import {coverageInOrder, studyBySteps} from "../../src/components/step-report.js";
import {exampleStudy, exampleTable} from "./example-study.js";

const [base, grpo] = exampleStudy.policies as [
  StudySummary["policies"][number],
  StudySummary["policies"][number]
];
const trained = (policy: string, label: string): StudySummary["policies"][number] => ({
  ...grpo,
  policy,
  label
});
const study: StudySummary = {
  ...exampleStudy,
  policies: [
    base,
    grpo,
    trained("ppo", "PPO"),
    trained("grpo-kl", "GRPO, KL"),
    trained("grpo-seed2", "GRPO, seed 2")
  ]
};

const around = (estimate: number, margin = 0.05): Estimate => ({
  estimate,
  low: estimate - margin,
  high: estimate + margin
});
const ends = (atOne: Estimate, atMost: Estimate): AtBothEnds<Estimate> => ({atOne, atMost});

const pair = (atOne: number, atMost: number): AtBothEnds<number> => ({atOne, atMost});

const exampleCard = {
  kind: "rl",
  parameters: 1000,
  seed: 1,
  tokens: 1,
  learning_rate: null,
  seconds: 1,
  date: "2026-01-02",
  validation_pass_at_1: []
};

/** The base solves 40% with one try and 90% with 16; the others as given, with their differences from the reference. */
function tableOf(
  policies: readonly {id: string; pass: [number, number]; difference?: [number, number]}[],
  extra: Partial<EndsTable> & {alike?: AtBothEnds<number>} = {}
): EndsTable {
  const {alike = null, ...rest} = extra;
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
        alike,
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
            difference: difference ? ends(around(difference[0]), around(difference[1])) : null,
            retention: {both: 70, ofBase: 90, low: 0.68, high: 0.86}
          }))
        ]
      }
    ],
    spreads: [],
    ...rest
  };
}

const two = [
  {id: "grpo", pass: [0.6, 0.8] as [number, number], difference: [0.2, -0.1] as [number, number]},
  {id: "ppo", pass: [0.65, 0.7] as [number, number], difference: [0.25, -0.2] as [number, number]}
];

describe("gapAnswer", () => {
  it("tells the range of the algorithms at both ends and the smallest gap", () => {
    expect(gapAnswer(endsViews(tableOf(two), study))).toBe(
      "On Sums, 2 algorithms solve 60.0% to 65.0% of the problems with one completion (Base 40.0%) and 70.0% to 80.0% with 16 (Base 90.0%). " +
        "The sampling-efficiency gap is 25.0 to 30.0 points, smallest for PPO (95% 20.0 to 30.0)."
    );
  });

  it("names a single algorithm, and does not count another seed as one", () => {
    const table = tableOf([two[0]!, {id: "grpo-seed2", pass: [0.7, 0.8]}]);
    expect(gapAnswer(endsViews(table, study))).toBe(
      "On Sums, GRPO solves 60.0% of the problems with one completion (Base 40.0%) and 80.0% with 16 (Base 90.0%). " +
        "The sampling-efficiency gap is 30.0 points (95% 25.0 to 35.0)."
    );
  });
});

describe("differAnswer", () => {
  const spread = (difference: Estimate) => ({
    methods: around(0.03, 0.01),
    seeds: around(0.02, 0.01),
    difference
  });
  const spreads = (difference: Estimate): EndsTable["spreads"] => [
    {
      benchmark: "sums",
      methods: ["grpo", "ppo"],
      seeds: ["grpo", "grpo-seed2"],
      kMax: 16,
      atOne: spread(difference),
      atMost: spread(around(0, 0.02))
    }
  ];

  it("does not take what the test finds for the algorithms' where seeds lie as far apart", () => {
    const table = tableOf(two, {alike: pair(0.003, 0.4), spreads: spreads(around(0.01, 0.02))});
    expect(differAnswer(endsViews(table, study))).toBe(
      "The test tells the algorithms apart on Sums (p\u00a0=\u00a00.003 at k\u00a0=\u00a01). " +
        "It finds no difference between the algorithms on Sums (p\u00a0=\u00a00.40 at k\u00a0=\u00a016). " +
        "But nowhere do the algorithms lie detectably further apart than 2 runs of one algorithm that differ in the seed alone: " +
        "what the test finds may belong to the runs rather than to the algorithms."
    );
    expect(spreadRows(endsViews(table, study))[0]).toEqual({
      benchmark: "Sums",
      k: 1,
      pValue: "p\u00a0=\u00a00.003",
      methods: "3.0 (2.0 to 4.0)",
      seeds: "2.0 (1.0 to 3.0)",
      difference: "+1.0 (−1.0 to +3.0)"
    });
  });

  it("counts where the algorithms lie further apart than seeds", () => {
    const table = tableOf(two, {alike: pair(0.003, 0.01), spreads: spreads(around(0.03, 0.01))});
    expect(differAnswer(endsViews(table, study))).toMatch(
      /^The test tells the algorithms apart on Sums \(p.=.0\.003 at k.=.1, p.=.0\.01 at k.=.16\)\. They lie further apart than 2 runs of one algorithm that differ in the seed alone in 1 of 2 comparisons\.$/
    );
  });

  it("says so where there are no seeds and nothing to compare", () => {
    expect(differAnswer(endsViews(tableOf(two, {alike: pair(0.2, 0.3)}), study))).toMatch(
      /^The test finds no difference .*\. This study has no repeated run with another training seed/
    );
    expect(differAnswer(endsViews(tableOf(two.slice(1)), study))).toBe(
      "Fewer than two algorithms have verdicts: there is nothing to compare."
    );
  });
});

describe("directionAnswer", () => {
  const sets = paperSetsOf({
    columns: ["near@1", "near@256", "far@1", "far@256"],
    rows: {Qwen: [10, 67, 34, 96], GRPO: [26, 66, 74, 97], PPO: [27, 65, 75, 98]}
  });

  it("reads the paper's table set by set", () => {
    expect(sets[0]).toEqual({
      label: "near",
      kMax: 256,
      rows: [
        {label: "Qwen", atOne: 0.1, atMost: 0.67},
        {label: "GRPO", atOne: 0.26, atMost: 0.66},
        {label: "PPO", atOne: 0.27, atMost: 0.65}
      ]
    });
  });

  it("notes on which sets the direction is the paper's and on which it is not", () => {
    expect(directionAnswer(sets, endsViews(tableOf(two), study))).toBe(
      "With one completion, all 2 on both sets rise above the base in the paper; here all 2 on Sums (in 2 of 2 comparisons the interval excludes no difference). The direction is the same. " +
        "At the largest k, all 2 on near and none on far fall below it; here all 2 on Sums (in 2 of 2 comparisons the interval excludes no difference). The direction here is that of near and is against that of far."
    );
  });

  it("takes back what does not move in one direction", () => {
    const mixed = tableOf([two[0]!, {id: "ppo", pass: [0.3, 0.95]}]);
    expect(directionAnswer(sets, endsViews(mixed, study))).toContain(
      "The benchmarks here do not move in one direction themselves."
    );
    expect(directionAnswer(sets, [])).toBe("");
  });
});

describe("stepAnswer", () => {
  const view = (difference: [number, number]) => {
    const [found] = endsViews(
      tableOf(
        [
          {id: "grpo", pass: [0.55, 0.8]},
          {...two[1]!, difference}
        ],
        {reference: "grpo"}
      ),
      study
    );
    const [early, late] = found!.trained;
    return [
      {
        view: found!,
        stages: [
          {...found!.base!, step: 0},
          {...early!, step: 75},
          {...late!, step: 300}
        ]
      }
    ];
  };

  it("compares the last checkpoint with the first, paired", () => {
    expect(stepAnswer(view([0.1, -0.1]))).toBe(
      "On Sums, from step 75 to step 300, pass@1 goes from 55.0% to 65.0%, +10.0 points (95% +5.0 to +15.0) and " +
        "pass@16 goes from 80.0% to 70.0%, −10.0 points (−15.0 to −5.0): more steps raise the one and lower the other, as in the paper."
    );
  });

  it("claims no more than the intervals show", () => {
    expect(stepAnswer(view([0.1, -0.02]))).toMatch(
      /: only the accuracy with one try rises clearly, as in the paper\.$/
    );
    expect(stepAnswer(view([0.01, 0.1]))).toMatch(
      /: only the share that many tries solve rises clearly, against the paper’s direction\.$/
    );
    expect(stepAnswer(view([0.01, 0.01]))).toMatch(/: neither change is told from zero\.$/);
    expect(stepAnswer(view([0.1, 0.1]))).toMatch(/only one of them in the paper’s direction\.$/);
  });
});

describe("the order of checkpoints", () => {
  it("goes from the base to the last step, for the study and for the curves", () => {
    const cards = [
      {policy: "grpo", steps: 300},
      {policy: "ppo", steps: 75}
    ].map((card) => ({...exampleCard, ...card}));
    const ordered = studyBySteps(study, cards);
    expect(ordered.policies.map(({policy}) => policy).slice(0, 3)).toEqual(["base", "ppo", "grpo"]);
    const reversed = {
      ...exampleTable,
      benchmarks: exampleTable.benchmarks.map((one) => ({...one, curves: one.curves.toReversed()}))
    };
    const [sums] = coverageInOrder(reversed, ordered).benchmarks;
    expect(sums!.curves.map(({policy}) => policy)).toEqual(["base", "grpo"]);
  });
});

describe("ablationAnswer", () => {
  const withKl = (difference: [number, number], seed?: [number, number]): string => {
    const copies = seed ? [{id: "grpo-seed2", pass: [0.6, 0.8] as [number, number], difference: seed}] : [];
    const table = tableOf(
      [{id: "grpo", pass: [0.6, 0.8]}, {id: "grpo-kl", pass: [0.6, 0.8], difference}, ...copies],
      {reference: "grpo"}
    );
    return ablationAnswer(endsViews(table, study));
  };

  it("tells a clear change with its interval, and what another seed alone does", () => {
    expect(withKl([-0.1, 0.01], [0.02, -0.03])).toBe(
      "On Sums, compared with GRPO, “GRPO, KL” loses 10.0 points (95% −15.0 to −5.0) with one completion; " +
        "no setting changes the result clearly with 16. Another seed alone changes the result by 0.0 to +2.0 points with one and −3.0 to 0.0 points with 16."
    );
  });

  it("marks a change that another seed makes too", () => {
    expect(withKl([-0.06, 0.01], [-0.07, 0])).toContain(
      "loses 6.0 points (95% −11.0 to −1.0), no more than another seed does, with one completion"
    );
  });

  it("says once that no run is repeated", () => {
    expect(withKl([0.01, 0.01])).toBe(
      "On Sums, compared with GRPO, no setting changes the result clearly, neither with one completion nor with 16. " +
        "This experiment repeats no run with another seed, which would tell how much of a difference is chance."
    );
  });
});

describe("the parts that these figures share", () => {
  it("missingEnds names what to add to the study, and what lacks verdicts", () => {
    const empty = {...tableOf([]), benchmarks: []};
    expect(missingEnds(empty, study, "algorithms")).toMatch(
      /^This study has no experiment “algorithms”\. Add .*\{id: algorithms, policies: \[base, grpo, ppo, rloo\], benchmarks: \[…\], n: 256\}/
    );
    const planned = {
      ...study,
      experiments: [{experiment: "algorithms", policies: ["base"], benchmarks: ["sums"], n: null}]
    };
    expect(missingEnds(empty, planned, "algorithms")).toMatch(
      /^No problem has verdicts of every policy yet on: Sums\./
    );
    expect(missingEnds(tableOf([]), planned, "algorithms")).toMatch(/has no policy of role rl/);
    const whole = {...planned, experiments: [{...planned.experiments[0]!, policies: ["base", "grpo"]}]};
    expect(missingEnds(tableOf(two), whole, "algorithms")).toBe("");
  });

  it("endsCsv holds every value of the figures", () => {
    const csv = endsCsv(endsViews(tableOf(two.slice(0, 1)), study));
    expect(csv.split("\n").slice(0, 3)).toEqual([
      "benchmark,policy,quantity,k,estimate,low,high",
      "sums,base,pass@k,1,0.4,0.35000000000000003,0.45",
      "sums,base,pass@k,16,0.9,0.85,0.9500000000000001"
    ]);
    expect(csv).toContain("sums,grpo,retention,16,0.7777777777777778,0.68,0.86\n");
  });

  it("endsCaption names problems, k, sampling, verifier, seed, date and intervals", () => {
    expect(endsCaption(endsViews(tableOf(two), study), study)).toBe(
      "Sums: 100 problems, k up to 16, verified by countdown@steps. Temperature 0.6 to 1, top-p 0.95; seed 7, drawn 2026-01-02. " +
        "Intervals: 95%, from 2,000 resamples of the problems, the same for all policies (seed 3)."
    );
  });

  it("listText joins as prose does", () => {
    expect([listText([]), listText(["a"]), listText(["a", "b"]), listText(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c"
    ]);
  });
});
