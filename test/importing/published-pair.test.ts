import {join} from "node:path";
import {expect, it} from "vitest";
import {importStudy} from "../../loaders/importing/import-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {countsTable} from "../../loaders/tables/report/counts.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const file = join(repository, "data/studies/math500-7b.yaml");

it("gives the numbers that were published with the counts of MATH500, and the crossing between them", async () => {
  const runs = temporaryFolder();
  const study = readStudy(file);
  await importStudy({study, run: new RunFolder(join(runs, study.id)), date: "2026-01-01"});
  const environment = {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs};
  const [coverage] = (await experimentCoverage("math")(environment)).benchmarks;
  const ends = coverage!.curves.map(({n, points}) => [n, points[0]!.coverage, points.at(-1)!.coverage]);
  expect(ends).toEqual([
    [128, expect.closeTo(0.6139, 4) as number, 0.962],
    [128, expect.closeTo(0.7793, 4) as number, 0.93]
  ]);
  const {crossing} = coverage!.comparisons[0]!;
  expect(crossing.observed).toBeCloseTo(14.7, 1);
  expect([crossing.low! < 9, crossing.high! > 25, crossing.high! < 40]).toEqual([true, true, true]);
  const [counts] = await countsTable(environment);
  const solved = counts!.policies.map(({c}) => c.map((correct) => correct > 0));
  const solvedBy = [0, 0, 0, 0];
  solved[0]!.forEach((byBase, i) => solvedBy[(byBase ? 0 : 2) + (solved[1]![i] ? 0 : 1)]!++);
  expect(solvedBy).toEqual([462, 19, 3, 16]);
});
