import {describe, expect, it} from "vitest";
import {defaultWeights} from "../../../loaders/benchmarks/list-programs/construction-weights.js";
import {isRare} from "../../../loaders/benchmarks/list-programs/constructions.js";
import {
  drawDocument,
  drawTrainingTask,
  withSlip,
  type CorpusDesign
} from "../../../loaders/benchmarks/list-programs/corpus.js";
import {listFunctions} from "../../../loaders/benchmarks/list-programs/list-function.js";
import {outputOf} from "../../../loaders/benchmarks/list-programs/reward.js";
import {fits, isUnseen, taskPrompt, taskSplit} from "../../../loaders/benchmarks/list-programs/task.js";
import {parseProgram} from "../../../loaders/python-subset/parse-program.js";
import {vocabulary} from "../../../loaders/python-subset/vocabulary.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const clean: CorpusDesign = {
  constructions: defaultWeights,
  strategies: {expression: 75, statements: 25},
  failedAttempts: 0,
  slips: 0
};

function documentsOf(design: Partial<CorpusDesign>, count: number) {
  const random = createRandom("list programs corpus test");
  return Array.from({length: count}, () => drawDocument(random, {...clean, ...design}));
}

/** Whether a program gives every output that the prompt shows. */
function isRightAsShown({prompt, completion}: {prompt: string; completion: string}): boolean {
  const [, answer, examples] = /^(list|number) (.*) program$/.exec(prompt)!;
  const program = parseProgram(completion)!;
  const numbers = (text: string) => (text.trim().match(/-?\d+/g) ?? []).map(Number);
  return examples!.split(";").every((example) => {
    const [input, shown] = example.split("->").map(numbers) as [number[], number[]];
    return JSON.stringify(outputOf(program, input)) === JSON.stringify(answer === "list" ? shown : shown[0]);
  });
}

describe("drawDocument", () => {
  it("writes only right programs without failed attempts and slips", () => {
    const documents = documentsOf({}, 500);
    expect(documents.filter((document) => !isRightAsShown(document))).toEqual([]);
  });

  it("mixes failed attempts and slips at the given rates", () => {
    const wrong = (design: Partial<CorpusDesign>) =>
      documentsOf(design, 2000).filter((document) => !isRightAsShown(document)).length / 2000;
    expect(wrong({failedAttempts: 0.3})).toBeGreaterThan(0.26);
    expect(wrong({failedAttempts: 0.3})).toBeLessThan(0.34);
    // Some programs have nothing to slip on, and some slips change no shown output.
    expect(wrong({slips: 0.4})).toBeGreaterThan(0.15);
    expect(wrong({slips: 0.4})).toBeLessThan(0.4);
  });

  it("writes statements at the rate of their weight", () => {
    const statements = new Set(listFunctions().map(({programs}) => programs.statements));
    const part = documentsOf({}, 2000).filter(({completion}) => statements.has(completion)).length / 2000;
    expect(Math.abs(part - 0.25)).toBeLessThan(0.04);
  });

  it("never writes a program that is kept for the unseen set", () => {
    const unseen = new Set(
      listFunctions()
        .filter(isUnseen)
        .flatMap(({programs}) => Object.values(programs))
    );
    expect(unseen.size).toBeGreaterThan(100);
    const documents = documentsOf({failedAttempts: 0.5}, 2000);
    expect(documents.some(({completion}) => unseen.has(completion))).toBe(false);
  });

  it("stays within the vocabulary, 37 words of prompt and 45 of program", () => {
    const known = new Set(vocabulary);
    for (const {prompt, completion} of documentsOf({failedAttempts: 0.3, slips: 0.5}, 1000)) {
      const [prompts, words] = [prompt.split(" "), completion.split(" ")];
      expect([...prompts, ...words].filter((word) => !known.has(word))).toEqual([]);
      expect(prompts.length).toBeLessThanOrEqual(37);
      expect(words.length).toBeLessThanOrEqual(45);
    }
  });

  it("gives the same documents for the same seed", () => {
    expect(documentsOf({slips: 0.5}, 20)).toEqual(documentsOf({slips: 0.5}, 20));
  });
});

describe("drawTrainingTask", () => {
  const random = createRandom("list programs task test");
  const tasks = Array.from({length: 4000}, () => drawTrainingTask(random, defaultWeights));
  const part = (test: (task: (typeof tasks)[number]) => boolean) => tasks.filter(test).length / tasks.length;

  it("draws constructions by weight and never a held-out task", () => {
    expect(new Set(tasks.map(taskSplit))).toEqual(new Set(["training"]));
    for (const [name, weight] of Object.entries(defaultWeights)) {
      const found = 100 * part((task) => task.function.construction === name);
      expect(Math.abs(found - weight), name).toBeLessThan(0.3 + 0.2 * weight);
    }
    const rare = part((task) => isRare(task.function.construction));
    expect(rare).toBeGreaterThan(0.05);
    expect(rare).toBeLessThan(0.09);
  });

  it("shows three different examples that the function fits", () => {
    for (const task of tasks.slice(0, 500)) {
      expect(fits(task.function, task.examples)).toBe(true);
      expect(new Set(task.examples.map(({input}) => input.join(" "))).size).toBe(3);
      expect(taskPrompt(task)).toMatch(/^(list|number) [-\d >;]+ program$/);
    }
  });
});

describe("withSlip", () => {
  const random = createRandom("slip test");

  it("changes one number, comparison or operator", () => {
    const program = "def f ( xs ) : \n\t return [ x + 2 for x in xs if x > 3 ]";
    const before = program.split(" ");
    for (let i = 0; i < 100; i++) {
      const after = withSlip(random, program).split(" ");
      const changed = before.flatMap((word, place) => (word === after[place] ? [] : [word]));
      expect(after.length).toBe(before.length);
      expect(changed.length).toBe(1);
      expect(["+", "2", ">", "3"]).toContain(changed[0]);
    }
  });

  it("leaves a program without any of these as it is", () => {
    expect(withSlip(random, "def f ( xs ) : \n\t return sum ( xs )")).toBe(
      "def f ( xs ) : \n\t return sum ( xs )"
    );
  });
});
