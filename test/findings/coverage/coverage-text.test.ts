import {describe, expect, it} from "vitest";
import {countedComparisons} from "../../../src/findings/coverage/counted-comparisons.js";
import {coverageAnswer, crossingSentence} from "../../../src/findings/coverage/coverage-answer.js";
import {coverageAltText, coverageCaption} from "../../../src/findings/coverage/coverage-caption.js";
import {readCoverage, readingText} from "../../../src/findings/coverage/coverage-reading.js";
import {coverageRows} from "../../../src/findings/coverage/coverage-rows.js";
import {budgets, coverageView, type KLimits} from "../../../src/findings/coverage/coverage-view.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {percentOfLevel} from "../../../src/findings/shared/interval-text.js";
import {exampleStudy, exampleTable} from "../example-study.js";

const view = coverageView(exampleTable, exampleStudy, "sums", {})!;

describe("coverageAnswer", () => {
  it("says who is ahead at both ends, by how much, and where the base overtakes", () => {
    expect(answerText(coverageAnswer(view))).toBe(
      "GRPO wins the first try, clearly: 50.0% against 40.0% of 100 problems. With 4 tries Base wins, though not clearly: 70.0% against 60.0%. The curves cross at k* = 2.8 (95% 1.5 to beyond 4).\nSums, GRPO against Base: 50.0% against 40.0% with one try: +10.0 points (+4.0 to +16.0); 60.0% against 70.0% with 4 tries: −10.0 points (−21.0 to +1.0); k* = 2.8 (1.5 to beyond 4; none in 4.0% of the resampled problem sets).\nClearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests."
    );
  });

  it("calls a lead clear where both ends together bear it out, and not where its own interval alone does", () => {
    const [comparison] = view.coverage.comparisons;
    const lead = (first: number, last: number) =>
      coverageAnswer({
        ...view,
        coverage: {
          ...view.coverage,
          comparisons: [
            {
              ...comparison!,
              points: comparison!.points.map((point, i, all) => {
                const isLast = i === all.length - 1;
                const [low, high] = isLast ? [-0.19, -0.01] : [0.01, 0.19];
                return {...point, low, high, p: isLast ? last : first};
              })
            }
          ]
        }
      }).lead;
    expect(lead(0.03, 0.04)).toMatch(
      /^GRPO wins the first try, though not clearly: .* Base wins, though not clearly: /
    );
    expect(lead(0.01, 0.04)).toMatch(/^GRPO wins the first try, clearly: .* Base wins, clearly: /);
  });

  const twice = (limits: KLimits) => {
    const found = coverageView(exampleTable, exampleStudy, "sums", limits)!;
    const {comparisons} = found.coverage;
    return coverageAnswer({
      ...found,
      coverage: {...found.coverage, comparisons: [...comparisons, ...comparisons]}
    });
  };

  it("counts several comparisons, with a case for each", () => {
    const pair = {
      title: "Sums, GRPO against Base",
      text:
        "50.0% against 40.0% with one try: +10.0 points (+4.0 to +16.0); 60.0% against 70.0% with 4 tries: −10.0 points (−21.0 to +1.0); " +
        "k* = 2.8 (1.5 to beyond 4; none in 4.0% of the resampled problem sets).",
      cells: [
        {head: "fewest tries", value: "50.0% against 40.0% with one try: +10.0 points (+4.0 to +16.0)"},
        {head: "most tries", value: "60.0% against 70.0% with 4 tries: −10.0 points (−21.0 to +1.0)"},
        {head: "k*", value: "k* = 2.8 (1.5 to beyond 4; none in 4.0% of the resampled problem sets)"}
      ]
    };
    expect(twice({})).toEqual({
      lead: "Training wins the first try in both comparisons, clearly. With 4 tries the base wins in both comparisons, nowhere clearly. The curves cross at k = 2.8.",
      cases: [pair, pair],
      note: "Clearly: beyond chance, p < 0.05 after Holm’s correction over 4 tests."
    });
  });

  it("counts no crossing of curves that begin together", () => {
    const {comparisons} = view.coverage;
    const together = comparisons.map(({points: [first, ...rest], ...comparison}) => ({
      ...comparison,
      points: [{...first!, difference: 0.001, low: -0.021, high: 0.022, p: 0.9}, ...rest]
    }));
    expect(countedComparisons([...comparisons, ...together], "tasks").lead).toContain(
      "On 1 of 2 the curves cross from a clear lead, at k = 2.8."
    );
    expect(countedComparisons(together, "tasks")).toEqual({
      lead: "Training wins the first try on 1 of 1 tasks, nowhere clearly. With 4 tries the base wins on 1 of 1 tasks, nowhere clearly. No curves cross from a clear lead.",
      note: "Clearly: beyond chance, p < 0.05 after Holm’s correction over 2 tests."
    });
  });

  it("counts a lead only where it holds among as many comparisons as there are", () => {
    const {comparisons} = view.coverage;
    const weak = comparisons.map(({points: [first, ...rest], ...comparison}) => ({
      ...comparison,
      points: [{...first!, p: 0.03}, ...rest]
    }));
    const [one] = weak;
    const single = weak.map((each) => ({...each, points: each.points.slice(0, 1)}));
    expect(countedComparisons(single, "tasks").lead).toBe(
      "Training wins the first try on 1 of 1 tasks, clearly."
    );
    const many = Array.from({length: 10}, () => ({...one!, points: [...one!.points]}));
    expect(countedComparisons(many, "comparisons").lead).toContain("in all 10 comparisons, nowhere clearly.");
  });

  it("counts at a single k alone where only one is shown", () => {
    expect(twice({kMin: 2, kMax: 2}).lead).toBe(
      "With 2 tries training wins in both comparisons, nowhere clearly."
    );
  });

  it("says one sentence for a single k, and describes the curves where nothing is compared", () => {
    const single = coverageView(exampleTable, exampleStudy, "sums", {kMax: 1})!;
    expect(coverageAnswer(single).lead).toBe(
      "GRPO wins the first try, clearly: 50.0% against 40.0% of 100 problems."
    );
    expect(coverageAnswer(single).cases[0]!.text).toContain("+10.0 points (+4.0 to +16.0)");
    const alone = {...view, coverage: {...view.coverage, comparisons: []}};
    expect(answerText(coverageAnswer(alone))).toBe(
      "Base solves 40.0% of the problems with one try and 70.0% with 4; GRPO solves 50.0% of the problems with one try and 60.0% with 4."
    );
  });
});

