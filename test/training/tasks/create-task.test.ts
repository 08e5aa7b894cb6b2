import {describe, expect, it} from "vitest";
import {Tokenizer} from "../../../loaders/engines/micro/tokenizer.js";
import {createTask} from "../../../loaders/training/tasks/create-task.js";
import {createRandom} from "../../../src/random/keyed-random.js";

const countdown = createTask({
  name: "countdown",
  strategies: {sum_chain: 1, product_chain: 1, pairs: 1, reversed_chain: 1},
  failed_attempts: 0,
  arithmetic_noise: 0
});
const two = createTask({
  name: "countdown",
  targets: 2,
  strategies: {sum_chain: 1, product_chain: 1, pairs: 1, reversed_chain: 1},
  failed_attempts: 0,
  arithmetic_noise: 0
});
const programs = createTask({
  name: "list-programs",
  strategies: {expression: 1, statements: 1},
  failed_attempts: 0.3,
  slips: 0.1
});
const pictures = createTask({name: "dot-pictures", failed_attempts: 0.3, miscounts: 0.05});
const tasks = {countdown, "countdown with two targets": two, programs, pictures};

describe.each(Object.entries(tasks))("the task %s", (name, task) => {
  const tokenizer = new Tokenizer(["<pad>", "<end>", ...task.words]);

  it("has a word for all that its documents and problems say", () => {
    const random = createRandom(name);
    for (let draw = 0; draw < 200; draw++) {
      const {prompt, completion} = task.drawDocument(random);
      for (const text of [prompt, completion, task.drawProblem(random).prompt])
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    }
  });

  it("draws the same problem from the same seed, and rewards no answer with 0", () => {
    const draw = () => task.drawProblem(createRandom("again"));
    expect(draw()).toEqual(draw());
    expect(task.reward(draw().gold, "")).toBe(0);
  });
});

describe("rewards", () => {
  it("are 1 for both targets, 0 for one", () => {
    const gold = {numbers: [2, 3], targets: [6, 1]};
    expect(two.reward(gold, "2 * 3 = 6 ; 3 - 2 = 1")).toBe(1);
    expect(two.reward(gold, "2 * 3 = 6")).toBe(0);
    expect(two.drawProblem(createRandom("two")).gold).toHaveProperty("targets.length", 2);
  });

  it("are 1 for a program that passes the hidden tests, 0 for another one", () => {
    const gold = {entry_point: "f", tests: [{args: [[3, 1]], expected: [1, 3]}]};
    const program = (expression: string) => `def f ( xs ) : \n\t return ${expression}`;
    expect(programs.reward(gold, program("sorted ( xs )"))).toBe(1);
    expect(programs.reward(gold, program("xs"))).toBe(0);
  });

  it("are 1 for a picture's true survey and answer, 0 with a wrong count", () => {
    const gold = {
      picture: ["rd3 -", "bc1 rr1"],
      question: {ask: "count", of: "red"}
    };
    expect(pictures.reward(gold, "row 1 : 3 ; row 2 : 1 ; answer : 4")).toBe(1);
    expect(pictures.reward(gold, "row 1 : 2 ; row 2 : 2 ; answer : 4")).toBe(0);
  });
});

describe("pictures", () => {
  it("come with the documents and problems about them, sixteen patches of 192 numbers", () => {
    const random = createRandom("pictures");
    const seen = [pictures.drawDocument(random).picture!, pictures.drawProblem(random).picture!];
    for (const picture of seen) {
      expect(picture).toHaveLength(16 * 192);
      expect(Math.max(...picture)).toBeGreaterThan(0.5);
    }
    expect(seen[0]).not.toEqual(seen[1]);
    expect(countdown.drawDocument(random).picture).toBeUndefined();
  });
});
