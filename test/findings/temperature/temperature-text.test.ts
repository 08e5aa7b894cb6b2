import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import type {PublishedMatch} from "../../../src/figures/temperature/temperature-match-figure.js";
import {crossingText} from "../../../src/findings/coverage/crossing-text.js";
import {answerText} from "../../../src/findings/shared/figure-answer.js";
import {entropyMatches} from "../../../src/findings/temperature/temperature-entropies.js";
import {
  entropyMatchAnswer,
  entropyRows,
  entropyText
} from "../../../src/findings/temperature/temperature-entropy-text.js";
import {temperaturePairs} from "../../../src/findings/temperature/temperature-pairs.js";
import {
  temperatureAnswer,
  temperatureCrossings,
  temperatureCsv
} from "../../../src/findings/temperature/temperature-text.js";
import {coverageTable} from "../../../src/metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import {exampleStudy} from "../example-study.js";

const [base, grpo] = exampleStudy.policies as [
  StudySummary["policies"][number],
  StudySummary["policies"][number]
];
const policies = [
  base,
  {...grpo, temperature: 0.6},
  {...base, policy: "base-hot", label: "Base, hot", temperature: 1},
  {...grpo, policy: "grpo-hot", label: "GRPO, hot", base: "base-hot", temperature: 1},
  {...grpo, policy: "grpo-matched", label: "GRPO, matched", temperature: 1.4},
  {...grpo, policy: "grpo-hotter", label: "GRPO, hotter", temperature: 2}
];
const study: StudySummary = {...exampleStudy, policies};

/** 40 problems of 8 completions; correct completions of the even and of the odd ones. */
function table(correct: Record<string, [number, number]>) {
  const rows = Object.entries(correct).flatMap(([policy, [even, odd]]) =>
    Array.from({length: 40}, (_, i) => ({
      benchmark: "sums",
      policy,
      problem_id: `p${String(i).padStart(2, "0")}`,
      n: 8,
      c: i % 2 === 0 ? even : odd
    }))
  );
  return coverageTable(rows, policies, {level: 0.95, replicates: 300, seed: 1, withClosed: true});
}

describe("temperaturePairs", () => {
  const pairs = temperaturePairs(
    table({"base-hot": [2, 1], "grpo-hot": [7, 0], base: [3, 1], grpo: [8, 0], "grpo-matched": [6, 0]}),
    study
  );

  it("pairs policies of one temperature, temperatures ascending, and leaves other comparisons out", () => {
    expect(pairs.map(({temperature, base: from, rl}) => [temperature, from.policy, rl.policy])).toEqual([
      [0.6, "base", "grpo"],
      [1, "base-hot", "grpo-hot"]
    ]);
    expect(pairs.map(({first}) => [first.base.estimate, first.rl.estimate])).toEqual([
      [0.25, 0.5],
      [expect.closeTo(0.1875, 12), expect.closeTo(0.4375, 12)]
    ]);
    expect(pairs.map(({last}) => [last.base.estimate, last.rl.estimate])).toEqual([
      [1, 0.5],
      [1, 0.5]
    ]);
  });

  it("are told with both ends of both curves", () => {
    const text =
      "from T = 0.6 to 1, Base goes from 25.0% to 18.8% at k = 1 and from 100.0% to 100.0% at k = 8, " +
      "GRPO from 50.0% to 43.8% and from 50.0% to 50.0%.";
    expect(answerText(temperatureAnswer(pairs))).toBe(
      `From T = 0.6 to 1 Base solves fewer with one try (25% to 19%) and as many with 8 (100% to 100%), GRPO fewer with one try (50% to 44%) and as many with 8 (50% to 50%).\nSums: ${text}`
    );
    const products = {...exampleStudy.benchmarks[0]!, benchmark: "products", label: "Products"};
    const others = pairs.map((pair) => ({...pair, benchmark: products}));
    expect(
      answerText(temperatureAnswer([...pairs, others[0]!]))
        .split("\n")
        .slice(1)
    ).toEqual([
      `Sums: ${text}`,
      expect.stringMatching(/^Products: at T = 0\.6, the only temperature, .* −50\.0 /)
    ]);
    const hotter = others.map((pair, i) => ({
      ...pair,
      temperature: 1 - pair.temperature,
      first: pairs[1 - i]!.first
    }));
    expect(temperatureAnswer([...pairs, ...hotter]).lead).toBe(
      "From the lowest to the highest temperature the base solves more with one try on 1 of 2 tasks and with the most on none of 2, RL on 1 of 2 and on none of 2."
    );
    expect(temperatureAnswer([pairs[0]!]).lead).toBe("No policy is compared at two temperatures yet.");
    expect(temperatureCsv(pairs).trim().split("\n")).toHaveLength(1 + 2 * 2 * 2);
  });
});

