import {renameSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {expect, it} from "vitest";
import {repeatedFiles} from "../../loaders/importing/import-jobs.js";
import {parquetFiles, type RunFolder} from "../../loaders/store/run-folder.js";
import {fileHash} from "../../loaders/store/file-hash.js";
import {filesIn, harnessLine, importRun} from "../support/importing/import-run.js";
import {zipBytes} from "../support/importing/zip-bytes.js";

const row = (id: number, completion: string): string =>
  JSON.stringify({id, prompt: `What is ${id}?`, completion});
const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((id) => row(id, `It is ${id}.`));
const text = `${rows.join("\n")}\n`;

function hashes(run: RunFolder): string[] {
  return parquetFiles(run.completions("sums", "theirs")).map((file) => fileHash(file));
}

it("adds nothing for a file under another name, and says under which it was imported", async () => {
  const folder = filesIn({"a.jsonl": text});
  const first = await importRun([folder]);
  const before = hashes(first.run);
  renameSync(join(folder, "a.jsonl"), join(folder, "b.jsonl"));
  const {record, isNew} = await importRun([folder], {run: first.run});
  expect([isNew, record.files.map(({name, renamed}) => [name, renamed])]).toEqual([
    false,
    [["a.jsonl", "b.jsonl"]]
  ]);
  const again = await importRun([folder], {run: first.run});
  expect([again.isNew, again.record]).toEqual([false, record]);
  expect(hashes(first.run)).toEqual(before);
  writeFileSync(join(folder, "b.jsonl"), text.replace("It is 3.", "It is 4."));
  expect((await importRun([folder], {run: first.run})).isNew).toBe(true);
});

it("imports nothing anew for another time of change, or for a copy beside", async () => {
  const folder = filesIn({"a.jsonl": text});
  const {run} = await importRun([folder]);
  utimesSync(join(folder, "a.jsonl"), 1, 1);
  writeFileSync(join(folder, "copy.jsonl"), text);
  const {record, isNew} = await importRun([folder], {run});
  expect([isNew, repeatedFiles(record)]).toEqual([
    false,
    [{name: "copy.jsonl", why: "the same bytes as a.jsonl"}]
  ]);
  rmSync(join(folder, "a.jsonl"));
  const renamed = await importRun([folder], {run});
  expect([renamed.isNew, renamed.record.files[0]!.renamed, renamed.record.leftOut]).toEqual([
    false,
    "copy.jsonl",
    []
  ]);
});

it("reads what is packed beside it once", async () => {
  const folder = filesIn({
    "a.jsonl": text,
    "b.jsonl.gz": gzipSync(text),
    "c.zip": zipBytes([{name: "in/d.jsonl", content: text}]),
    "e.jsonl.gz": gzipSync(`${text}${row(9, "x")}\n`)
  });
  const {record} = await importRun([folder]);
  expect(repeatedFiles(record)).toEqual([
    {name: "b.jsonl.gz", why: "the same content as a.jsonl"},
    {name: "c.zip/in/d.jsonl", why: "the same content as a.jsonl"}
  ]);
  expect(record.benchmarks[0]!.completions).toBe(9 + 10);
});

it("keeps seeds that gave the same texts, and tells of them", async () => {
  const name = (seed: number): string => `test_qwen-boxed_-1_seed${seed}_t0.6_s0_e-1.jsonl`;
  const content = rows.map((_, id) => harnessLine(id, ["a", "b"])).join("\n");
  const {record} = await importRun([filesIn({[name(1)]: content, [name(2)]: content})]);
  expect([record.leftOut, record.benchmarks[0]!.completions]).toEqual([[], 36]);
  expect(record.benchmarks[0]!.notes).toEqual({
    [`${name(2)} holds the same completions as ${name(1)}: both count`]: 18
  });
});

it("tells of the same rows in another order or format, which count", async () => {
  const csv = `id,prompt,completion\n${rows
    .map((each) => JSON.parse(each) as {id: number; prompt: string; completion: string})
    .reverse()
    .map(({id, prompt, completion}) => `${id},${prompt},${completion}\n`)
    .join("")}`;
  const {record} = await importRun([filesIn({"a.jsonl": text, "b.csv": csv})]);
  expect(record.benchmarks[0]).toMatchObject({
    completions: 18,
    notes: {"b.csv holds the same completions as a.jsonl: both count": 9}
  });
});

it("imports anew what is told by its name, when that changed", async () => {
  const folder = filesIn({"test_qwen-boxed_-1_seed1_t0.6_s0_e-1.jsonl": harnessLine(0, ["a"])});
  const {run} = await importRun([folder]);
  renameSync(
    join(folder, "test_qwen-boxed_-1_seed1_t0.6_s0_e-1.jsonl"),
    join(folder, "test_qwen-boxed_-1_seed2_t0.6_s0_e-1.jsonl")
  );
  expect((await importRun([folder], {run})).isNew).toBe(true);
});
