import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type} from "arktype";
import {expect, it} from "vitest";
import {countColumns} from "../../loaders/schema/imported-count.js";
import {writeParquet} from "../../loaders/store/parquet.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {publishedDataset} from "../support/runs/published-dataset.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {croissantSchema} from "./croissant-schema.js";

const study = `study: counted
title: Published counts
seed: 1
policies:
  - {id: base, role: base, published: counts of somebody, samples: [{files: counts.csv, format: counts}]}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: counts@correct}
`;

it("a data set of bare counts says that it has nothing else", async () => {
  const place = temporaryFolder();
  const file = join(place, "studies/counted.yaml");
  mkdirSync(join(place, "studies"));
  writeFileSync(file, study);
  const problem = (id: string): string =>
    JSON.stringify({problem_id: id, domain: "math", prompt: "1 + 1", gold: "2"});
  writeFileSync(join(place, "studies/sums.jsonl"), `${problem("a")}\n${problem("b")}\n`);
  const run = new RunFolder(join(place, "runs/counted"));
  await writeParquet(join(run.counts("sums", "base"), "s0.parquet"), countColumns, [
    {problem_id: "a", verifier: "counts@correct", n: 4, c: 1},
    {problem_id: "b", verifier: "counts@correct", n: 4, c: 4}
  ]);
  await publishedDataset(place, {study: file, runs: join(place, "runs")});
  const dataset = join(place, "dataset");
  const text = (name: string): string => readFileSync(join(dataset, name), "utf8");
  expect(readdirSync(dataset).sort()).toEqual([
    "CITATION.cff",
    "LICENSES.md",
    "README.md",
    "counts",
    "croissant.json",
    "manifest.json",
    "tables",
    "workspace"
  ]);
  const croissant = croissantSchema(JSON.parse(text("croissant.json")));
  if (croissant instanceof type.errors) throw new Error(croissant.summary);
  expect(croissant.recordSet.map(({name}) => name)).toEqual(["counts"]);
  expect(croissant["rai:hasSyntheticData"]).toBe(false);
  expect(croissant["rai:dataCollection"]).toContain(
    "Of 8 completions that others drew and judged, the counts alone were imported."
  );
  expect(croissant["rai:dataAnnotationProtocol"]).toMatch(/^Not known/);
  // No day is known of a run that nothing was drawn for.
  expect(croissant.datePublished).toBeUndefined();
  const card = text("README.md");
  expect(card).toContain("config_name: counts");
  expect(card).toContain("| sums | base | 2 | 8 | counts@correct | 0.6250 | 1.0000 |");
  expect(card).not.toMatch(/--reverify|Columns of data/);
  expect(text("LICENSES.md")).toContain(
    "What there is of `base` was drawn by others and imported, from: counts of somebody."
  );
});
