import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, vi} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import type {Engine, GenerationRequest} from "../../loaders/engines/engine.js";
import type {ModelAccess} from "../../loaders/engines/model-access.js";
import {plannedLooks} from "../../loaders/schema/study/adaptive.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy} from "../../loaders/schema/study.js";
import type {AdaptiveRecord} from "../../loaders/settling/adaptive-record.js";
import {Database} from "../../loaders/store/database.js";
import {lookCounts, type LookCounts} from "../../loaders/store/look-counts.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {adaptiveStep} from "../../scripts/shared/adaptive-step.js";
import {countdownProblems} from "../support/runs/problems.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const all = countdownProblems(24);
const problems = all.slice(0, 12);

function studyIn(folder: string, sampling: string): string {
  writeFileSync(join(folder, "countdown.jsonl"), problemsText(problems));
  writeFileSync(join(folder, "plain.jsonl"), problemsText(countdownProblems(24, "plain").slice(12)));
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: adaptive
title: A pair, drawn as long as it takes
seed: 7
sampling: {n: adaptive, max_tokens: 8, ${sampling}}
policies:
  - {id: base, role: base, engine: micro, model: nowhere}
  - {id: rl, role: rl, base: base, engine: micro, model: nowhere}
benchmarks:
  - {id: countdown, problems: countdown.jsonl, verifier: countdown@steps}
  - {id: plain, problems: plain.jsonl, verifier: countdown@steps}
experiments:
  - {id: math, policies: [base, rl], benchmarks: [countdown, plain]}
`
  );
  return file;
}

/** Curves that cross early and plainly: where exactly takes more completions of what is solved often. */
const early = {base: (i: number) => (i < 6 ? 0.3 : 0.1), rl: (i: number) => (i < 6 ? 0.6 : 0)};

/** Solve rates of problem i: RL solves some more often, and others never; from 12 on, in the benchmark `plain`, all less often. */
const rates = {
  base: (i: number) => (i >= 12 ? 0.9 : i < 6 ? 0.6 : i < 10 ? 0.04 : 0),
  rl: (i: number) => (i >= 12 ? 0.2 : i < 6 ? 0.95 : 0)
};

/** Solves each problem at its rate, by the seed; `onRequest` is told of each batch. */
function models(
  concurrency: number,
  onRequest: () => void = () => undefined,
  of: Record<"base" | "rl", (i: number) => number> = rates
): ModelAccess {
  const load = ({id}: {id: string}): Promise<Engine> =>
    Promise.resolve({
      name: "rates",
      source: "test",
      batchSize: 5,
      concurrency,
      generate: (requests: readonly GenerationRequest[]) => {
        onRequest();
        return Promise.resolve(
          requests.map(({prompt, seed}) => {
            const i = all.findIndex((problem) => problem.prompt === prompt);
            const isRight = seed / 2 ** 52 < of[id as "base" | "rl"](i);
            const completion = isRight ? `${i + 1} + ${i + 2} = ${2 * i + 3}` : "none";
            return {
              completion,
              completionTokens: 3,
              finishReason: "stop" as const,
              sumLogprob: -1,
              meanEntropy: 0.5
            };
          })
        );
      },
      close: () => Promise.resolve()
    });
  return {
    source: () => Promise.resolve("test"),
    load,
    room: () => Promise.resolve(null),
    close: () => Promise.resolve()
  };
}

async function drawn(
  sampling: string,
  {concurrency = 2, kills = [] as number[]} = {}
): Promise<{
  files: Record<string, string>;
  record: AdaptiveRecord;
  counts: LookCounts[][];
  file: string;
  runs: string;
}> {
  const folder = temporaryFolder();
  const file = studyIn(folder, sampling);
  const study = readStudy(file);
  const run = new RunFolder(join(folder, "runs", "adaptive"));
  for (const at of [...kills, Infinity]) {
    const stop = new AbortController();
    let requests = 0;
    const access = models(concurrency, () => {
      if (++requests === at) stop.abort();
    });
    await adaptiveStep({study, run, models: access, signal: stop.signal, isQuiet: true}, study.adaptive!, {
      chunkSize: 100
    });
  }
  const record = JSON.parse(readFileSync(join(run.path, "adaptive.json"), "utf8")) as AdaptiveRecord;
  const database = await Database.open();
  const {rule, most} = study.adaptive!;
  const options = {
    problems: problems.map(({problemId}) => problemId),
    looks: plannedLooks({most}),
    rule,
    n: most
  };
  const counts = [];
  for (const cell of studyCells(study).filter(({benchmark}) => benchmark.id === "countdown"))
    counts.push(await lookCounts(database, run, cell, options));
  database.close();
  return {files: filesOf(run), record, counts, file, runs: join(folder, "runs")};
}

/** Name and bytes of each file of completions and verdicts. */
function filesOf(run: RunFolder): Record<string, string> {
  return Object.fromEntries(
    readdirSync(run.path, {recursive: true, encoding: "utf8"})
      .filter((name) => /(^completions.*parquet|adaptive\.json|sampling\.json)$/.test(name))
      .map((name) => [name, readFileSync(join(run.path, name), "base64")])
  );
}

const SAMPLING = "n_max: 64, successes: 4";
let first: ReturnType<typeof drawn> | undefined;
/** One run that several tests look at. */
const uninterrupted = (): ReturnType<typeof drawn> => (first ??= drawn(SAMPLING));

describe("adaptiveStep", () => {
  it("stops each problem at the look that its verdicts say, keeps within n_max, and leaves a record and curves up to the largest k", async () => {
    const {record, counts, file, runs} = await uninterrupted();
    expect(record).toMatchObject({successes: 4, raised_to: 16, stops_from: 16, n_max: 64, k_max: 32});
    expect(record.looks.map(({planned}) => planned)).toEqual(new Array(3).fill(4 * 12 * 64));
    expect(record.looks.map(({n}) => n)).toEqual([16, 32, 64]);
    for (const {pairs} of record.looks) {
      expect(pairs[1]!.benchmark).toBe("plain");
      expect(pairs[1]!.here).toEqual(record.looks[0]!.pairs[1]!.here);
    }
    expect(record.looks[0]!.pairs[1]!.here.settled).toBe("base-ahead");
    const plain = 2 * 12 * 16;
    expect(record.looks.at(-1)!.completions).toBe(plain + counts.flat().reduce((sum, {n}) => sum + n, 0));
    for (const {n, c, completions} of counts.flat()) {
      expect(n).toBe(completions);
      expect(n === 64 || (n >= 16 && c >= 4)).toBe(true);
    }
    const [base, rl] = counts.map((cell) => cell.map(({n}) => n));
    expect(base!.slice(0, 6)).toEqual(new Array(6).fill(16));
    expect(base!.slice(10)).toEqual([64, 64]);
    expect(rl!.slice(6)).toEqual(new Array(6).fill(64));

    const table = await experimentCoverage("math")({BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs});
    const {curves, comparisons, stopping, looked} = table.benchmarks[0]!;
    expect(stopping).toEqual({successes: 4, first: 16});
    expect(looked).toMatchObject({planned: 2 * 12 * 64, level: 0.95, pairs: [{base: "base", rl: "rl"}]});
    expect(looked!.completions).toBe(counts.flat().reduce((sum, {n}) => sum + n, 0));
    expect(looked!.pairs[0]!.here).toEqual(record.looks.at(-1)!.pairs[0]!.here);
    expect(table.level).toBe(0.95);
    const recorded = record.looks.at(-1)!.pairs[0]!.population;
    expect(Math.abs(comparisons[0]!.crossing.low! / recorded.low! - 1)).toBeLessThan(0.1);
    expect(curves.map(({n}) => n)).toEqual([64, 64]);
    expect(comparisons[0]!.crossing.kMax).toBe(64);
    const at = (k: number) => comparisons[0]!.points.find((point) => point.k === k)!.difference;
    expect(at(1)).toBeGreaterThan(0);
    expect(at(64)).toBeLessThan(0);
  }, 60_000);

  it("writes the same bytes whatever the concurrency", async () => {
    const whole = (await uninterrupted()).files;
    expect(Object.keys(whole).length).toBeGreaterThan(10);
    expect((await drawn(SAMPLING, {concurrency: 7})).files).toEqual(whole);
  }, 60_000);

  it("goes on after kills to the same completions, verdicts and record", async () => {
    const killed = await drawn(SAMPLING, {kills: [20, 90]});
    const whole = await uninterrupted();
    expect(killed.counts).toEqual(whole.counts);
    expect(killed.record).toEqual(whole.record);
  }, 60_000);

  it("goes on with problems that had stopped where k* is bounded, but too widely, and counts by the rule that this makes", async () => {
    const folder = temporaryFolder();
    const file = studyIn(folder, "n_max: 128");
    const study = readStudy(file);
    const run = new RunFolder(join(folder, "runs", "adaptive"));
    const {signal} = new AbortController();
    const step = {study, run, models: models(2, undefined, early), signal, isQuiet: true};
    await adaptiveStep(step, study.adaptive!, {chunkSize: 100});
    const record = JSON.parse(readFileSync(join(run.path, "adaptive.json"), "utf8")) as AdaptiveRecord;
    const path = record.looks.map(({pairs: [pair]}) => pair!);
    const at = path.findIndex(({successes}) => successes === 16);
    expect(path.slice(0, at).map(({successes}) => successes)).toEqual(new Array(at).fill(4));
    expect(path[at - 1]!.here.settled).toBe("open");
    expect(path[at - 1]!.here.high).toBeGreaterThan(1);
    expect(path[at - 2]!.here.high).toBeNull();
    expect(path[at]!.n).toBe(path[at - 1]!.n);
    expect(record.looks[at]!.completions).toBeGreaterThan(record.looks[at - 1]!.completions);
    const width = ({here: {low, high}}: (typeof path)[0]): number => high! / low!;
    expect(width(path[at]!)).toBeLessThan(width(path[at - 1]!));
    const table = await experimentCoverage("math")({
      BOUNDARY_STUDY: file,
      BOUNDARY_RUNS: join(folder, "runs")
    });
    const {stopping, comparisons} = table.benchmarks[0]!;
    expect(stopping).toEqual({successes: 16, first: 16});
    expect(Math.abs(comparisons[0]!.crossing.observed! / path.at(-1)!.population.k_star! - 1)).toBeLessThan(
      0.1
    );
  }, 60_000);

  it("gives up where neither solves a problem, after an eighth of what is planned", async () => {
    const folder = temporaryFolder();
    const study = readStudy(studyIn(folder, "n_max: 512"));
    const run = new RunFolder(join(folder, "runs", "adaptive"));
    const {signal} = new AbortController();
    const said: string[] = [];
    const spy = vi.spyOn(console, "error").mockImplementation((line: string) => said.push(line));
    const step = {study, run, models: models(2, undefined, {base: () => 0, rl: () => 0}), signal};
    await adaptiveStep(step, study.adaptive!, {chunkSize: 100}).finally(() => {
      spy.mockRestore();
    });
    const record = JSON.parse(readFileSync(join(run.path, "adaptive.json"), "utf8")) as AdaptiveRecord;
    expect(record.end).toBe("unsolved");
    expect(record.looks.map(({n}) => n)).toEqual([16, 32, 64]);
    expect(record.looks.at(-1)!.pairs.map(({here}) => here.settled)).toEqual(["unsolved", "unsolved"]);
    const text = said.join("\n");
    expect(text).toContain("given up after 3,072 of 24,576 completions");
    expect(text).toContain("rl over base on countdown: no problem was solved by either");
  }, 60_000);

  it("refuses another n_max, rule or level once a run was looked at, and goes on with the old ones", async () => {
    const {file, runs} = await drawn("n_max: 64, successes: 4, budget: 900");
    const text = readFileSync(file, "utf8");
    const run = new RunFolder(join(runs, "adaptive"));
    const go = (from: string, to: string): Promise<number> => {
      writeFileSync(file, text.replace(from, to));
      const study = readStudy(file);
      const {signal} = new AbortController();
      return adaptiveStep({study, run, models: models(2), signal, isQuiet: true}, study.adaptive!);
    };
    const before = filesOf(run);
    await expect(go("n_max: 64", "n_max: 128")).rejects.toThrow(
      /adaptive\.json: n_max is 128, was 64 when the run was looked at: .* put it back/
    );
    await expect(go("successes: 4", "successes: 5")).rejects.toThrow(/successes is 5, was 4/);
    await expect(go("policies:", "bootstrap: {level: 0.9}\npolicies:")).rejects.toThrow(
      /adaptive\.json: bootstrap\.level is 0\.9, was 0\.95 when the run was looked at/
    );
    writeFileSync(file, text.replace("n_max: 64", "n_max: 128"));
    await expect(experimentCoverage("math")({BOUNDARY_STUDY: file, BOUNDARY_RUNS: runs})).rejects.toThrow(
      /n_max is 128/
    );
    expect(filesOf(run)).toEqual(before);
    expect(await go("budget: 900", "budget: 60k")).toBeGreaterThan(0);
  }, 60_000);

  it("ends before a look that the budget does not reach, in completions or tokens", async () => {
    const short = await drawn("n_max: 64, successes: 4, budget: 900");
    expect(short.record).toMatchObject({end: "budget", looks: [{n: 16, completions: 768}]});
    const longer = await drawn("n_max: 64, successes: 4, budget: 4k-tokens");
    expect(longer.record).toMatchObject({end: "budget"});
    expect(longer.record.looks.at(-1)).toMatchObject({n: 32, completions: 960});
  }, 60_000);
});
