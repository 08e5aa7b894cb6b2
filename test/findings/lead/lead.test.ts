import {describe, expect, it} from "vitest";
import {
  claimRemarks,
  crossingLines,
  leadCaption,
  leadCautions,
  leadSentence,
  movedText
} from "../../../src/findings/lead/lead-text.js";
import {leadTitle} from "../../../src/findings/lead/lead-title.js";
import {leadView, type LeadTables, type LeadView} from "../../../src/findings/lead/lead-view.js";
import type {CoverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import {exampleCounts} from "../example-counts.js";
import {exampleLead as view, exampleLeadTables as tables} from "../example-lead.js";
import {exampleTable} from "../example-study.js";

/** The view with differences at both ends as told: -1, 0 or 1, clear where it is not 0. */
function withSigns(first: -1 | 0 | 1, last: -1 | 0 | 1, changes: Partial<LeadView> = {}): LeadView {
  return {...view, signs: [first, last], ...changes};
}

const solved = (coverage: number): LeadView["curves"] => ({
  base: {...view.curves.base, points: view.curves.base.points.map((point) => ({...point, coverage}))},
  trained: {...view.curves.trained, points: view.curves.trained.points.map((point) => ({...point, coverage}))}
});

describe("leadTitle", () => {
  it.each([
    [1, -1, "RL wins with one try and loses with 4"],
    [1, 1, "RL wins with one try, and still wins with 4"],
    [1, 0, "RL wins with one try; with 4 there is no clear winner"],
    [-1, -1, "RL loses with one try, and still loses with 4"],
    [-1, 1, "RL loses with one try and wins with 4"],
    [-1, 0, "RL loses with one try; with 4 there is no clear winner"],
    [0, -1, "RL wins nothing clear with one try and loses with 4"],
    [0, 1, "RL wins nothing clear with one try, but wins with 4"],
    [0, 0, "No clear winner between RL and its base, with one try or with 4"]
  ] as const)("says what came out where the ends lie at %i and %i", (first, last, title) => {
    expect(leadTitle(withSigns(first, last))).toBe(title);
  });

  it("says that both solve nearly all, rather than that nobody wins, near the ceiling", () => {
    expect(leadTitle(withSigns(1, 0, {curves: solved(0.95)}))).toBe(
      "RL wins with one try; with 4 both solve nearly all"
    );
  });

  it("says that nothing changes where the curves are the same", () => {
    const {comparison} = view;
    const same = {...comparison, crossing: {...comparison.crossing, observed: null, isSame: true}};
    expect(leadTitle({...view, comparison: same})).toMatch(/^RL changes nothing/);
  });

  it("speaks of one try alone where nothing else was measured", () => {
    const comparison = {...view.comparison, points: view.comparison.points.slice(0, 1)};
    const titles = ([1, 0, -1] as const).map((sign) => leadTitle({...withSigns(sign, sign), comparison}));
    expect(titles).toEqual([
      "RL wins with one try",
      "No clear winner between RL and its base with one try",
      "RL loses with one try"
    ]);
  });

  it("names the training that was done", () => {
    const trained = {...view.trained, role: "distilled" as const};
    expect(leadTitle(withSigns(1, 1, {trained}))).toBe(
      "Distillation wins with one try, and still wins with 4"
    );
  });
});

describe("leadView", () => {
  it("takes a lead as clear only where it holds for both ends together", () => {
    expect(view.signs).toEqual([1, 0]);
  });

  it("counts what was lost and gained where both have as many completions, and not otherwise", () => {
    expect(movedText(view)).toBe("1 of 5 problems lost, 1 gained");
    const [{policies, ...rest}] = exampleCounts as [(typeof exampleCounts)[number]];
    const fewer = policies.map((one, i) => (i === 0 ? one : {...one, n: one.n.map((n) => n - 1)}));
    expect(movedText(leadView({...tables, counts: [{...rest, policies: fewer}]})!)).toBe("");
  });

  it("is null without a pair, and takes the first pair after RL in the order of the domains", () => {
    expect(leadView({...tables, coverage: {}})).toBeNull();
    const [sums] = exampleTable.benchmarks;
    const alone: CoverageTable = {...exampleTable, benchmarks: [{...sums!, comparisons: []}]};
    expect(leadView({...tables, coverage: {math: alone}})).toBeNull();
    expect(leadView({...tables, coverage: {visual: exampleTable, math: alone}})!.experiment).toBe("visual");
  });
});

describe("the words of the lead", () => {
  it("tell both ends in one sentence", () => {
    expect(leadSentence(view)).toBe(
      "After RL one try solves 50% of the problems, before it 40%; with 4 it is 60% after and 70% before."
    );
  });

  it("say what both would solve without the sampler's settings, where all solutions are known", () => {
    const untruncated = {k: 4, base: 0.9999, trained: 0.86, crossing: 3.1};
    const sampler = (changes: object): string | undefined =>
      leadCautions({...view, untruncated: {...untruncated, ...changes}}).find(
        ({title}) => title === "Sampler"
      )?.text;
    expect(sampler({})).toBe(
      "at T = 1 from all tokens, computed from all solutions, RL would solve 86% with 4 tries and the base over 99.9%, k* = 3.1."
    );
    expect(sampler({crossing: null})).toMatch(/over 99\.9%\.$/);
    expect(leadCautions(view).map(({title}) => title)).not.toContain("Sampler");
  });

  it("begin with what sampling came to where it decided n", () => {
    const [sums] = exampleTable.benchmarks;
    const {base, rl} = sums!.comparisons[0]!;
    const here = {settled: "crossing", k_max: 8, k_star: 3, low: 2.04, high: 5, none_below: 1} as const;
    const looked = {
      completions: 96,
      planned: 384,
      level: 0.95,
      pairs: [{base, rl, here}]
    };
    const coverage = Object.fromEntries(
      Object.entries(tables.coverage).map(([experiment, table]) => [
        experiment,
        {...table!, benchmarks: table!.benchmarks.map((one) => ({...one, looked}))}
      ])
    );
    expect(leadCautions(leadView({...tables, coverage})!)[0]).toEqual({
      title: "Sampling",
      text: "decided after 96 of 384 completions, on these problems: k* in [2, 5] at 95%."
    });
    expect(leadCautions(view).map(({title}) => title)).not.toContain("Sampling");
  });

  it("take from the exact table the pair at its largest measured budget, and a crossing up to there alone", () => {
    const [sums] = exampleTable.benchmarks;
    const [comparison] = sums!.comparisons;
    const [curve] = sums!.curves;
    const full = (observed: number | null): CoverageTable => ({
      ...exampleTable,
      benchmarks: [
        {
          ...sums!,
          curves: [comparison!.base, comparison!.rl].map((policy, i) => ({
            ...curve!,
            policy,
            points: [1, 4, 1024].map((k) => ({...curve!.points[0]!, k, coverage: (i + 1) / (k + 1)}))
          })),
          comparisons: [{...comparison!, crossing: {...comparison!.crossing, observed}}]
        }
      ]
    });
    const read = (table: CoverageTable) =>
      leadView({...tables, exact: {settings: exampleTable, full: table, agreement: []}})!.untruncated;
    expect(read(full(3))).toEqual({k: 4, base: 0.2, trained: 0.4, crossing: 3});
    expect(read(full(900))).toEqual({k: 4, base: 0.2, trained: 0.4, crossing: null});
    expect(read({...exampleTable, benchmarks: []})).toBeNull();
  });

  it("say what luck reaches, and whether the base does more", () => {
    const rates = (rate: number) => [
      {benchmark: "sums", problem_id: "p", guesser: "arithmetic" as const, guess_rate: rate}
    ];
    const cautions = (rate: number) => leadCautions(leadView({...tables, guessRates: rates(rate)})!);
    expect(cautions(0.5)).toEqual([
      {
        title: "Luck",
        text: "random steps of right arithmetic solve 94% with 4 tries: what the base reaches there may be luck."
      }
    ]);
    expect(cautions(0.01)[0]!.text).toContain("4% with 4 tries: less than the base does.");
    const [pictures] = rates(0.5).map((row) => ({...row, guesser: "picture" as const}));
    expect(leadCautions(leadView({...tables, guessRates: [pictures!]})!)[0]!.text).toMatch(
      /^right solutions for other pictures solve 94% /
    );
    expect(leadCautions(view)).toEqual([]);
  });

  it("say that a crossing is far from the paper's where its whole interval is", () => {
    const at = (observed: number | null, low: number | null, high: number | null) =>
      leadCautions({
        ...view,
        comparison: {...view.comparison, crossing: {...view.comparison.crossing, observed, low, high}}
      }).map(({text}) => text);
    expect(at(3.5, 2.5, 4.7)).toEqual([
      "the curves cross at k* = 3.5, far earlier than in the paper, where they do at tens to hundreds of tries."
    ]);
    expect(at(5000, 2000, null)[0]).toContain("far later");
    for (const [observed, low, high] of [
      [5, 2, 12],
      [140, 60, 300],
      [null, 9, null]
    ] as const)
      expect(at(observed, low, high)).toEqual([]);
  });

  it("stand with the claims that they bear on", () => {
    const closed = {estimate: 0.6, low: 0.42, high: 0.79, k: 128, temperature: 1.813};
    expect(claimRemarks({...view, closed})).toEqual({
      entropy:
        "Temperature: at T = 1.8, where its entropy was matched to the base’s, RL closes 60% of the gap with 128 tries (95% 42% to 79%)."
    });
    expect(claimRemarks(view)).toEqual({});
  });

  it("say at the crossing what there is to say of it", () => {
    const {comparison} = view;
    const lines = (changes: Partial<typeof comparison.crossing>, points = comparison.points) =>
      crossingLines({
        ...view,
        comparison: {...comparison, points, crossing: {...comparison.crossing, ...changes}}
      }).join(" ");
    expect(lines({})).toBe("Base overtakes at k* = 2.8 (95% 1.5 to beyond 4)");
    expect(lines({observed: null})).toBe("No crossing up to k = 4");
    expect(lines({observed: 1})).toBe("The base is ahead from k = 1 on");
    expect(lines({observed: null, isSame: true})).toBe("The curves are the same");
    const turned = comparison.points.map((point) => ({...point, difference: -point.difference}));
    expect(lines({observed: null}, turned)).toBe("RL overtakes between k = 2 and 4");
  });

  it("name in the caption what was measured, of which size, how and where it comes from", () => {
    const card = {policy: "grpo", parameters: 353_376} as LeadTables["cards"][number];
    expect(leadCaption(leadView({...tables, cards: [card]})!)).toBe(
      "Sums: 100 problems, 4 completions of each by Base and GRPO of 0.35 million weights, T 0.6 and 1, top-p 0.95; drawn here 2026-01-02, seed 7. " +
        "Bands: 95% intervals for other problems of the same kind; how far other training runs would lie is not measured. Lost: solved at least once by the base and never after; gained: the other way round. " +
        "Yue et al. 2025 asked this of models of 7 to 32 billion weights."
    );
    const imported = {
      ...view.base,
      engine: "imported",
      temperature: null,
      top_p: null,
      published: "somewhere"
    };
    expect(leadCaption({...view, base: imported, trained: imported})).toContain(
      "sampling settings not stated; numbers published elsewhere, not measured here (somewhere)."
    );
  });
});