describe("crossingSentence", () => {
  const crossing = {
    observed: null,
    median: null,
    low: 9,
    high: null,
    censored: 0.9,
    baseAhead: 0.1,
    kMax: 512,
    isSame: false
  };

  it("says that there is no crossing, and how often there is one among the resamples", () => {
    expect(crossingSentence(crossing, "Base", "95%")).toBe(
      "The curves do not cross up to k = 512; they do in 10.0% of the resampled problem sets."
    );
  });

  it("says of curves that are the same that there is no k*", () => {
    expect(crossingSentence({...crossing, isSame: true}, "Base", "95%")).toBe(
      "The curves are the same at every k."
    );
  });

  it("says that the base is never behind when k* is 1", () => {
    expect(crossingSentence({...crossing, observed: 1}, "Base", "95%")).toBe("Base is not behind at any k.");
  });

  it("gives an end of the interval at 1 as at most 1", () => {
    const found = {...crossing, observed: 140.4, low: 1, high: 300.2, censored: 0};
    expect(crossingSentence(found, "Base", "90%")).toBe(
      "The curves cross at k* = 140 (90% at most 1 to 300)."
    );
  });
});

describe("coverageCaption", () => {
  it("names what was measured, how, and what the bands are", () => {
    expect(coverageCaption(view)).toBe(
      "Sums: 100 problems, 4 completions of each per policy. Temperature 0.6 to 1, top-p 0.95, at most 32 tokens; seed 7, drawn 2026-01-02; verified by countdown@steps. " +
        "Lines: unbiased pass@k, mean over problems. Bands: 95% score intervals for other problems of the same kind, pointwise. The interval of k* goes as far as that of the difference holds zero; what is said of resampled problem sets comes from 2,000, the same for all policies (seed 3)."
    );
  });

  it("says what was done otherwise, by whom it was verified, and where guessing stands", () => {
    const changed = coverageView(
      exampleTable,
      exampleStudy,
      "sums",
      {},
      {
        verifier: "countdown@other",
        notes: ["Completions cut at the token limit are left out."],
        guess: (ks) => ({guesser: null, rate: 0.001, points: ks.map((k) => ({k, coverage: k / 1000}))})
      }
    )!;
    expect(coverageCaption(changed)).toContain(
      "verified by countdown@other. Completions cut at the token limit are left out. Lines:"
    );
    expect(coverageCaption(changed)).toContain("1 − (1 − g)^k, from a guess rate of 0.1%.");
    expect(readingText(readCoverage(changed, 4), 4)).toContain("guessing alone 0.4%");
    expect(coverageRows(changed).at(-1)).toMatchObject({quantity: "guess floor", k: 4, estimate: 0.004});
  });
});

