import {describe, expect, it} from "vitest";
import {writeCurvesRun} from "../support/runs/curves-run.js";
import {runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("npm run summary", () => {
  it(
    "prints one line for each experiment, with numbers where the study has it",
    {timeout: 120_000},
    async () => {
      const {environment} = await writeCurvesRun(temporaryFolder());
      const study = ["--study", environment.BOUNDARY_STUDY, "--runs", environment.BOUNDARY_RUNS];
      const {stdout, status} = runCli("summary", study);
      expect(status).toBe(0);
      const lines = stdout.trim().split("\n");
      expect(lines).toHaveLength(13);
      expect(lines[0]).toMatch(
        /^math +supported +paper: .* here: holds in 2 of 2 cases \(2 of them may be luck\), after Holm’s correction\. Set easy, base → grpo: ahead by \d.* points \(\d.*\) with one try, behind by \d.* points \(\d.*\) with 64 tries; may be luck: with 64 tries guessing alone solves over 99\.9%\.$/
      );
      expect(lines[1]).toMatch(/^code +no data .* here: not in this study/);
      expect(lines.find((line) => line.startsWith("guess "))).toMatch(/^guess +\S.* here: /);
      const {rows} = JSON.parse(runCli("summary", [...study, "--json"]).stdout) as {
        rows: {id: string; cases: {numbers: {n: number}[]}[]}[];
      };
      expect(rows[0]!.cases[0]!.numbers[0]!.n).toBe(40);
    }
  );
});
