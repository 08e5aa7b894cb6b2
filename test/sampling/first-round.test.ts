import {join} from "node:path";
import {expect, it} from "vitest";
import {firstRound, studyRounds} from "../../loaders/sampling/first-round.js";
import {readStudy} from "../../loaders/schema/study.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {repository} from "../support/run-cli.js";

const cells = (name: string, n?: number): string[] =>
  studyCells(firstRound(readStudy(join(repository, "data/studies", name), n))).map(
    ({policy, benchmark, n: count}) => `${policy.id} ${benchmark.id} ${count}`
  );

it("draws a few completions of the main pair first, and never more than the study asks for", () => {
  expect(cells("micro.yaml")).toEqual([
    "countdown-base countdown 16",
    "countdown-base countdown-strategies 16",
    "countdown-grpo countdown 16",
    "countdown-grpo countdown-strategies 16"
  ]);
  expect(cells("pair.yaml", 4)).toEqual([
    "countdown-base countdown 4",
    "countdown-base countdown-strategies 4",
    "countdown-grpo countdown 4",
    "countdown-grpo countdown-strategies 4"
  ]);
});

it("draws a served study in rounds of four times as many, all policies in each, and ends with the study itself", () => {
  const study = readStudy(join(repository, "data/studies", "pair.yaml"));
  const rounds = studyRounds(study);
  expect(rounds.map((round) => new Set(studyCells(round).map(({n}) => n)))).toEqual([
    new Set([16]),
    new Set([64]),
    new Set([256]),
    new Set([512])
  ]);
  expect(rounds.every((round) => studyCells(round).length === 4)).toBe(true);
  expect(rounds.at(-1)).toBe(study);
  expect(studyRounds(readStudy(join(repository, "data/studies", "pair.yaml"), 8))).toHaveLength(1);
});