describe("coverageAltText", () => {
  it("tells the course of each curve", () => {
    expect(coverageAltText(view)).toContain(
      "Base rises from 40.0% at k = 1 to 70.0% at k = 4; GRPO rises from 50.0% at k = 1 to 60.0% at k = 4."
    );
  });
});

describe("coverageView", () => {
  it("keeps the points up to the largest k, and the first one always", () => {
    expect(budgets(coverageView(exampleTable, exampleStudy, "sums", {kMax: 2})!)).toEqual([1, 2]);
    expect(budgets(coverageView(exampleTable, exampleStudy, "sums", {kMax: 0})!)).toEqual([1]);
  });

  it("keeps the points from the smallest k on, of every curve one at least", () => {
    const of = (limits: KLimits): number[] =>
      budgets(coverageView(exampleTable, exampleStudy, "sums", limits)!);
    const all = of({});
    expect(of({kMin: 2})).toEqual(all.filter((k) => k >= 2));
    expect(of({kMin: 2, kMax: 2})).toEqual([2]);
    expect(of({kMin: 4, kMax: 2})).toEqual([2]);
    const late = coverageView(exampleTable, exampleStudy, "sums", {kMin: 99_999})!;
    for (const {points} of late.coverage.curves) expect(points.length).toBeGreaterThan(0);
  });

  it("speaks of the smallest k that it shows", () => {
    const view = coverageView(exampleTable, exampleStudy, "sums", {kMin: 2})!;
    expect(answerText(coverageAnswer(view))).toMatch(/^With 2 tries GRPO wins, though not clearly: /);
    expect(coverageAltText(view)).toContain("from 2 to");
  });

  it("is null for a benchmark without values", () => {
    expect(coverageView(exampleTable, exampleStudy, "nothing", {})).toBeNull();
    expect(coverageView({...exampleTable, benchmarks: []}, exampleStudy, "sums", {})).toBeNull();
  });
});

describe("coverageRows", () => {
  it("has a row per point, difference and crossing", () => {
    const rows = coverageRows(view);
    expect(rows).toHaveLength(3 + 3 + 3 + 1);
    expect(rows.at(-1)).toEqual({
      benchmark: "sums",
      quantity: "crossing",
      series: "grpo - base",
      k: null,
      estimate: 2.8,
      low: 1.5,
      high: null
    });
  });

  it("has no k* where the curves are the same, and says so", () => {
    const {coverage} = view;
    const comparisons = coverage.comparisons.map((one) => ({
      ...one,
      crossing: {...one.crossing, observed: null, low: null, high: null, isSame: true}
    }));
    expect(coverageRows({...view, coverage: {...coverage, comparisons}}).at(-1)).toMatchObject({
      quantity: "crossing",
      estimate: "none",
      low: null,
      high: null
    });
  });
});

describe("percentOfLevel", () => {
  it("drops digits that floating point adds", () => {
    expect([0.95, 0.9, 0.999, 0.55].map(percentOfLevel)).toEqual(["95%", "90%", "99.9%", "55%"]);
  });
});

describe("the caption of adaptive counts", () => {
  it("says that n is the most, when problems stopped, and what rests on fewer completions", () => {
    const coverage = {...view.coverage, stopping: {successes: 8, first: 32}};
    expect(coverageCaption({...view, coverage})).toMatch(
      /^Sums: 100 problems, up to [\d,]+ completions of each per policy, and no more from 32 on once 8 were correct; intervals hold at all planned looks at once; a changed analysis and other figures rest on the first completions that all have\. /
    );
  });
});
