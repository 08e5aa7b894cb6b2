import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {repository, runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {writeGuide} from "./guide.js";

it("docs/adding-a-benchmark.md: the puzzles of the guide are sampled and judged", {timeout: 120_000}, () => {
  const folder = temporaryFolder();
  writeGuide("adding-a-benchmark", folder);
  const study = join(folder, "studies/easy.yaml");
  writeFileSync(study, readFileSync(study, "utf8").replaceAll("MODELS", join(repository, "data/models")));
  const run = ["--study", study, "--runs", join(folder, "runs")];
  for (const command of ["sample", "verify"]) expect(runCli(command, run)).toMatchObject({status: 0});
  const {rows} = JSON.parse(runCli("summary", [...run, "--json"]).stdout) as {
    rows: {id: string; cases: {benchmark: string; numbers: {n: number}[]}[]}[];
  };
  expect(rows.find(({id}) => id === "math")!.cases).toMatchObject([
    {benchmark: "easy", numbers: [{n: 3}, {n: 3}, {n: 3}]}
  ]);
});

it("docs/adding-a-benchmark.md: the gold is explained as the guide says", {timeout: 60_000}, () => {
  const text = readFileSync(join(repository, "docs/adding-a-benchmark.md"), "utf8");
  const [, gold, output] = /--explain .*--gold '([^']+)' --output '([^']+)'/.exec(text)!;
  const args = ["--explain", "--verifier", "countdown@steps", "--gold", gold!, "--output", output!];
  expect(runCli("verify", args).stdout).toMatch(/correct/);
});
