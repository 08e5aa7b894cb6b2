import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readProblems} from "../../loaders/benchmarks/problems-file.js";
import {referenceSolutions} from "../../loaders/benchmarks/reference-solutions.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";

const benchmarks = [
  {name: "countdown", verifier: "countdown@steps", most: 8},
  {name: "countdown-strategies", verifier: "countdown@steps", most: 8},
  {name: "dot-pictures", verifier: "pictures@steps", most: 3},
  {name: "dot-pictures-rare", verifier: "pictures@steps", most: 3},
  {name: "list-programs", verifier: "code@python", most: 2},
  {name: "list-programs-rare", verifier: "code@python", most: 2}
];

function problemsOf(name: string) {
  const file = fileURLToPath(new URL(`../../data/benchmarks/${name}.jsonl`, import.meta.url));
  // Programs run in a sandbox each: some of them are enough.
  return readProblems(file, name).filter((_, i) => !name.startsWith("list-programs") || i % 6 === 0);
}

describe("referenceSolutions", () => {
  it.each(benchmarks)(
    "are correct for every problem of $name by $verifier",
    async ({name, verifier, most}) => {
      const items = problemsOf(name).flatMap((problem) => {
        const solutions = referenceSolutions(problem);
        expect(solutions.length).toBeGreaterThanOrEqual(1);
        expect(solutions.length).toBeLessThanOrEqual(most);
        expect(new Set(solutions).size).toBe(solutions.length);
        return solutions.map((completion) => ({problem, completion}));
      });
      const judge = await createVerifier(verifier);
      try {
        const wrong = (await judge.judge(items)).filter(({verdict}) => verdict !== "correct");
        expect(wrong).toEqual([]);
      } finally {
        await judge.close();
      }
    }
  );

  it("are the same ones every time, several for most problems", () => {
    const problems = problemsOf("countdown");
    const solutions = problems.map(referenceSolutions);
    expect(problems.toReversed().map(referenceSolutions).toReversed()).toEqual(solutions);
    expect(solutions.filter((each) => each.length > 1).length).toBeGreaterThan(0.9 * problems.length);
  });

  it("are none where the problem was not generated here", () => {
    const problem = {benchmark: "x", problemId: "p", prompt: "1 + 1?", gold: "2", meta: {}};
    for (const domain of ["math", "code", "visual", "countdown"] as const)
      expect(referenceSolutions({...problem, domain})).toEqual([]);
  });
});
