import {readFileSync, utimesSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {expect, it} from "vitest";
import {fileHash} from "../../loaders/store/file-hash.js";
import {parquetFiles, RunFolder} from "../../loaders/store/run-folder.js";
import {filesIn, harnessLine, importRun, storedRows} from "../support/importing/import-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

interface Stored {
  problem_id: string;
  sample_index: number;
  completion: string;
  seed: number | null;
  finish_reason: string | null;
  place: string;
}

const completionsOf = (run: RunFolder): Promise<Stored[]> => storedRows(run.completions("sums", "theirs"));

it("gives the completions of several seeds the indexes of the source", async () => {
  const name = (seed: number): string => `test_qwen-boxed_-1_seed${seed}_t0.6_s0_e-1.jsonl`;
  const folder = filesIn({
    [name(1)]: harnessLine(0, ["a", "b"], {finish_reason: ["stop", "length"]}),
    [name(3)]: harnessLine(0, ["c", "d"], {finish_reason: ["eos", null]})
  });
  const {run, record} = await importRun([folder]);
  const rows = await completionsOf(run);
  expect(rows.map(({sample_index, completion, seed}) => [sample_index, completion, seed])).toEqual([
    [0, "a", 1],
    [1, "b", 1],
    [4, "c", 3],
    [5, "d", 3]
  ]);
  expect(rows.map(({finish_reason}) => finish_reason)).toEqual(["stop", "length", "stop", null]);
  expect(rows[3]!.place).toBe(`${name(3)}:1`);
  expect(record.benchmarks[0]).toMatchObject({
    benchmark: "sums",
    problems: 1,
    completions: 4,
    settings: {temperature: [0.6], template: ["qwen-boxed"]}
  });
});

it("goes on with the index where two files hold the same repeats, and says so", async () => {
  const folder = filesIn({"a.jsonl": harnessLine(0, ["a", "b"]), "b.jsonl": harnessLine(0, ["c"])});
  const {run, record} = await importRun([folder]);
  expect((await completionsOf(run)).map(({sample_index}) => sample_index)).toEqual([0, 1, 2]);
  expect(record.benchmarks[0]!.notes).toEqual({"repeat taken by another file: index goes on": 1});
});

it("keeps a tool's verdicts apart, as its own, and gives none where it gave none", async () => {
  const folder = filesIn({"a.jsonl": harnessLine(0, ["a", "b", "c"], {score: [true, false]})});
  const {run} = await importRun([folder]);
  expect(run.verifiers()).toEqual([{id: "qwen-harness@score", version: 1}]);
  const rows = await storedRows(
    run.verdicts({id: "qwen-harness@score", version: 1}, "sums", "theirs"),
    "sample_index, verdict, extracted"
  );
  expect(rows).toEqual([
    {sample_index: 0, verdict: "correct", extracted: "a"},
    {sample_index: 1, verdict: "incorrect", extracted: "b"}
  ]);
});

it("counts and shows what it cannot read, and stops at it only where it must", async () => {
  const broken = `${harnessLine(0, ["a"])}\n{"idx": 1, "question": "cut\n${harnessLine(2, ["b"])}\n`;
  const folder = filesIn({"a.jsonl": broken});
  const {record} = await importRun([folder]);
  const {skipped} = record.benchmarks[0]!;
  expect(skipped["broken line"]!.rows).toBe(1);
  expect(skipped["broken line"]!.examples[0]).toMatch(/^a\.jsonl:2: Unterminated string/);
  expect(record.benchmarks[0]!.completions).toBe(2);
  await expect(importRun([folder], {strict: true})).rejects.toThrow(/a\.jsonl:2: broken line: Unterminated/);
});

it("adds nothing when the same file is imported twice, under two names or again", async () => {
  const line = harnessLine(0, ["a", "b"]);
  const folder = filesIn({"a.jsonl": line, "copy.jsonl": line});
  const first = await importRun([folder]);
  expect(first.record.leftOut).toEqual([{name: "copy.jsonl", why: "the same bytes as a.jsonl"}]);
  const again = await importRun([folder], {run: first.run});
  expect(again.isNew).toBe(false);
  expect(again.record).toEqual(first.record);
  expect(await completionsOf(first.run)).toHaveLength(2);
});

it("imports anew, and removes the old verdicts, when a file changed", async () => {
  const folder = filesIn({"a.jsonl": harnessLine(0, ["a", "b"], {score: [true, true]})});
  const {run} = await importRun([folder]);
  writeFileSync(join(folder, "a.jsonl"), harnessLine(0, ["c"]));
  utimesSync(join(folder, "a.jsonl"), 1, 1);
  const {isNew} = await importRun([folder], {run});
  expect(isNew).toBe(true);
  expect((await completionsOf(run)).map(({completion}) => completion)).toEqual(["c"]);
  expect(parquetFiles(run.verdicts({id: "qwen-harness@score", version: 1}, "sums", "theirs"))).toEqual([]);
});

it("writes the same bytes from the same files, packed or not, wherever they lie", async () => {
  const text = `${harnessLine(0, ["a", "b"])}\n${harnessLine(1, ["c"])}\n`;
  const [plain, packed] = [filesIn({"x.jsonl": text}), filesIn({"deep/er/x.jsonl": gzipSync(text)})];
  const hashes = [];
  for (const paths of [[plain], [join(packed, "deep")]]) {
    const {run} = await importRun(paths);
    const [file] = parquetFiles(run.completions("sums", "theirs"));
    hashes.push(fileHash(file!));
    expect(readFileSync(join(run.problems("sums"), "policy=theirs.jsonl"), "utf8").split("\n")).toHaveLength(
      3
    );
  }
  expect(hashes[0]).toBe(hashes[1]);
});

it("finds problems by their text where the ids of two policies differ", async () => {
  const problems = [
    {problemId: "first", prompt: "What  is\n0?", gold: "0"},
    {problemId: "second", prompt: "What is 1?", gold: "2"}
  ].map((each) => ({...each, benchmark: "sums", domain: "math" as const, meta: {}}));
  const folder = filesIn({"a.jsonl": `${harnessLine(0, ["a"])}\n${harnessLine(1, ["b"])}\n`});
  const {run, record} = await importRun([folder], {others: () => problems});
  expect((await completionsOf(run)).map(({problem_id}) => problem_id)).toEqual(["first", "second"]);
  expect(record.benchmarks[0]!.join).toEqual({byPrompt: 2, otherPrompt: [], otherGold: ["second"]});
});

it("leaves out problems that a registered benchmark lacks", async () => {
  const problem = {
    problemId: "0",
    prompt: "What is 0?",
    gold: "0",
    benchmark: "sums",
    domain: "math" as const,
    meta: {}
  };
  const folder = filesIn({"a.jsonl": `${harnessLine(0, ["a"])}\n${harnessLine(1, ["b"])}\n`});
  const {run, record} = await importRun([folder], {registered: new Map([["sums", [problem]]])});
  expect(await completionsOf(run)).toHaveLength(1);
  expect(record.benchmarks[0]!.skipped["a problem that the benchmark lacks"]!.examples).toEqual([
    expect.stringMatching(/a\.jsonl:2: 1$/) as string
  ]);
});

it("leaves the run as it was when it is stopped", async () => {
  const folder = filesIn({"a.jsonl": harnessLine(0, ["a"])});
  const run = new RunFolder(join(temporaryFolder(), "run"));
  const {importPolicy} = await import("../../loaders/importing/import-policy.js");
  const sources = [{paths: [folder], format: null, map: {}, benchmark: "sums"}];
  const stopped = await importPolicy({
    run,
    policy: "theirs",
    sources,
    where: "a test",
    signal: AbortSignal.abort()
  });
  expect(stopped).toBeNull();
  expect(parquetFiles(run.completions("sums", "theirs"))).toEqual([]);
});

it("takes ids of any characters", async () => {
  const ids = [
    "../../etc/passwd",
    "a/b\\c",
    "'; DROP TABLE x; --",
    "ключ 鍵 \u0000",
    "__proto__",
    "constructor"
  ];
  const lines = ids.map((id, i) =>
    JSON.stringify({...(JSON.parse(harnessLine(i, ["a"])) as object), idx: id})
  );
  const {run, record} = await importRun([filesIn({"a.jsonl": lines.join("\n")})]);
  expect((await completionsOf(run)).map(({problem_id}) => problem_id)).toEqual(ids);
  expect(record.benchmarks[0]!.problems).toBe(ids.length);
});

it("finds code problems by the function that a shortened prompt asks for", async () => {
  const problem = (problemId: string, name: string) => ({
    ...{benchmark: "sums", problemId, domain: "code" as const, meta: {}},
    prompt: `def ${name}(a):\n    """Adds one.\n    >>> ${name}(1)\n    2"""\n`,
    gold: {entry_point: name, tests: []}
  });
  const registered = new Map([["sums", [problem("h/0", "plus"), problem("h/1", "next_one")]]]);
  const row = (prompt: string): string => JSON.stringify({prompt, completion: "    return a + 1\n"});
  const folder = filesIn({
    "a.jsonl": `${row('def helper():\n    pass\n\ndef next_one(a):\n    """Adds one."""\n')}\n${row("def other(a):\n")}\n`
  });
  const {run, record} = await importRun([folder], {registered});
  expect((await completionsOf(run)).map(({problem_id}) => problem_id)).toEqual(["h/1"]);
  expect(record.benchmarks[0]!.skipped["a problem that the benchmark lacks"]!.rows).toBe(1);
});

it("writes counts and later verdicts in parts, whatever has completions of its own", async () => {
  const rows = 70_000;
  const counts = Array.from({length: rows}, (_, i) => `p${i},4,${i % 5}`).join("\n");
  const counted = await importRun([filesIn({"counts.csv": `problem_id,n,c\n${counts}\n`})]);
  expect(parquetFiles(counted.run.counts("sums", "theirs"))).toHaveLength(2);
  const line = (id: number, filter: string): string =>
    `{"doc_id":${id},"doc":{},"target":"1","arguments":{},"resps":[["1"]],"filter":"${filter}","metrics":["acc"],"acc":1}`;
  const ids = Array.from({length: rows}, (_, id) => id);
  const file = ["none", "last"].flatMap((filter) => ids.map((id) => line(id, filter))).join("\n");
  const {run, record} = await importRun([filesIn({"samples_sums.jsonl": file})]);
  expect(record.benchmarks[0]!.completions).toBe(rows);
  for (const filter of ["none", "last"]) {
    const folder = run.verdicts({id: `lm-eval@acc,${filter}`, version: 1}, "sums", "theirs");
    expect(parquetFiles(folder)).toHaveLength(2);
  }
}, 30_000);

it("counts a problem with no completion, and completions with bytes that are no UTF-8", async () => {
  const folder = filesIn({
    "harness/a.jsonl": `${harnessLine(0, ["4"])}\n${harnessLine(1, [])}`,
    "plain/a.jsonl": Buffer.from('{"id": 1, "prompt": "q", "completion": "n\u00e9"}', "latin1")
  });
  const harness = await importRun([`${folder}/harness`]);
  expect(harness.record.benchmarks[0]).toMatchObject({
    completions: 1,
    skipped: {"an empty list of completions": {rows: 1, examples: ["a.jsonl:2"]}}
  });
  const plain = await importRun([`${folder}/plain`]);
  expect(plain.record.benchmarks[0]!.notes).toEqual({"holds U+FFFD, for bytes that are no UTF-8": 1});
});

it("adds up several counts of a problem by one metric, and says so", async () => {
  const rows = "problem_id,metric,n,c\na,score,8,3\na,score,8,5\na,other,8,1\nb,score,8,0\na,score,4,4\n";
  const {run, record} = await importRun([filesIn({"counts.csv": rows})]);
  expect(record.benchmarks[0]!.notes).toEqual({"another count of a problem: added to the first": 2});
  const stored = await storedRows<{n: number; c: number}>(run.counts("sums", "theirs"), "n::INT n, c::INT c");
  expect(stored.map(({n, c}) => [n, c])).toEqual([
    [8, 3],
    [8, 5],
    [8, 1],
    [8, 0],
    [4, 4]
  ]);
});
