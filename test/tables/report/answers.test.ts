import {expect, it} from "vitest";
import {answersTable} from "../../../loaders/tables/report/answers.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {writeTexts, type JudgedText} from "../../support/runs/texts-run.js";

const right = (answer: string): JudgedText => ({completion: answer, extracted: answer, rule: "test"});
const wrong = (answer: string | null): JudgedText => ({
  ...{completion: `${answer} it is`, extracted: answer, rule: "test"},
  ...{verdict: "incorrect", reason: answer === null ? "no_answer" : "mismatch"}
});

it("answersTable counts answers from the verdicts, and compares them where the answer alone is judged", async () => {
  const {run, environment} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["stories", "sums"],
    verifiers: {stories: "math@strict"},
    n: 4,
    policies: [{policy: "base", role: "base", correct: [[0, 0], [0]]}]
  });
  const place = {benchmark: "stories", policy: "base", verifier: "math@strict"};
  const texts = [right("3"), right("3"), wrong("4"), wrong(null)];
  await writeTexts(run, {...place, problemId: "p0"}, texts);
  await writeTexts(run, {...place, problemId: "p1", file: "s1.parquet"}, [right("4"), wrong("3")]);

  const {spreads, guesses} = await answersTable(environment);
  // Verdicts of `sums` have no answers.
  expect(spreads).toEqual([
    {
      ...{benchmark: "stories", policy: "base", problems: 2, n: 3, distinct: 2},
      entropy: {
        estimate: expect.closeTo((Math.log(2) + Math.log(3) - (2 / 3) * Math.log(2)) / 2, 12) as number,
        // Two problems tell little: the interval is that of a mean share of the most seen, and of the most possible.
        low: expect.closeTo(0.1051, 4) as number,
        high: expect.closeTo(1.0881, 4) as number
      }
    }
  ]);
  expect(guesses).toHaveLength(1);
  expect(guesses[0]).toMatchObject({benchmark: "stories", policy: "base", problems: 2, n: 3});
  expect(guesses[0]!.own.estimate).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
  expect(guesses[0]!.others.estimate).toBeCloseTo((1 / 2 + 1 / 3) / 2, 12);
});
