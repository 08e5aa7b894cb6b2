import {spawnSync} from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {InvalidArgumentError} from "commander";
import {afterAll, describe, expect, it} from "vitest";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const pair = readFileSync(join(repository, "data/studies/pair.yaml"), "utf8");

interface Sandbox {
  study: string;
  runs: string;
  models: string;
}

/** A copy of the study of the main pair with its benchmarks and models, to spoil. */
function sandbox(): Sandbox {
  const folder = temporaryFolder();
  for (const name of ["benchmarks", "models"]) mkdirSync(join(folder, name));
  for (const name of ["countdown", "countdown-strategies"])
    copyFileSync(
      join(repository, "data/benchmarks", `${name}.jsonl`),
      join(folder, "benchmarks", `${name}.jsonl`)
    );
  for (const name of ["countdown-base", "countdown-grpo"])
    cpSync(join(repository, "data/models", name), join(folder, "models", name), {recursive: true});
  mkdirSync(join(folder, "studies"));
  const study = join(folder, "studies", "pair.yaml");
  writeFileSync(study, pair);
  return {study, runs: join(folder, "runs"), models: join(folder, "models")};
}

let sampled: string | undefined;

/** A sandbox with two completions of each problem, to spoil; they are drawn once. */
function sampledSandbox(): Sandbox {
  const given = sandbox();
  if (sampled === undefined) {
    expect(sample(given).status).toBe(0);
    sampled = mkdtempSync(join(tmpdir(), "reasoning-boundary-sampled-"));
    cpSync(given.runs, sampled, {recursive: true});
  } else {
    cpSync(sampled, given.runs, {recursive: true});
  }
  return given;
}

afterAll(() => {
  if (sampled !== undefined) rmSync(sampled, {recursive: true});
});

/** Expects exit code 1 and one line on stderr that matches; returns nothing that could be ignored. */
function expectRefusal({status, stderr}: {status: number | null; stderr: string}, message: RegExp): void {
  expect(stderr.trim()).toMatch(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(status).toBe(1);
}

const sample = ({study, runs}: Sandbox, ...more: string[]) =>
  runCli("sample", ["--study", study, "--runs", runs, "--n", "2", ...more]);

describe("scripts given bad input", {timeout: 120_000}, () => {
  it("name an unknown study key and its line", () => {
    const given = sandbox();
    writeFileSync(given.study, pair.replace("top_p:", "topp:"));
    expectRefusal(
      sample(given),
      /^.*pair\.yaml:\d+: unknown key sampling\.topp \(did you mean top_p\?\); known here: budget, k_max, max_tokens, n, n_max, power, prefill, successes, temperature, top_p$/
    );
    expect(existsSync(given.runs)).toBe(false);
  });

  it("name a study file that is not there", () => {
    expectRefusal(runCli("sample", ["--study", "nowhere.yaml"]), /^nowhere\.yaml: no such file or folder$/);
  });

  it("name a missing model", () => {
    const given = sandbox();
    writeFileSync(given.study, pair.replace("../models/countdown-base", "../models/nowhere"));
    expectRefusal(sample(given), /models\/nowhere.*/);
  });

  it("name corrupt weights and draw nothing from them", () => {
    const given = sandbox();
    const weights = join(given.models, "countdown-base", "model.safetensors");
    writeFileSync(weights, readFileSync(weights).subarray(0, 5000));
    expectRefusal(sample(given), /countdown-base\/model\.safetensors/);
    expect(
      existsSync(
        join(given.runs, "pair/completions/benchmark=countdown/policy=countdown-base/s000000-p000000.parquet")
      )
    ).toBe(false);
  });

  it("name a truncated Parquet file and leave it as it is", () => {
    const given = sampledSandbox();
    const file = join(
      given.runs,
      "pair/completions/benchmark=countdown/policy=countdown-base/s000000-p000000.parquet"
    );
    writeFileSync(file, readFileSync(file).subarray(0, 200));
    const verify = runCli("verify", ["--study", given.study, "--runs", given.runs, "--n", "2"]);
    expectRefusal(verify, /^.*s000000-p000000\.parquet: not a whole Parquet file/);
    expectRefusal(sample(given), /^.*s000000-p000000\.parquet: not a whole Parquet file/);
    expect(readFileSync(file)).toHaveLength(200);
  });

  it("refuse to mix completions of two temperatures", () => {
    const given = sampledSandbox();
    writeFileSync(given.study, pair.replace("temperature: 0.6", "temperature: 0.7"));
    expectRefusal(sample(given), /were drawn with temperature 0\.6, the study now says 0\.7/);
  });

  it("refuse n below 1 and what is no number", () => {
    for (const n of ["0", "-3", "1.5"]) expect(() => positiveInteger(n)).toThrow(InvalidArgumentError);
    const {status, stderr} = runCli("sample", ["--n", "many"]);
    expect(stderr).toContain("expected an integer from 1 to 16777216");
    expect(status).toBe(1);
  });

  it("refuse an unknown option", () => {
    const {status, stderr} = runCli("sample", ["--temprature", "1"]);
    expect(stderr).toContain("unknown option '--temprature'");
    expect(status).toBe(1);
  });

  it("refuse an unknown verifier and list the known ones", () => {
    const given = sandbox();
    writeFileSync(given.study, pair.replaceAll("countdown@steps", "countdown@guess"));
    expectRefusal(
      sample(given),
      /pair\.yaml:\d+: unknown verifier countdown@guess.*: use one of .*countdown@steps/
    );
    expect(existsSync(given.runs)).toBe(false);
  });

  it("refuse an old Node before anything else", () => {
    const old = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.0"})`;
    expectRefusal(
      runCli("sample", [], ["--import", old]),
      /^node 18\.20\.0 is too old: reasoning-boundary needs node 20\.19 or newer$/
    );
  });

  it("say that the disk is full, and keep what was there", () => {
    const given = sandbox();
    const {status, stderr} = spawnSync(
      "bwrap",
      [
        ...["--bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--size", "65536", "--tmpfs", "/mnt"],
        ...[
          process.execPath,
          "scripts/bootstrap.mjs",
          "sample",
          "--study",
          given.study,
          "--runs",
          "/mnt/runs",
          "--n",
          "40",
          "--chunk",
          "500"
        ]
      ],
      {cwd: repository, encoding: "utf8"}
    );
    expectRefusal(
      {
        status,
        stderr: stderr
          .split("\n")
          .filter((line) => !line.startsWith("sample  "))
          .join("\n")
      },
      /disk is full/
    );
  });
});
