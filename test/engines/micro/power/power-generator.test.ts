import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Architecture, Parameters} from "../../../../loaders/engines/micro/architecture.js";
import {PowerGenerator, type PowerTokens} from "../../../../loaders/engines/micro/power/power-generator.js";
import {Scorer} from "../../../../loaders/engines/micro/scorer.js";
import {randomParameters, tinyArchitecture} from "../random-model.js";

const END = 1;
const prompt = [2, 4, 3];

/** Every completion of at most `depth` tokens: it ends by itself, or is cut there. */
function allCompletions(vocabulary: number, depth: number): number[][] {
  if (depth === 0) return [[]];
  return Array.from({length: vocabulary}, (_, token) => token).flatMap((token) =>
    token === END ? [[END]] : allCompletions(vocabulary, depth - 1).map((rest) => [token, ...rest])
  );
}

/** Probability of each completion under the model, by the scorer, which shares no code with the trees. */
async function probabilities(
  architecture: Architecture,
  parameters: Parameters,
  depth: number
): Promise<Map<string, number>> {
  const scorer = await Scorer.create(architecture);
  const texts = allCompletions(architecture.vocabulary, depth);
  const scores = await scorer.score(
    parameters,
    texts.map((completion) => ({prompt, completion}))
  );
  await scorer.close();
  return new Map(
    texts.map((text, i) => [
      text.join(" "),
      Math.exp(scores[i]!.logprobs.reduce((sum, value) => sum + value, 0))
    ])
  );
}

/** p^power over the sum of all of them. */
function powered(
  all: ReadonlyMap<string, number>,
  power: number
): {target: Map<string, number>; total: number} {
  const total = [...all.values()].reduce((sum, p) => sum + p ** power, 0);
  return {target: new Map([...all].map(([text, p]) => [text, p ** power / total])), total};
}

/** Pearson's statistic over the texts that are expected at least 5 times, the others as one; and its degrees of freedom. */
function chiSquare(
  drawn: readonly string[],
  target: ReadonlyMap<string, number>
): {statistic: number; freedom: number} {
  const counts = new Map<string, number>();
  for (const text of drawn) counts.set(text, (counts.get(text) ?? 0) + 1);
  const cells = [...target].map(([text, p]) => ({
    expected: p * drawn.length,
    observed: counts.get(text) ?? 0
  }));
  const large = cells.filter(({expected}) => expected >= 5);
  const rest = cells
    .filter(({expected}) => expected < 5)
    .reduce(
      (sum, cell) => ({expected: sum.expected + cell.expected, observed: sum.observed + cell.observed}),
      {
        expected: 0,
        observed: 0
      }
    );
  const all = rest.expected >= 5 ? [...large, rest] : large;
  return {
    statistic: all.reduce((sum, {expected, observed}) => sum + (observed - expected) ** 2 / expected, 0),
    freedom: all.length - 1
  };
}

/** The value that a chi-square variable stays below with probability 0.9999, by Wilson and Hilferty. */
function chiSquareLimit(freedom: number): number {
  const z = 3.719;
  return freedom * (1 - 2 / (9 * freedom) + z * Math.sqrt(2 / (9 * freedom))) ** 3;
}

const textOf = (drawn: PowerTokens | null): string => drawn!.tokens.join(" ");

describe.each([
  {vocabulary: 6, depth: 3, power: 2},
  {vocabulary: 6, depth: 5, power: 4},
  {vocabulary: 6, depth: 5, power: 1.5},
  // Nearly flat: a tenth of the draws ends below what was looked at, and most of these fail.
  {vocabulary: 14, depth: 4, power: 1.2},
  {vocabulary: 14, depth: 4, power: 3}
])("a power of $power over $vocabulary words and $depth tokens", ({vocabulary, depth, power}) => {
  const architecture = {...tinyArchitecture, vocabulary};
  const parameters = randomParameters(architecture, depth);
  const draws = 20_000;
  const settings = {power, maxTokens: depth};
  let generator: PowerGenerator;
  let exact: {target: Map<string, number>; total: number};
  let drawn: (PowerTokens | null)[];
  let all: Map<string, number>;

  beforeAll(async () => {
    generator = await PowerGenerator.create(architecture, {end: END});
    all = await probabilities(architecture, parameters, depth);
    exact = powered(all, power);
    const jobs = Array.from({length: draws}, (_, seed) => ({prompt, seed}));
    drawn = await generator.generate(parameters, jobs, settings);
  }, 60_000);

  afterAll(() => generator.close());

  it("draws completions as often as enumeration says", () => {
    expect([...all.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    const {statistic, freedom} = chiSquare(drawn.map(textOf), exact.target);
    expect(freedom).toBeGreaterThan(5);
    expect(statistic).toBeLessThan(chiSquareLimit(freedom));
    // The same test tells the target from the model's own distribution.
    expect(chiSquare(drawn.map(textOf), all).statistic).toBeGreaterThan(chiSquareLimit(freedom));
  });

  it("draws independently: two completions are as often the same as they should be", () => {
    const same = [...exact.target.values()].reduce((sum, p) => sum + p * p, 0);
    const pairs = Array.from(
      {length: draws / 2},
      (_, pair) => textOf(drawn[2 * pair]!) === textOf(drawn[2 * pair + 1]!)
    );
    const share = pairs.filter(Boolean).length / pairs.length;
    expect(Math.abs(share - same)).toBeLessThan(4 * Math.sqrt((same * (1 - same)) / pairs.length));
  });

  it("knows the probability of what it drew, and encloses the sum over all completions", async () => {
    for (const one of drawn.slice(0, 200)) {
      expect(Math.exp(one!.sumLogprob)).toBeCloseTo(all.get(textOf(one))!, 5);
      expect(one!.ended).toBe(one!.tokens.at(-1) === END);
    }
    const [tree] = await generator.promptTrees(parameters, [{prompt, seed: 0}], settings);
    expect(tree!.logWhole).toBeLessThanOrEqual(Math.log(exact.total) + 1e-5);
    expect(tree!.logTotal).toBeGreaterThanOrEqual(Math.log(exact.total) - 1e-5);
  });

  it("draws the same alone, in another order and beside other prompts", async () => {
    const other = {prompt: [3, 2, 2, 4, 5, 3, 2, 2, 5], seed: 7};
    const jobs = [19, 3, 12_000, 4].map((seed) => ({prompt, seed}));
    const together = await generator.generate(parameters, [other, ...jobs, other], settings);
    expect(together.slice(1, -1)).toEqual(jobs.map(({seed}) => drawn[seed]));
    expect(await generator.generate(parameters, [jobs[2]!], settings)).toEqual([drawn[12_000]]);
    expect(together.at(0)).toEqual(together.at(-1));
  });
});

it("draws below what was looked at in some of these cases", async () => {
  const architecture = {...tinyArchitecture, vocabulary: 14};
  const generator = await PowerGenerator.create(architecture, {end: END});
  const parameters = randomParameters(architecture, 4);
  const [tree] = await generator.promptTrees(parameters, [{prompt, seed: 0}], {power: 1.2, maxTokens: 4});
  expect(Math.exp(tree!.logWhole - tree!.logTotal)).toBeLessThan(0.99);
  await generator.close();
});
