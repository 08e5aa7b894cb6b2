import {existsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {countdownProblems} from "../support/runs/problems.js";
import {runCli} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** Writes a file `ran` beside itself when it is run. */
const tellTale = (rest: string): string =>
  `import {writeFileSync} from "node:fs";\nwriteFileSync(new URL("ran", import.meta.url), "");\n${rest}`;

/** A folder with a study whose engine and verifier are the user's. */
function folderOf(engine: string, verifier: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "sums.jsonl"), problemsText(countdownProblems(1)));
  writeFileSync(
    join(folder, "engine.mts"),
    tellTale('export const engine = {load: () => ({generate: (r: unknown[]) => r.map(() => "1 + 2 = 3")})};')
  );
  writeFileSync(join(folder, "judge.mts"), tellTale('export const grade = () => ({verdict: "correct"});'));
  writeFileSync(
    join(folder, "study.yaml"),
    `study: own
title: Code of one's own
seed: 1
sampling: {n: 2}
policies:
  - {id: p, role: base, ${engine}}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: ${verifier}}
`
  );
  return folder;
}

function run(name: string, folder: string, ...more: string[]) {
  const options = ["--study", join(folder, "study.yaml"), "--runs", join(folder, "runs"), ...more];
  return runCli(name, name === "import" ? more : options);
}

const timeout = 120_000;

describe("code that a study names", () => {
  it.each([
    [
      "sample",
      "engine: ./engine.mts",
      "countdown@steps",
      /study\.yaml:6 names the engine .*engine\.mts, which would/
    ],
    [
      "verify",
      "engine: micro, model: x",
      "./judge.mts",
      /study\.yaml:8 names the verifier .*judge\.mts, which would/
    ],
    [
      "verify",
      "engine: micro, model: x",
      "{command: [sh, -c, touch ran]}",
      /study\.yaml:8 names the verifier sh -c touch ran, which would/
    ],
    [
      "start",
      "engine: micro, model: x",
      "./judge.mts",
      /study\.yaml:8 names the verifier .*judge\.mts, which would/
    ],
    ["summary", "engine: ./engine.mts", "./judge.mts", null]
  ] as const)(
    "is not run by npm run %s (%s, %s) without --allow-code",
    {timeout},
    (name, engine, verifier, message) => {
      const folder = folderOf(engine, verifier);
      const {status, stderr} = run(name, folder);
      if (message !== null) {
        expect(stderr.trim()).toMatch(message);
        expect(stderr.trim()).toMatch(/with your rights: read it, then pass --allow-code$/);
        expect(stderr.trim().split("\n")).toHaveLength(1);
        expect(status).toBe(1);
      }
      expect(existsSync(join(folder, "ran"))).toBe(false);
    }
  );

  it("is run with it", {timeout}, () => {
    const folder = folderOf("engine: ./engine.mts", "countdown@steps");
    expect(run("sample", folder, "--allow-code").stderr).toContain("sample: 2 completions drawn");
    expect(existsSync(join(folder, "ran"))).toBe(true);
  });
});
