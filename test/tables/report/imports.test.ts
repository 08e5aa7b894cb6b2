import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {importStudy} from "../../../loaders/importing/import-study.js";
import {readStudy} from "../../../loaders/schema/study.js";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {envelopeTable} from "../../../loaders/tables/report/envelope.js";
import {importsTable} from "../../../loaders/tables/report/imports.js";
import {studySummary} from "../../../loaders/tables/report/study-summary.js";
import {importFindings} from "../../../src/findings/audit/import-text.js";
import {filesIn, harnessLine} from "../../support/import-run.js";

async function importedRun(files: Record<"base" | "rl", string>, verifier = "qwen-harness@score") {
  const folder = filesIn({"base/a.jsonl": files.base, "rl/a.jsonl": files.rl});
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: pair
title: A pair
seed: 1
policies:
  - {id: base, role: base, samples: [{files: base, benchmark: sums}]}
  - {id: rl, role: rl, base: base, samples: [{files: rl, benchmark: sums}]}
benchmarks:
  - {id: sums, label: Sums, problems: imported, verifier: ${verifier}}
`
  );
  const study = readStudy(file);
  const runs = join(folder, "runs");
  await importStudy({study, run: new RunFolder(join(runs, study.id)), date: "2026-01-01"});
  return {BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs};
}

it("calls out completions that are all the same, ragged numbers, and problems that only one policy has", async () => {
  const environment = await importedRun({
    base: `${harnessLine(0, ["a", "a"], {score: [true, true]})}\n${harnessLine(1, ["b", "b", "b"], {score: [false, false, false]})}\nbroken`,
    rl: harnessLine(0, ["a", ""], {score: [true, false], finish_reason: ["stop", "banana"]})
  });
  const table = await importsTable(environment);
  expect(table.cells).toMatchObject([
    {policy: "base", problems: 2, completions: 5, n: {least: 2, median: 3, most: 3}, repeats: 3, constant: 2},
    {policy: "rl", problems: 1, n: {least: 2, median: 2, most: 2}, repeats: 0, empty: 1, missing: 1, alone: 0}
  ]);
  expect(table.cells[0]!.skipped).toMatchObject([{reason: "broken line", rows: 1}]);
  expect(table.cells[1]!.unknownFinish).toEqual([{word: "banana", completions: 1}]);
  const texts = importFindings(table, await studySummary(environment));
  expect(texts[0]).toBe("7 completions were imported; 1 rows were skipped, and no file was left out.");
  expect(texts.slice(1)).toEqual([
    expect.stringMatching(/^base on Sums: ALL COMPLETIONS OF EVERY PROBLEM ARE THE SAME/) as string,
    expect.stringMatching(
      /^base on Sums: the number of completions differs between problems, from 2 to 3/
    ) as string,
    "rl on Sums: 1 completions are empty (50.0%).",
    "rl on Sums: 1 are missing, beside the first policy; only shared ones are compared."
  ]);
});

it("tells of prompts and reference answers that differ between policies", async () => {
  const environment = await importedRun({
    base: harnessLine(0, ["a"], {score: [true]}),
    rl: harnessLine(0, ["a"], {score: [true], question: "Something else?", gt: "7"})
  });
  const {cells} = await importsTable(environment);
  expect(cells[1]).toMatchObject({otherPrompt: 1, otherGold: 1});
});

it("is empty for a study that imports nothing, and counts no bare count as a text", async () => {
  const environment = await importedRun({
    base: harnessLine(0, ["a"], {score: [true]}),
    rl: harnessLine(0, ["b"], {score: [false]})
  });
  expect((await importsTable(environment)).leftOut).toEqual([]);
  expect((await envelopeTable(environment)).cases).toEqual([]);
});
