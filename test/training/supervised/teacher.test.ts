import {describe, expect, it} from "vitest";
import {Tokenizer} from "../../../loaders/engines/micro/tokenizer.js";
import {createTeacher} from "../../../loaders/training/supervised/teacher.js";
import type {Task} from "../../../loaders/training/tasks/task.js";
import {randomElement} from "../../../src/random/draws.js";
import {randomParameters, tinyArchitecture, words} from "../../engines/micro/random-model.js";

const letters = words.slice(2);
const task: Task = {
  words: letters,
  drawDocument: () => ({prompt: "a", completion: "b"}),
  drawProblem: (random) => ({prompt: randomElement(random, letters), gold: "gold"}),
  reward: (gold, completion) => (gold === "gold" && completion.split(" ").length < 12 ? 1 : 0)
};
const teacherModel = {
  architecture: tinyArchitecture,
  words,
  parameters: randomParameters(tinyArchitecture),
  source: "random"
};
/** Has the same words in another order. */
const student = new Tokenizer([...words.slice(0, 2), ...letters.toReversed()]);
const texts = {from: "teacher", teacher: "none", temperature: 1, top_p: 1, max_tokens: 20} as const;

describe("createTeacher", () => {
  it("gives only accepted solutions, in the student's tokens, ended", async () => {
    const teacher = await createTeacher({seed: 1, batch: 40}, texts, task, {teacher: teacherModel, student});
    const written = await teacher.write(0);
    const again = await teacher.write(0);
    const next = await teacher.write(1);
    await teacher.close();
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(40);
    for (const {prompt, completion} of written) {
      expect(letters).toContain(student.decode(prompt));
      expect(completion.at(-1)).toBe(student.end);
      expect(task.reward("gold", student.decode(completion))).toBe(1);
    }
    expect(again).toEqual(written);
    expect(next).not.toEqual(written);
  });

  it("gives nothing where the verifier accepts nothing", async () => {
    const strict = {...task, reward: () => 0};
    const teacher = await createTeacher({seed: 1, batch: 4}, texts, strict, {teacher: teacherModel, student});
    expect(await teacher.write(0)).toEqual([]);
    await teacher.close();
  });
});
