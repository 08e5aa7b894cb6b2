import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {withImagePath} from "../../loaders/benchmarks/image-path.js";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {fetchBenchmark} from "../../loaders/fetching/fetch-benchmark.js";
import type {PublicBenchmark} from "../../loaders/public-benchmarks/public-benchmark.js";
import {publicBenchmark, publicBenchmarks} from "../../loaders/public-benchmarks/registry.js";
import {readPrompt} from "../../loaders/prompts/read-prompt.js";
import {readStudy} from "../../loaders/schema/study.js";
import {Database, quote} from "../../loaders/store/database.js";
import {findVerifier} from "../../loaders/verification/find-verifier.js";
import type {GraderDefinition} from "../../loaders/verification/verifier-definition.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const rows = (count: number): string =>
  Array.from({length: count}, (_, i) =>
    JSON.stringify({problem: `What is ${i} + 1?`, solution: `\\boxed{${i + 1}}`, answer: String(i + 1)})
  ).join("\n") + "\n";

/** A set of one file with the rows, under the id of a registered one. */
function setOf(text: string, changes: Partial<PublicBenchmark> = {}): PublicBenchmark {
  const sha256 = createHash("sha256").update(text).digest("hex");
  const file = {name: "test.jsonl", url: "http://127.0.0.1:9/test.jsonl", sha256, bytes: null};
  return {...publicBenchmark("math500")!, files: [file], ...changes};
}

