import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {repository, runCli} from "../support/run-cli.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const pair = join(repository, "data/studies/pair.yaml");

/** Expects an exit code and one printable line on stderr that matches. */
function expectLine(
  {status, stderr}: {status: number | null; stderr: string},
  message: RegExp,
  code = 1
): void {
  expect(stderr.trim()).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr.trim().length).toBeLessThanOrEqual(500);
  expect(status).toBe(code);
}

/** A study of replayed completions, judged by a verifier that a test names. */
function replayStudy(verifier: string, n = 2): {study: string; runs: string; folder: string} {
  const folder = temporaryFolder();
  const row = {problem_id: "a", sample_index: 0, completion: "4"};
  writeFileSync(
    join(folder, "stored.jsonl"),
    `\ufeff${JSON.stringify(row)}\r\n${JSON.stringify({...row, sample_index: 1})}\r\n`
  );
  const problem = {problem_id: "a", domain: "math", prompt: "2 + 2?", gold: "4"};
  writeFileSync(join(folder, "sums.jsonl"), `\ufeff${JSON.stringify(problem)}\r\n`);
  const study = join(folder, "study.yaml");
  writeFileSync(
    study,
    [
      "\ufeffstudy: own",
      "title: Own",
      "seed: 1",
      "policies:",
      `- {id: base, role: base, engine: replay, completions: stored.jsonl, sampling: {n: ${n}}}`,
      "benchmarks:",
      `- {id: sums, problems: sums.jsonl, verifier: ${verifier}}`,
      ""
    ].join("\n")
  );
  return {study, runs: join(folder, "runs"), folder};
}

