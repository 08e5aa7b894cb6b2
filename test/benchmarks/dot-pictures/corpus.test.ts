import {describe, expect, it} from "vitest";
import {
  drawDocument,
  drawTrainingPicture,
  slip,
  type CorpusDesign,
  type PictureDocument
} from "../../../loaders/benchmarks/dot-pictures/corpus.js";
import {
  defaultWeights,
  pictureGold,
  type SolvedPicture
} from "../../../loaders/benchmarks/dot-pictures/problem.js";
import {questionPrompt} from "../../../loaders/benchmarks/dot-pictures/question.js";
import {sceneSplit} from "../../../loaders/benchmarks/dot-pictures/scene.js";
import {
  calculate,
  solutionText,
  trueSolution,
  type Solution
} from "../../../loaders/benchmarks/dot-pictures/solution.js";
import {vocabulary} from "../../../loaders/benchmarks/dot-pictures/vocabulary.js";
import {gradePicture} from "../../../loaders/verification/dot-pictures/steps.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const design: CorpusDesign = {questions: defaultWeights, failedAttempts: 0.35, miscounts: 0.01};

function documents(count: number, part: Partial<CorpusDesign>): PictureDocument[] {
  const random = createRandom("pictures corpus test");
  return Array.from({length: count}, () => drawDocument(random, {...design, ...part}));
}

function solvedPictures(count: number): SolvedPicture[] {
  const random = createRandom("pictures frequency test");
  return Array.from({length: count}, () => drawTrainingPicture(random, defaultWeights));
}

const parts = (names: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1 / names.length;
  return counts;
};

describe("drawDocument", () => {
  it("writes short texts of known words only, and the same ones from the same seed", () => {
    const words = new Set(vocabulary);
    expect(words.size).toBe(vocabulary.length);
    expect(words.size).toBeLessThan(120);
    const written = documents(2000, {});
    const texts = written.flatMap(({prompt, completion}) => [prompt.split(" "), completion.split(" ")]);
    expect(texts.every((text) => text.every((word) => words.has(word)))).toBe(true);
    expect(Math.max(...texts.map((text) => text.length))).toBe(29);
    expect(documents(2000, {})).toEqual(written);
  });

  it("uses every word of the vocabulary but the largest numbers", () => {
    const used = new Set(
      documents(12000, {}).flatMap((text) => `${text.prompt} ${text.completion}`.split(" "))
    );
    const unused = vocabulary.filter((word) => !used.has(word));
    expect(unused.filter((word) => !(Number(word) > 40))).toEqual([]);
  });

  it("writes only correct solutions without failed attempts and slips", () => {
    expect(correctPart({failedAttempts: 0, miscounts: 0})).toBe(1);
  });

  it("mixes failed attempts and slips at the given rates", () => {
    const attempts = correctPart({failedAttempts: 0.35, miscounts: 0});
    expect(attempts).toBeGreaterThan(0.62);
    expect(attempts).toBeLessThan(0.7);
    // Five steps, one in a hundred slips.
    const slips = correctPart({failedAttempts: 0, miscounts: 0.01});
    expect(slips).toBeGreaterThan(0.93);
    expect(slips).toBeLessThan(0.97);
  });

  it("never shows a held-out picture", () => {
    expect(documents(2000, {}).every(({picture}) => sceneSplit(picture.scene) === "training")).toBe(true);
  });
});

describe("drawTrainingPicture", () => {
  const drawn = solvedPictures(6000);

  it("asks each family and variant by weight, the rarest once in two hundred and fifty", () => {
    const families = parts(drawn.map(({topic}) => topic.family));
    expect(families.count).toBeCloseTo(0.4, 1);
    expect(families.combine).toBeCloseTo(0.28, 1);
    expect(families.make).toBeCloseTo(0.24, 1);
    expect(families.locate).toBeCloseTo(0.08, 1);
    const topics = parts(drawn.map(({topic}) => `${topic.family} ${topic.variant}`));
    expect(Object.keys(topics)).toHaveLength(14);
    expect(topics["combine times"]).toBeGreaterThan(0.012);
    expect(topics["combine times"]).toBeLessThan(0.035);
    expect(topics["make row_product"]).toBeLessThan(0.02);
    expect(topics["locate column_fewest"]).toBeLessThan(0.01);
  });

  it("solves each family by at least two strategies, one of them far ahead", () => {
    const strategies = parts(drawn.map(({topic, solution}) => `${topic.family} ${surveyOf(solution)}`));
    const of = (family: string) =>
      Object.entries(strategies)
        .filter(([name]) => name.startsWith(family))
        .map(([, part]) => part)
        .toSorted((a, b) => b - a);
    for (const family of ["count", "combine", "make"]) {
      expect(of(family)).toHaveLength(3);
      expect(of(family)[0]! / of(family)[1]!).toBeGreaterThan(1.8);
      expect(of(family)[1]! / of(family)[2]!).toBeGreaterThan(2);
    }
    expect(of("locate")).toHaveLength(4);
  });
});

describe("slip", () => {
  const solution: Solution = {
    tallies: [
      {group: "red", counts: [5]},
      {group: "blue", counts: [5]}
    ],
    conclude: ([first, second]) => calculate(first!.counts[0]!, "-", second!.counts[0]!)
  };

  it("carries a wrong count into the conclusion", () => {
    expect(solutionText(slip(solution, 0, 1)!)).toBe("red : 6 ; blue : 5 ; 6 - 5 = 1");
    expect(solutionText(slip(solution, 1, -1)!)).toBe("red : 5 ; blue : 4 ; 5 - 4 = 1");
  });

  it("after all counts it is the conclusion that goes wrong", () => {
    expect(solutionText(slip(solution, 2, 1)!)).toBe("red : 5 ; blue : 5 ; 5 - 5 = 1");
  });

  it("gives null where a number would leave 0 to 64, and leaves its input alone", () => {
    expect([slip(solution, 0, -1), slip(solution, 2, -1)]).toEqual([null, null]);
    expect(solutionText(trueSolution(solution))).toBe("red : 5 ; blue : 5 ; 5 - 5 = 0");
  });
});

/** Part of 1,500 documents whose completion is right for its own picture. */
function correctPart(part: Partial<CorpusDesign>): number {
  const right = Array.from({length: 1500}, (_, index) => {
    const {prompt, completion, picture} = drawDocument(createRandom("rates", index), {...design, ...part});
    // A document starts with its question, so that the same seed draws the same one.
    const {question} = drawTrainingPicture(createRandom("rates", index), defaultWeights);
    expect(questionPrompt(question)).toBe(prompt);
    return gradePicture(pictureGold({picture, question}), completion).verdict === "correct";
  });
  return right.filter(Boolean).length / right.length;
}

/** What the solution counts, and whether in order: `row`, `column`, `colours` … */
function surveyOf({tallies}: Solution): string {
  const groups = tallies.map(({group}) => group);
  if (!/^(row|column) /.test(groups[0]!)) return "kinds";
  const inOrder = groups.every((group, index) => group.endsWith(String(index + 1)));
  return `${groups[0]!.split(" ")[0]!}${inOrder ? "" : " ranked"}`;
}