/** A folder with these files. */
function mirrorWith(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const date = "2026-01-02";

describe("fetchBenchmark from a mirror", () => {
  it("finds a file by its name, or by the hash of what is gzipped in it, and keeps the licence beside it", async () => {
    const set = setOf(rows(3));
    for (const mirror of [
      mirrorWith({"test.jsonl": rows(3)}),
      mirrorWith({"own-name.gz": gzipSync(rows(3))})
    ]) {
      const folder = join(temporaryFolder(), "fetched");
      const {got, problems} = await fetchBenchmark(set, {folder, mirror, date});
      expect(got).toEqual(["test.jsonl"]);
      expect(readFileSync(problems, "utf8")).toBe(rows(3));
      expect(readFileSync(join(folder, "math500/LICENCE.txt"), "utf8")).toContain(`Licence: ${set.licence}`);
      expect(readdirSync(join(folder, "math500")).sort()).toEqual(["LICENCE.txt", "test.jsonl"]);
      expect(await fetchBenchmark(set, {folder, mirror: temporaryFolder(), date})).toMatchObject({
        got: [],
        kept: ["test.jsonl"]
      });
    }
  });

  it("throws one line where the mirror has no such file, or is not there", async () => {
    const folder = join(temporaryFolder(), "fetched");
    const mirror = mirrorWith({"test.jsonl": "something else"});
    await expect(fetchBenchmark(setOf(rows(3)), {folder, mirror, date})).rejects.toThrow(
      /^--mirror .*: no file named test\.jsonl, nor one with its hash, for math500: get it from http/
    );
    await expect(fetchBenchmark(setOf(rows(3)), {folder, mirror: join(mirror, "no"), date})).rejects.toThrow(
      /no such folder$/
    );
  });

  it("holds a file of unknown hash to the first one that came, and leaves that as it was", async () => {
    const folder = join(temporaryFolder(), "fetched");
    const known = setOf(rows(3));
    const set = {...known, files: [{...known.files[0]!, sha256: null}]};
    const first = await fetchBenchmark(set, {folder, mirror: mirrorWith({"test.jsonl": rows(3)}), date});
    expect(first.unknown).toEqual(["test.jsonl"]);
    expect(JSON.parse(readFileSync(join(folder, "lock.json"), "utf8"))).toEqual({
      "math500/test.jsonl": {sha256: known.files[0]!.sha256, bytes: rows(3).length, fetched: date}
    });
    writeFileSync(first.problems, "spoilt");
    await expect(
      fetchBenchmark(set, {folder, mirror: mirrorWith({"test.jsonl": rows(4)}), date})
    ).rejects.toThrow(
      /test\.jsonl of math500 has the SHA-256 [0-9a-f]{64}, but .*lock\.json has [0-9a-f]{64}: it is another/
    );
    expect(readFileSync(first.problems, "utf8")).toBe("spoilt");
    expect(existsSync(join(folder, "math500/.test.jsonl.part"))).toBe(false);
    await fetchBenchmark(set, {folder, mirror: mirrorWith({"test.jsonl": rows(3)}), date});
    expect(readFileSync(first.problems, "utf8")).toBe(rows(3));
  });

  it("draws the same lines from the same file, in their order", async () => {
    const set = setOf(rows(50), {prepare: {kind: "draw", count: 10}});
    const drawn = async () => {
      const folder = join(temporaryFolder(), "fetched");
      const {problems} = await fetchBenchmark(set, {
        folder,
        mirror: mirrorWith({"test.jsonl": rows(50)}),
        date
      });
      return readFileSync(problems, "utf8");
    };
    const lines = (await drawn()).trim().split("\n");
    expect(lines).toHaveLength(10);
    expect((await drawn()).trim().split("\n")).toEqual(lines);
    const all = rows(50).trim().split("\n");
    expect(lines).toEqual(all.filter((line) => lines.includes(line)));
  });

  it("takes the contests of a window from all files", async () => {
    const line = (id: string, contest_date: string) => JSON.stringify({question_id: id, contest_date});
    const first = [line("a", "2024-07-31T00:00:00"), line("b", "2024-08-01T00:00:00")].join("\n");
    const second = [line("c", "2025-01-31T00:00:00"), line("d", "2025-02-01T00:00:00")].join("\n");
    const set = setOf(first, {prepare: {kind: "window", from: "2024-08", to: "2025-01"}});
    const files = ["1", "2"].map((name) => ({...set.files[0]!, name, sha256: null}));
    const folder = join(temporaryFolder(), "fetched");
    const mirror = mirrorWith({"1": first, "2": second});
    const {problems} = await fetchBenchmark({...set, files}, {folder, mirror, date});
    expect(readFileSync(problems, "utf8").match(/"question_id":"."/g)).toEqual([
      '"question_id":"b"',
      '"question_id":"c"'
    ]);
  });
});

describe("a set of problems with pictures in Parquet", () => {
  const picture = join(repository, "data/benchmarks/dot-pictures/dot-pictures-001.png");
  const fetched = async (columns: string) => {
    const mirror = temporaryFolder();
    const set = publicBenchmark("geometry3k")!;
    const [file] = set.files;
    const database = await Database.open();
    const bytes = readFileSync(picture).toString("base64");
    const images = (count: number): string =>
      `[${Array.from({length: count}, () => `{'bytes': from_base64('${bytes}'), 'path': NULL}`).join(", ")}]`;
    const select = columns.replaceAll(/IMAGES\((\d)\)/g, (_, count: string) => images(Number(count)));
    await database.run(`COPY (${select}) TO ${quote(join(mirror, file!.name))} (FORMAT parquet)`);
    database.close();
    const folder = join(temporaryFolder(), "fetched");
    const {problems} = await fetchBenchmark(set, {folder, mirror, date});
    return readBenchmark({
      id: "geo",
      problems,
      format: "problems",
      registered: set.id,
      multipleChoice: true
    }).map((problem) => withImagePath(problem, {problems}));
  };

  it("becomes problems whose pictures lie beside them", async () => {
    const [first, second] = await fetched(
      "SELECT IMAGES(1) AS images, '<image>Find x.' AS problem, '2 \\sqrt { 221 }' AS answer UNION ALL SELECT IMAGES(1), '<image>\nFind the area.', '19.2'"
    );
    expect(first).toMatchObject({
      problemId: "geometry3k-0001",
      prompt: "Find x.",
      gold: {type: "number", value: "2 \\sqrt { 221 }"}
    });
    expect(second).toMatchObject({prompt: "Find the area.", gold: {type: "number", value: "19.2"}});
    expect(readFileSync(second!.image!)).toEqual(readFileSync(picture));
    const {grade} = findVerifier("visual@answer") as GraderDefinition;
    const verdict = (completion: string) =>
      grade({gold: first!.gold, completion, finishReason: "stop"} as Parameters<typeof grade>[0]).verdict;
    expect(verdict("\\boxed{2\\sqrt{221}}")).toBe("correct");
    expect(verdict("\\boxed{2\\sqrt{212}}")).toBe("incorrect");
  });

  it.each([
    ["SELECT 'Find x.' AS problem, '2' AS answer", /no Parquet file of problems with pictures .*images/],
    ["SELECT IMAGES(2) AS images, 'Find x.' AS problem, '2' AS answer", /row 1: 2 pictures/],
    ["SELECT IMAGES(1) AS images, 'Find x.' AS problem, '' AS answer", /row 1: invalid problem: answer/],
    [
      "SELECT [{'bytes': 'GIF89a'::BLOB}] AS images, 'Find x.' AS problem, '2' AS answer",
      /row 1: its picture is neither PNG nor JPEG$/
    ]
  ])("is refused in one line where it is none: %s", async (columns, message) => {
    await expect(fetched(columns)).rejects.toThrow(message);
  });
});

describe("the registry", () => {
  it.each(publicBenchmarks.map((set) => [set.id, set] as const))("%s has what a study needs", (_, set) => {
    expect(findVerifier(set.verifier).id).toBe(set.verifier);
    const study = join(repository, "data/studies/study.yaml");
    expect(readPrompt({name: set.prompt, file: study, where: set.id}).id).toBe(set.prompt);
    expect(set.licence).not.toBe("");
    for (const {url, sha256, name} of set.files) {
      expect(url.startsWith("https://")).toBe(true);
      expect(url.endsWith(name)).toBe(true);
      if (sha256 !== null) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it("names the published files, and counts their problems: those that are at hand", async () => {
    const mirror = join(process.env.BOUNDARY_SHARED_DATA ?? join(repository, "../shared/data"), "benchmarks");
    if (!existsSync(mirror)) {
      console.log(`skipped: no ${mirror}`);
      return;
    }
    const folder = join(temporaryFolder(), "fetched");
    const absent = ["aime25", "omni-math-rule", "live-code-bench", "live-code-bench-all", "geometry3k"];
    for (const set of publicBenchmarks.filter(({id}) => !absent.includes(id))) {
      const {problems} = await fetchBenchmark(set, {folder, mirror, date});
      const file = {id: set.id, problems, format: set.format, registered: set.id};
      expect([set.id, readBenchmark({...file, multipleChoice: false}).length]).toEqual([
        set.id,
        set.problems
      ]);
      const all = set.withMultipleChoice ?? set.problems;
      expect([set.id, readBenchmark({...file, multipleChoice: true}).length]).toEqual([set.id, all]);
    }
  });

  it("has each id once", () => {
    expect(new Set(publicBenchmarks.map(({id}) => id)).size).toBe(publicBenchmarks.length);
  });
});

const studyText = (problems: string, more = ""): string => `study: public
title: Public
seed: 1
policies:
  - {id: base, role: base, engine: micro, model: nowhere}
  - {id: grpo, role: rl, base: base, engine: micro, model: nowhere}
benchmarks:
  - {id: some, problems: ${problems}${more}}
`;

/** The benchmark of a study in a workspace. */
function benchmarkOf(folder: string, text: string) {
  mkdirSync(join(folder, "studies"), {recursive: true});
  writeFileSync(join(folder, "studies/study.yaml"), text);
  return readStudy(join(folder, "studies/study.yaml")).benchmarks[0]!;
}

describe("a study that names a public set", () => {
  it("takes label, format and verifier from the registry, and its problems from what was fetched", async () => {
    const folder = temporaryFolder();
    const before = benchmarkOf(folder, studyText("math500"));
    expect(before).toMatchObject({
      label: "MATH500",
      format: "math",
      verifier: "math@strict",
      registered: "math500"
    });
    expect(() => readBenchmark(before)).toThrow(
      /study\.yaml:8: the public set math500 was not fetched: run npm run fetch -- math500 \(it would be at /
    );
    const mirror = mirrorWith({"test.jsonl": rows(3)});
    await fetchBenchmark(setOf(rows(3)), {folder: join(folder, "benchmarks/fetched"), mirror, date});
    const problems = readBenchmark(benchmarkOf(folder, studyText("math500")));
    // As math500, whatever the study calls it: from the solution.
    expect(problems.map(({benchmark, gold}) => [benchmark, (gold as {paper: string}).paper])).toEqual([
      ["some", "1"],
      ["some", "2"],
      ["some", "3"]
    ]);
  });

  it("takes a file of that name before the set, and the study's own words before the registry's", () => {
    const folder = temporaryFolder();
    const own = benchmarkOf(folder, studyText("math500", ", verifier: math@paper, label: Own"));
    expect(own).toMatchObject({verifier: "math@paper", label: "Own", registered: "math500"});
    writeFileSync(join(folder, "studies/math500"), rows(1));
    const file = benchmarkOf(folder, studyText("math500", ", format: math, verifier: math@paper"));
    expect(file.registered).toBeUndefined();
    expect(file.problems).toBe(join(folder, "studies/math500"));
  });

  it("needs a verifier for any other file, and dates for a window", () => {
    const folder = temporaryFolder();
    expect(() => benchmarkOf(folder, studyText("some.jsonl"))).toThrow(
      /study\.yaml:8: the benchmark some has no verifier/
    );
    writeFileSync(join(folder, "studies/some.jsonl"), rows(1));
    const dated = benchmarkOf(
      folder,
      studyText("some.jsonl", ", format: math, verifier: math@strict, from: 2024-08")
    );
    expect(() => readBenchmark(dated)).toThrow(/from and to need problems with contest dates/);
    expect(() => benchmarkOf(folder, studyText("math500", ", from: August"))).toThrow(/study\.yaml:8: /);
  });
});