describe("commands given what cannot be", {timeout: 240_000}, () => {
  it("answer wrong options in one line", () => {
    expectLine(
      runCli("sample", ["--temprature", "1"]),
      /^unknown option '--temprature'; see npm run sample -- --help$/
    );
    expectLine(
      runCli("sample", ["--studdy", "x"]),
      /^unknown option '--studdy' \(Did you mean --study\?\); see /
    );
    expectLine(runCli("sample", ["--n", "m\nx".repeat(1000)]), /^option '--n <count>' argument 'm xm x/);
  });

  it.each(["build", "summary", "dev"])("name the folder where %s finds no run", (name) => {
    const runs = join(temporaryFolder(), "nowhere");
    expectLine(
      runCli(name, ["--study", pair, "--runs", runs]),
      /nowhere: no such folder, which would hold the run of the study pair .*--runs$/
    );
    mkdirSync(runs);
    expectLine(runCli(name, ["--study", pair, "--runs", runs]), /nowhere\/pair: no such folder/);
  });

  it("name a folder in the place of a file of pairs", () => {
    expectLine(
      runCli("verify", ["--pairs", "/tmp", "--verifier", "math@strict"]),
      /^\/tmp: is a folder, not a file$/
    );
    expectLine(
      runCli("verify", ["--pairs", "nowhere.jsonl", "--verifier", "math@strict"]),
      /^nowhere\.jsonl: no such file/
    );
  });

  it("name a benchmark that is not there with the line that names it", () => {
    const {study, runs, folder} = replayStudy("math@strict");
    writeFileSync(study, readFileSync(study, "utf8").replace("sums.jsonl", "gone.jsonl"));
    expectLine(
      runCli("sample", ["--study", study, "--runs", runs]),
      /gone\.jsonl: no such file: .*study\.yaml:7 names it; make it/
    );
    expect(existsSync(join(folder, "runs/own/manifest.json"))).toBe(false);
  });

  it("say that stored completions are missing, and that a study has nothing to score", () => {
    const {study, runs} = replayStudy("math@strict", 3);
    const {stderr} = runCli("sample", ["--study", study, "--runs", runs]);
    expect(stderr).toMatch(
      /study\.yaml:5: 1 completions of base on sums .*not in these files: add them, or ask for fewer/
    );
    expect(stderr).not.toContain("run again");
    const score = runCli("score", ["--study", study, "--runs", runs]);
    expectLine(score, /^score: nothing to score: .*study\.yaml.* has no experiment perplexity/, 0);
  });

  it("name a verifier that fails, its line and where its reasons are", () => {
    const {study, runs, folder} = replayStudy("./mine.mjs");
    writeFileSync(
      join(folder, "mine.mjs"),
      "export const grade = () => { throw new Error('no model\\nhere'); };"
    );
    expect(runCli("sample", ["--study", study, "--runs", runs]).status).toBe(0);
    const {status, stderr} = runCli("verify", ["--study", study, "--runs", runs, "--allow-code"]);
    expect(stderr).toMatch(
      /study\.yaml:7: THE VERIFIER mine FAILED on 2 completions.*the first: no model here; the others: column rule in .*verifier=mine; .*--retry-errors/
    );
    expect(status).toBe(1);
  });

  it("end a verifier that never loads", () => {
    const {study, runs, folder} = replayStudy("{module: ./mine.mjs, start_limit: 3}");
    writeFileSync(join(folder, "mine.mjs"), "for (;;);");
    expect(runCli("sample", ["--study", study, "--runs", runs]).status).toBe(0);
    const verify = runCli("verify", ["--study", study, "--runs", runs, "--allow-code"]);
    expectLine(verify, /study\.yaml:7: cannot load the verifier .*mine\.mjs: it did not load within 3 s/);
  });

  it("end quietly where nobody reads their output", () => {
    const script = `node scripts/bootstrap.mjs --help | head -1; node scripts/bootstrap.mjs verify --pairs "$0" --verifier math@strict | head -1`;
    const file = join(temporaryFolder(), "pairs.jsonl");
    writeFileSync(file, `{"output": "4", "gold": "4"}\n`.repeat(20_000));
    const {stderr} = spawnSync("bash", ["-c", script, file], {cwd: repository, encoding: "utf8"});
    expect(stderr).toBe("");
  });

  it("refuse a record of a run that is cut, a picture outside of its folder, and leave both as they are", () => {
    const {study, runs, folder} = replayStudy("math@strict");
    expect(runCli("sample", ["--study", study, "--runs", runs]).status).toBe(0);
    const record = join(runs, "own/completions/benchmark=sums/policy=base/sampling.json");
    writeFileSync(record, "{");
    expectLine(
      runCli("sample", ["--study", study, "--runs", runs]),
      /sampling\.json: invalid sampling identity: .*restore it, or move/
    );
    expect(readFileSync(record, "utf8")).toBe("{");
    symlinkSync("/etc/hostname", join(folder, "link.png"));
    const problem = {problem_id: "a", domain: "math", prompt: "2 + 2?", gold: "4", image: "link.png"};
    writeFileSync(join(folder, "sums.jsonl"), JSON.stringify(problem));
    expectLine(
      runCli("sample", ["--study", study, "--runs", join(folder, "other")]),
      /sums\.jsonl: the image "link\.png" of the problem a lies outside/
    );
  });

  it("read no start file of a shell", () => {
    const home = temporaryFolder();
    writeFileSync(join(home, ".bashrc"), `touch ${join(home, "read")}`);
    const {study, runs} = replayStudy("math@strict");
    const environment = {...process.env};
    delete environment.SHLVL;
    const args = ["scripts/bootstrap.mjs", "sample", "--study", study, "--runs", runs];
    const {status} = spawnSync(process.execPath, args, {
      cwd: repository,
      env: {...environment, HOME: home, BASH_ENV: join(home, ".bashrc")}
    });
    expect(status).toBe(0);
    expect(existsSync(join(home, "read"))).toBe(false);
  });

  it("end with 130 at a second Ctrl-C, whatever runs", async () => {
    for (const wait of [0, 150, 400]) {
      const args = [
        "scripts/bootstrap.mjs",
        "sample",
        "--study",
        pair,
        "--runs",
        temporaryFolder(),
        "--n",
        "3000"
      ];
      const child = spawn(process.execPath, args, {cwd: repository, stdio: ["ignore", "ignore", "pipe"]});
      const exit = once(child, "exit");
      await new Promise<void>((resolve) => {
        let said = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          said += text;
          if (said.includes("sample  ")) resolve();
        });
      });
      await new Promise((done) => setTimeout(done, wait));
      child.kill("SIGINT");
      await new Promise((done) => setTimeout(done, 100));
      child.kill("SIGINT");
      expect(await exit).toEqual([130, null]);
    }
  });

  it("name a Parquet file of another kind, and leave it as it is", async () => {
    const {environment, run} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["sums"],
      n: 2,
      policies: [{policy: "base", role: "base", correct: [[1]]}]
    });
    const file = join(run.completions("sums", "base"), "s0.parquet");
    const verdicts = join(run.verdicts({id: "countdown@steps", version: 1}, "sums", "base"), "s0.parquet");
    writeFileSync(file, readFileSync(verdicts));
    const args = ["--study", environment.BOUNDARY_STUDY, "--runs", environment.BOUNDARY_RUNS];
    expectLine(
      runCli("summary", args),
      /^\/.*completions.*s0\.parquet has no column seed, must be BIGINT: restore/
    );
    expect(readFileSync(file)).toEqual(readFileSync(verdicts));
  });
});
