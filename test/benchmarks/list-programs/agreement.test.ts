import {describe, expect, it} from "vitest";
import {
  drawFunction,
  type ConstructionWeights
} from "../../../loaders/benchmarks/list-programs/construction-weights.js";
import {constructionNames} from "../../../loaders/benchmarks/list-programs/constructions.js";
import {withSlip} from "../../../loaders/benchmarks/list-programs/corpus.js";
import type {ListFunction} from "../../../loaders/benchmarks/list-programs/list-function.js";
import {strategies} from "../../../loaders/benchmarks/list-programs/program-text.js";
import {passesTests} from "../../../loaders/benchmarks/list-programs/reward.js";
import {taskProblem} from "../../../loaders/benchmarks/list-programs/task.js";
import {parseProgram} from "../../../loaders/python-subset/parse-program.js";
import {vocabulary} from "../../../loaders/python-subset/vocabulary.js";
import {randomElement} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";

const equalWeights = Object.fromEntries(
  constructionNames.map((name) => [name, 1])
) as unknown as ConstructionWeights;

/** One word replaced, left out, put in or swapped with the next: what a model's mistakes look like. */
function mistaken(random: Random, program: string): string {
  const words = program.split(" ");
  const place = 6 + random.below(words.length - 6);
  const other = randomElement(random, random.uniform() < 0.5 ? words : vocabulary);
  const changes = [
    () => words.with(place, other),
    () => words.toSpliced(place, 1),
    () => words.toSpliced(place, 0, other),
    () => words.toSpliced(place, 2, words[place + 1] ?? other, words[place]!)
  ];
  return randomElement(random, changes)().join(" ");
}

/** The beginning of one program and the end of another. */
function spliced(random: Random, program: string, end: string): string {
  const [first, second] = [program.split(" "), end.split(" ")];
  return [
    ...first.slice(0, 7 + random.below(first.length - 7)),
    ...second.slice(7 + random.below(second.length - 7))
  ].join(" ");
}

function drawCase(random: Random): {asked: ListFunction; completion: string} {
  const asked = drawFunction(random, equalWeights);
  const program = () => drawFunction(random, equalWeights).programs[randomElement(random, strategies)];
  const own = asked.programs[randomElement(random, strategies)];
  const completions = [
    () => own,
    program,
    () => withSlip(random, own),
    () => mistaken(random, own),
    () => mistaken(random, mistaken(random, own)),
    () => spliced(random, own, program())
  ];
  return {asked, completion: randomElement(random, completions)()};
}

describe("the training reward", () => {
  const {verifier} = useCodeVerifier();

  it("is the verdict of code@python, for right, wrong and malformed programs", async () => {
    const random = createRandom("agreement test");
    const cases = Array.from({length: 2000}, () => drawCase(random));
    const rewards = cases.map(({asked, completion}) => passesTests(completion, asked.tests));
    const judgements = await verifier().judge(
      cases.map(({asked, completion}) => ({
        problem: taskProblem({function: asked, examples: []}, "agreement", "1"),
        completion
      }))
    );
    const disagreements = cases.flatMap(({completion}, index) => {
      const {verdict, rule} = judgements[index]!;
      return verdict === (rewards[index] ? "correct" : "incorrect") ? [] : [{completion, verdict, rule}];
    });
    expect(disagreements).toEqual([]);
    // The cases say something: many pass, many run and fail, many are no program.
    const parsed = cases.filter(({completion}) => parseProgram(completion) !== null).length;
    expect(rewards.filter(Boolean).length).toBeGreaterThan(300);
    expect(parsed - rewards.filter(Boolean).length).toBeGreaterThan(300);
    expect(cases.length - parsed).toBeGreaterThan(300);
  }, 120_000);
});
