import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {UserError} from "../../../loaders/schema/user-error.js";
import {guessRates} from "../../../loaders/tables/report/guess-rates.js";
import {repository} from "../../support/run-cli.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const benchmarks = join(repository, "data/benchmarks");

/** A study of the given benchmarks, as the build tells its loaders. */
function environmentOf(...files: string[]): NodeJS.ProcessEnv {
  const folder = temporaryFolder();
  const study = join(folder, "study.yaml");
  const lines = files.map(
    (file, index) => `  - {id: set-${index}, problems: ${file}, verifier: countdown@steps}`
  );
  writeFileSync(
    study,
    [
      "study: guesses",
      "title: Guess rates",
      "seed: 1",
      "policies: [{id: base, role: base, engine: micro, model: nowhere}]",
      "benchmarks:",
      ...lines,
      ""
    ].join("\n")
  );
  return {BOUNDARY_STUDY: study, BOUNDARY_RUNS: join(folder, "runs")};
}

function written(problem: object): string {
  const file = join(temporaryFolder(), "problems.jsonl");
  writeFileSync(file, JSON.stringify(problem) + "\n");
  return file;
}

const two = {problem_id: "two", domain: "countdown", prompt: "", gold: {numbers: [2, 3], target: 6}};

describe("guessRates", () => {
  it("gives a rate for every Countdown problem in the study's order, and none for other domains", () => {
    const math = {problem_id: "sum", domain: "math", prompt: "1 + 1", gold: "2"};
    const twice = {...two, gold: {numbers: [2, 3], targets: [6, 5]}};
    expect(guessRates(environmentOf(written(math), written(two), written(twice)))).toEqual([
      {
        benchmark: "set-1",
        problem_id: "two",
        guesser: "arithmetic",
        guess_rate: expect.closeTo(1 / 3, 15) as number
      },
      {
        benchmark: "set-2",
        problem_id: "two",
        guesser: "arithmetic",
        guess_rate: expect.closeTo(1 / 9, 15) as number
      }
    ]);
  });

  it("takes the 360 problems of the held-out sets within a few seconds", () => {
    const names = ["countdown", "countdown-strategies", "countdown-two"];
    const files = names.map((name) => join(benchmarks, `${name}.jsonl`));
    const start = performance.now();
    const rows = guessRates(environmentOf(...files));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(rows).toHaveLength(360);
    expect(rows.every(({guess_rate: rate}) => rate > 0 && rate < 1)).toBe(true);
  });

  it("names a problem whose gold is no puzzle", () => {
    const environment = environmentOf(written({...two, gold: {numbers: [2, 100], target: 6}}));
    expect(() => guessRates(environment)).toThrow(UserError);
    expect(() => guessRates(environment)).toThrow(/^two in set-0: invalid gold: numbers\[1\]/);
  });
});
