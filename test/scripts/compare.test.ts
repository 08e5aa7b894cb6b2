import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {importedStudy} from "../support/importing/imported-study.js";
import {harnessLine} from "../support/importing/import-run.js";
import {runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

it(
  "builds a page of two studies, and answers what is no report with one line",
  {timeout: 120_000},
  async () => {
    const sides = await Promise.all(
      [true, false].map((isRight) =>
        importedStudy(
          [{id: "base", files: {"a.jsonl": harnessLine(0, ["a", "b"], {score: [true, isRight]})}}],
          "qwen-harness@score"
        )
      )
    );
    const folder = temporaryFolder();
    const [first, second] = sides.map(({environment}) => environment.BOUNDARY_STUDY);
    // One folder of runs serves both studies: they have one id.
    const args = [
      "--compare",
      first!,
      second!,
      "--dir",
      folder,
      "--runs",
      sides[0]!.environment.BOUNDARY_RUNS,
      "--no-serve"
    ];
    const {status, stderr} = runCli("report", [
      ...args,
      "--level",
      "0.9",
      "--replicates",
      "150",
      "--seed",
      "7"
    ]);
    expect(stderr).toContain("compare: the page is in");
    expect(status).toBe(0);
    const data = join(folder, "comparison/_file/data");
    const table = JSON.parse(readFileSync(join(data, readdirSync(data)[0]!), "utf8")) as {
      differences: {
        table: {level: number; replicates: number; seed: number; benchmarks: {problems: number}[]};
      };
      changes: object[];
    };
    expect(table.differences.table).toMatchObject({level: 0.9, replicates: 150, seed: 7});
    expect(table.differences.table.benchmarks).toMatchObject([{benchmark: "sums base", problems: 1}]);
    const level = runCli("report", [...args, "--level", "1"]);
    expect([level.status, level.stderr]).toEqual([1, expect.stringContaining("from 0.5 to below 1")]);
    for (const [wrong, what] of [
      [[first!], "--compare takes two reports, not 1"],
      [[first!, "nowhere"], "nowhere is neither a study nor the folder of a built report"],
      [[first!, folder], "is neither a study nor the folder of a built report"]
    ] as const) {
      const refused = runCli("report", ["--compare", ...wrong, ...args.slice(3)]);
      expect(refused.status).toBe(1);
      expect(refused.stderr).toContain(what);
      expect(refused.stderr.trim().split("\n")).toHaveLength(1);
    }
  }
);