describe("temperatureCrossings", () => {
  const pairsOf = (correct: Record<string, [number, number]>) => temperaturePairs(table(correct), study);
  const crossing = pairsOf({"base-hot": [2, 1], "grpo-hot": [8, 0], base: [3, 1], grpo: [8, 0]});

  it("says yes where the base overtakes a clear lead at every temperature", () => {
    const {lead, note} = temperatureCrossings(crossing);
    expect(lead).toMatch(
      /^Yes: at both temperatures the base overtakes a clear lead of RL, at k\* = [\d.]+ \(T = 0\.6\) and [\d.]+ \(T = 1\)\. With 8 tries it wins clearly at both\.$/
    );
    expect(note).toBe("Clearly: beyond chance, p < 0.05 after Holm’s correction over 4 tests.");
  });

  it("says where it does not", () => {
    const some = pairsOf({"base-hot": [1, 1], "grpo-hot": [8, 8], base: [3, 1], grpo: [8, 0]});
    expect(temperatureCrossings(some).lead).toMatch(
      /^Not at every one: at 1 of 2 temperatures the base overtakes a clear lead of RL, at k\* = [\d.]+ \(T = 0\.6\)\. With 8 tries it wins clearly at 1 of 2\.$/
    );
    const none = pairsOf({"base-hot": [1, 1], "grpo-hot": [8, 8], base: [1, 1], grpo: [8, 8]});
    expect(temperatureCrossings(none).lead).toBe(
      "No: at none of 2 temperatures does the base overtake a clear lead of RL. With 8 tries it wins clearly at none of 2."
    );
    expect(temperatureCrossings([]).lead).toBe("Nothing is compared at one temperature yet.");
  });

  it("counts pairs of a task and a temperature where there are several tasks", () => {
    const products = {...exampleStudy.benchmarks[0]!, benchmark: "products", label: "Products"};
    const both = [...crossing, ...crossing.map((pair) => ({...pair, benchmark: products}))];
    expect(temperatureCrossings(both).lead).toMatch(
      /^Yes: in all 4 pairs of a task and a temperature the base overtakes a clear lead of RL, at k\* = [\d.]+ to [\d.]+\. With 8 tries it wins clearly in all 4\.$/
    );
  });
});

