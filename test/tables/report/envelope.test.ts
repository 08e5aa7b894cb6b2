import {expect, it} from "vitest";
import {envelopeTable} from "../../../loaders/tables/report/envelope.js";
import {envelopeAnswer, wayText} from "../../../src/findings/audit/envelope-text.js";
import {writeStudyRun, type StudyRunOptions} from "../../support/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** Forty problems, four completions each, of which the last is doubted and was wrong. */
function options(last: "truncated" | "error" | undefined, rl: number): StudyRunOptions {
  const all = (c: number): number[][] => [Array.from({length: 40}, () => c)];
  return {
    benchmarks: ["sums"],
    n: 4,
    ...(last === undefined ? {} : {last}),
    policies: [
      {policy: "base", role: "base", correct: all(0)},
      {policy: "rl", role: "rl", base: "base", correct: all(rl)}
    ]
  };
}

it("counts cut completions as right, as wrong and not at all", async () => {
  const {environment} = await writeStudyRun(temporaryFolder(), options("truncated", 0));
  const {cases} = await envelopeTable(environment);
  expect(cases.map((one) => [wayText(one), one.completions, one.first.difference, one.last.k])).toEqual([
    ["as judged", 0, 0, 4],
    ["cut completions left out", 80, 0, 3],
    ["cut completions counted right", 80, 0, 4]
  ]);
});

it("counts what the verifier failed on as right and as wrong, and says where that changes who is ahead", async () => {
  const run = options("error", 1);
  // The base's errors alone: counted as right they make it as good as the policy after training.
  const {environment} = await writeStudyRun(temporaryFolder(), run);
  const {cases} = await envelopeTable(environment);
  expect(cases.map((one) => [wayText(one), one.completions, one.last.difference])).toEqual([
    ["as judged", 0, 1],
    ["completions that the verifier failed on counted right", 80, 0],
    ["completions that the verifier failed on counted wrong", 80, 1]
  ]);
  expect(envelopeAnswer(cases)).toMatch(
    /^In 1 of 1 comparison another way of counting changes .*: completions that the verifier failed on counted right\.$/
  );
});

it("has nothing to count otherwise where nothing is in doubt", async () => {
  const {environment} = await writeStudyRun(temporaryFolder(), options(undefined, 1));
  const table = await envelopeTable(environment);
  expect(table).toEqual({cases: []});
  expect(envelopeAnswer(table.cases)).toMatch(/there is nothing to count otherwise/);
});
