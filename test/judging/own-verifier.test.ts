import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {judgeStudy} from "../../loaders/judging/judge-study.js";
import {ownVerifier} from "../../loaders/schema/study/own-verifier.js";
import {readManifest} from "../../loaders/store/manifest.js";
import {parquetFiles} from "../../loaders/store/run-folder.js";
import {verifierVersion} from "../../loaders/store/verifier-version.js";
import {verifierAudit} from "../../loaders/tables/report/verifier-audit.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const reward = (word: string): string => `
import json, sys
for line in sys.stdin:
    text = json.loads(line)["completion"]
    print(json.dumps({"verdict": "correct" if text.startswith("${word}") else "incorrect"}))
`;

/** A run whose completions begin with `right` or `wrong`, and an audit of it by a command. */
async function auditedRun() {
  const folder = temporaryFolder();
  const {study, run, environment} = await writeStudyRun(folder, {
    benchmarks: ["sums"],
    n: 4,
    policies: [{policy: "base", role: "base", correct: [[3, 1]]}]
  });
  const own = [ownVerifier({command: ["python3", "reward.py"]}, folder, "study.yaml:12")];
  study.benchmarks[0]!.audit.push("reward");
  const judge = () =>
    judgeStudy({
      study,
      run,
      createVerifier: (id) =>
        createVerifier(id, {
          own,
          allowCode: true,
          workers: 1,
          versionOf: (name, sha256) => verifierVersion(run, name, sha256)
        })
    });
  const write = (text: string): void => {
    writeFileSync(join(folder, "reward.py"), text);
  };
  return {run, environment, judge, write};
}

describe("the audit of a study", () => {
  it(
    "judges the same completions again, once, and anew when the code has changed",
    {timeout: 60_000},
    async () => {
      const {run, judge, write, environment} = await auditedRun();
      const files = (version: number) => parquetFiles(run.verdicts({id: "reward", version}, "sums", "base"));
      write(reward("right"));
      expect(await judge()).toMatchObject({judged: 8, errors: 0});
      expect(await judge()).toMatchObject({judged: 0});
      expect(files(1)).toHaveLength(1);
      write(reward("wrong"));
      expect(await judge()).toMatchObject({judged: 8});
      expect(files(2)).toHaveLength(1);
      write(reward("right"));
      expect(await judge()).toMatchObject({judged: 8});
      expect(run.newestVerifier("reward")).toEqual({id: "reward", version: 3});
      expect(readManifest(run).provenance["verifier reward"]).toMatch(/^version 3, sha256 [0-9a-f]{64}$/);

      const {counts, agreement} = await verifierAudit(environment);
      const correct = counts.filter(({verdict}) => verdict === "correct");
      expect(correct.map(({verifier, completions}) => [verifier, completions])).toEqual([
        ["countdown@steps", 4],
        ["reward", 4]
      ]);
      expect(agreement.every(({verdict_a, verdict_b}) => verdict_a === verdict_b)).toBe(true);
    }
  );

  it("tells what the verifier said of the first completion that it failed on", async () => {
    const {judge, write} = await auditedRun();
    write(reward("right"));
    await judge();
    write('raise SystemExit("no reward model")');
    const {errors, firstError} = await judge();
    expect(errors).toBe(8);
    expect(firstError).toBe("it ended with code 1: no reward model");
  });
});