describe("entropyMatches", () => {
  const entropy = (policy: string, estimate: number) => ({
    benchmark: "sums",
    policy,
    problems: 40,
    estimate,
    low: estimate - 0.01,
    high: estimate + 0.01
  });
  const entropies = [
    entropy("base", 0.4),
    entropy("grpo", 0.1),
    entropy("grpo-matched", 0.38),
    entropy("grpo-hotter", 0.9)
  ];
  const curves = (matched: [number, number]) =>
    table({base: [3, 1], grpo: [8, 0], "grpo-hotter": [1, 0], "grpo-matched": matched});

  it("takes the RL policy whose entropy is nearest to the base's", () => {
    const [match] = entropyMatches(curves([6, 0]), entropies, study);
    expect([match!.base, match!.plain, match!.matched].map(({policy}) => policy.policy)).toEqual([
      "base",
      "grpo",
      "grpo-matched"
    ]);
  });

  it("says that a gap stays open, with the entropies", () => {
    const answer = answerText(entropyMatchAnswer(entropyMatches(curves([6, 0]), entropies, study)));
    expect(answer).toMatch(
      /^Sums: the difference from the base at k = 8 goes from −50\.0 \(.*\) points at T = 0\.6 to −50\.0 \(.*\) at T = 1\.4, which closes 0\.0% of the gap \(−8\.3% to 24\.9%\), the output entropy from 25\.0% to 95\.0% of the base’s: what is left of the gap is clear\.\nClearly: beyond chance, .* over 2 tests\.$/
    );
  });

  it("counts the gaps on several benchmarks, with a case for each", () => {
    const matches = [
      ...entropyMatches(curves([6, 0]), entropies, study),
      ...entropyMatches(curves([6, 1]), entropies, study)
    ];
    const {lead, cases} = entropyMatchAnswer(matches);
    expect(lead).toBe(
      "With 8 tries RL is clearly behind its base on both tasks. A temperature that gives it the base’s entropy closes 0% to 100% of the gap, and leaves it clearly behind on 1 of 2."
    );
    expect(cases.map(({title, text}) => `${title} ${text}`)).toEqual(
      [
        ["−50\\.0", "0\\.0%"],
        ["0\\.0", "100\\.0%"]
      ].map(
        ([matched, closed]) =>
          expect.stringMatching(
            new RegExp(
              `^Sums the difference from the base at k = 8 goes from −50\\.0 \\(.*\\) points at T = 0\\.6 to ${matched!} \\(.*\\) at T = 1\\.4, which closes ${closed!} of the gap \\(.*\\), the output entropy from 25\\.0% to 95\\.0% of the base’s\\.$`
            )
          ) as string
      )
    );
    const none = entropyMatches(
      table({base: [3, 1], grpo: [8, 1], "grpo-matched": [6, 1]}),
      entropies,
      study
    );
    expect(entropyMatchAnswer([...none, ...none]).lead).toBe(
      "With 8 tries RL is clearly behind its base on none of 2 tasks: there is no gap to close."
    );
  });

  it("says that a gap is closed, or that there is none", () => {
    const closed = entropyMatchAnswer(entropyMatches(curves([6, 1]), entropies, study));
    expect(closed.lead).toMatch(/: no clear gap is left\.$/);
    const none = table({base: [3, 1], grpo: [8, 1], "grpo-matched": [6, 1]});
    expect(entropyMatchAnswer(entropyMatches(none, entropies, study)).lead).toMatch(
      /: there is no gap to close\.$/
    );
  });

  it("leaves entropies out that no engine reports, and benchmarks without a second temperature", () => {
    const matches = entropyMatches(curves([6, 0]), [], study);
    expect(answerText(entropyMatchAnswer(matches))).not.toContain("entropy");
    expect(entropyRows(matches).map(({entropy: one}) => entropyText(one))).toEqual(Array(3).fill("unknown"));
    expect(entropyMatches(table({base: [3, 1], grpo: [8, 0]}), entropies, study)).toEqual([]);
  });

  it("writes nats with three digits", () => {
    expect(entropyText(entropy("base", 0.4))).toBe("0.400 (0.390 to 0.410)");
  });
});

describe("crossingText", () => {
  it("gives a crossing with its interval, and an open end in words", () => {
    const crossing = {
      observed: 5.67,
      median: 6,
      low: 3.1,
      high: null,
      censored: 0.1,
      baseAhead: 0.9,
      kMax: 64,
      isSame: false
    };
    expect(crossingText(crossing)).toBe("5.7 (3.1 to beyond 64)");
    expect(crossingText({...crossing, observed: null})).toBe("none up to 64");
    expect(crossingText({...crossing, observed: null, isSame: true})).toBe("none");
  });
});

describe("the paper's Figure 17", () => {
  it("has a temperature and a base entropy for all six benchmarks", () => {
    const file = new URL("../../../data/reference/paper.json", import.meta.url);
    const {figure17_entropy_match: published} = JSON.parse(readFileSync(file, "utf8")) as {
      figure17_entropy_match: Record<string, PublishedMatch>;
    };
    const rows = Object.values(published);
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      expect(row["base_entropy_T0.6"]).toBeGreaterThan(0);
      expect(row.rl_temperature).toBeGreaterThan(0.6);
    }
  });
});
