import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, renameSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readArtefact} from "../../loaders/publishing/artefact.js";
import {repository, type CliResult} from "../support/run-cli.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const tokens = {
  HF_TOKEN: `hf_${"fAkE".repeat(9)}`,
  GH_TOKEN: `ghp_${"fAkE".repeat(9)}`,
  AWS_ACCESS_KEY_ID: `AKIA${"FAKE".repeat(4)}`,
  AWS_SECRET_ACCESS_KEY: "fake/secret+of-nobody/0123456789",
  OPENAI_API_KEY: `sk-${"fAkE".repeat(9)}`
};

function publish(args: readonly string[], environment: Record<string, string> = {}): CliResult {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ["scripts/bootstrap.mjs", "publish", ...args],
    {
      cwd: repository,
      encoding: "utf8",
      env: {...process.env, HF_TOKEN: "", ...environment}
    }
  );
  return {status, stdout, stderr};
}

describe("publish", () => {
  it(
    "builds, checks and publishes a report, and no token of the environment comes out",
    {timeout: 600_000},
    async () => {
      const folder = temporaryFolder();
      await writeStudyRun(folder, {
        benchmarks: ["easy"],
        n: 2,
        policies: [
          {policy: "base", role: "base", correct: [[1, 0]]},
          {policy: "grpo", role: "rl", base: "base", correct: [[2, 1]]}
        ]
      });
      mkdirSync(join(folder, "studies"));
      for (const name of ["study.yaml", "easy.jsonl"])
        renameSync(join(folder, name), join(folder, "studies", name));
      const out = join(folder, "out");
      const args = [
        "--dir",
        folder,
        "--study",
        join(folder, "studies/study.yaml"),
        "--target",
        "folder",
        "--to",
        out
      ];
      const {status, stdout, stderr} = publish(args, tokens);
      expect([stderr, status]).toEqual([stderr, 0]);
      expect(stdout).toMatch(
        /publish: dataset: .*: \d+ files sent .*\npublish: site: .* files sent .*\npublish: report [0-9a-f]{12} of the study test-study is on the folder /
      );
      const manifest = JSON.parse(readFileSync(join(out, "site/manifest.json"), "utf8")) as {dataset: string};
      expect(existsSync(join(out, "site", manifest.dataset, "manifest.json"))).toBe(true);
      expect(readFileSync(join(out, "site/index.html"), "utf8")).toContain('href="./methods.html"');
      const files = [
        ...readArtefact("site", join(out, "site")).files,
        ...readArtefact("dataset", join(out, "dataset")).files
      ];
      expect(files.length).toBeGreaterThan(50);
      for (const value of Object.values(tokens)) {
        expect(stdout + stderr).not.toContain(value);
        expect(files.filter(({file}) => readFileSync(file).includes(value))).toEqual([]);
      }
    }
  );

  it("says in a line what is missing before anything is built", {timeout: 120_000}, async () => {
    const {environment} = await writeStudyRun(temporaryFolder(), {
      benchmarks: ["easy"],
      n: 1,
      policies: [{policy: "base", role: "base", correct: [[1]]}]
    });
    const study = ["--study", environment.BOUNDARY_STUDY, "--runs", environment.BOUNDARY_RUNS];
    const said = (...args: string[]): (string | number | null)[] => {
      const {status, stderr} = publish([...study, ...args]);
      return [status, stderr];
    };
    expect(said()).toEqual([
      1,
      "say where to publish with --target: github-pages, huggingface, cloudflare, s3, folder\n"
    ]);
    expect(said("--target", "huggingface", "--to", "you/report")).toEqual([
      1,
      "set HF_TOKEN to a token that may write: https://huggingface.co/settings/tokens\n"
    ]);
  });
});
