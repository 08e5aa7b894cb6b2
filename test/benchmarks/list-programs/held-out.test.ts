import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {defaultWeights} from "../../../loaders/benchmarks/list-programs/construction-weights.js";
import {
  isComposed,
  isRare,
  type Construction
} from "../../../loaders/benchmarks/list-programs/constructions.js";
import {drawDocument} from "../../../loaders/benchmarks/list-programs/corpus.js";
import {passesGold} from "../../../loaders/benchmarks/list-programs/gold.js";
import {heldOutSets} from "../../../loaders/benchmarks/list-programs/held-out.js";
import {listFunctions} from "../../../loaders/benchmarks/list-programs/list-function.js";
import {isUnseen} from "../../../loaders/benchmarks/list-programs/task.js";
import {problemsText, readProblems} from "../../../loaders/benchmarks/problems-file.js";
import {vocabulary} from "../../../loaders/python-subset/vocabulary.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";

const names = Object.keys(heldOutSets) as (keyof typeof heldOutSets)[];
const fileOf = (name: string) =>
  fileURLToPath(new URL(`../../../data/benchmarks/${name}.jsonl`, import.meta.url));
const problemsOf = (name: string) => readProblems(fileOf(name), name);
const all = names.flatMap(problemsOf);
const functionByProgram = new Map(listFunctions().map((each) => [each.programs.expression, each]));
const functionOf = (solution: unknown) => functionByProgram.get(solution as string)!;

/** The examples of a prompt in a fixed order: prompts that show the same ones ask for the same program. */
const examplesOf = (prompt: string) =>
  prompt
    .replace(/^\w+ | program$/g, "")
    .split(" ; ")
    .toSorted()
    .join(" ; ");

describe("held-out list programs", () => {
  it.each(names)(
    "%s.jsonl is byte for byte what its seed generates",
    (name) => {
      expect(readFileSync(fileOf(name), "utf8")).toBe(problemsText(heldOutSets[name]()));
    },
    120_000
  );

  it("show each set of examples once, and none that training shows", () => {
    const keys = new Set(all.map(({prompt}) => examplesOf(prompt)));
    expect(keys.size).toBe(480);
    const random = createRandom("leak test");
    const design = {
      constructions: defaultWeights,
      strategies: {expression: 1, statements: 1},
      failedAttempts: 0,
      slips: 0
    };
    for (let i = 0; i < 5000; i++)
      expect(keys.has(examplesOf(drawDocument(random, design).prompt))).toBe(false);
  });

  it("show no example that is a hidden test, and only words of the vocabulary", () => {
    const known = new Set(vocabulary);
    for (const {prompt, gold} of all) {
      const {tests} = gold as {tests: {args: [number[]]}[]};
      const hidden = new Set(tests.map(({args}) => args[0].join(" ")));
      const shown = examplesOf(prompt)
        .split(" ; ")
        .map((example) => example.split(" ->")[0]!);
      expect(shown.some((input) => hidden.has(input))).toBe(false);
      expect(prompt.split(" ").every((word) => known.has(word))).toBe(true);
    }
  });

  it("keep functions from training in the unseen set, and in no other", () => {
    for (const {benchmark, meta} of all) {
      expect(isUnseen(functionOf(meta.solution))).toBe(benchmark === "list-programs-unseen");
    }
    expect(
      problemsOf("list-programs-unseen").every(({meta}) => isComposed(meta.construction as Construction))
    ).toBe(true);
  });

  it("ask for rare constructions far more often in the rare set", () => {
    const rare = (name: string) =>
      problemsOf(name).filter(({meta}) => isRare(meta.construction as Construction)).length;
    expect(rare("list-programs-rare")).toBeGreaterThanOrEqual(70);
    expect(rare("list-programs")).toBeLessThan(20);
    expect(rare("list-programs-validation")).toBeLessThan(20);
  });
});

describe("passesGold", () => {
  it("accepts each problem's own solution, and refuses another problem's", () => {
    for (const [index, {gold, meta}] of all.entries()) {
      const other = all[(index + 1) % all.length]!.meta.solution as string;
      expect(passesGold(gold, meta.solution as string)).toBe(true);
      expect(passesGold(gold, other)).toBe(other === meta.solution);
    }
  });

  it("throws for a gold of another form", () => {
    expect(() => passesGold({numbers: [1, 2], target: 3}, "def f ( xs ) : return xs")).toThrow(
      /^invalid gold of a list program/
    );
  });
});

describe("held-out list programs in real Python", () => {
  const {verifier} = useCodeVerifier();

  it("accept their own solution in each way of writing it", async () => {
    const items = all.flatMap((problem) =>
      Object.values(functionOf(problem.meta.solution).programs).map((completion) => ({problem, completion}))
    );
    const judgements = await verifier().judge(items);
    const failed = judgements.flatMap((judgement, index) =>
      judgement.verdict === "correct" ? [] : [{...judgement, problem: items[index]!.problem.problemId}]
    );
    expect(items.length).toBe(960);
    expect(failed).toEqual([]);
  });
});
