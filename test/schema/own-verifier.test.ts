import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {checkVerifiers, neededPrograms} from "../../loaders/verification/find-verifier.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A study whose benchmarks have these keys, each on a line of its own from line 7. */
function read(...benchmarks: string[]): Study {
  const file = join(temporaryFolder(), "study.yaml");
  const entries = benchmarks.map((keys, i) => `  - {id: b${i}, problems: sums.jsonl, ${keys}}\n`);
  writeFileSync(
    file,
    `study: own
title: Verifiers of one's own
seed: 1
policies:
  - {id: p, role: base, engine: micro, model: nowhere}
benchmarks:
${entries.join("")}`
  );
  const study = readStudy(file);
  checkVerifiers(study);
  return study;
}

describe("a study's verifiers", () => {
  it("are ids of ours, modules or commands, with the file's name or an id of their own", () => {
    const study = read(
      "verifier: math@strict, audit: [math@paper, ./My Verifier.ts]",
      "verifier: {command: [python3, -u, reward.py, x], time_limit: 5, start_limit: 60}, audit: [math@strict]",
      "verifier: {module: ../other/grade.mjs, id: grade@other}, audit: [grade@other, countdown@steps]",
      "verifier: {command: [judge]}"
    );
    expect(study.benchmarks.map(({verifier, audit}) => [verifier, ...audit])).toEqual([
      ["math@strict", "math@paper", "my-verifier"],
      ["reward", "math@strict"],
      ["grade@other", "countdown@steps"],
      ["judge"]
    ]);
    expect(study.ownVerifiers).toMatchObject([
      {id: "my-verifier", module: expect.stringMatching(/\/My Verifier\.ts$/) as string, command: null},
      {
        id: "reward",
        module: null,
        command: ["python3", "-u", "reward.py", "x"],
        timeLimit: 5,
        startLimit: 60
      },
      {id: "grade@other", module: expect.stringMatching(/\/other\/grade\.mjs$/) as string},
      {id: "judge", command: ["judge"], timeLimit: null}
    ]);
    expect(study.ownVerifiers[1]!.where).toMatch(/study\.yaml:8$/);
  });

  it("may be one of the user's for several benchmarks", () => {
    expect(read("verifier: ./a.ts", "verifier: ./a.ts").ownVerifiers).toHaveLength(1);
  });

  it.each([
    [
      ["verifier: ./a.ts", "verifier: ../x/a.ts"],
      /study\.yaml:8: the verifier a is another one at .*study\.yaml:7; give one of them an id: \{id: …\}$/
    ],
    [["verifier: {module: ./a.ts, command: [b]}"], /study\.yaml:7: a verifier has either module or command$/],
    [["verifier: {id: a}"], /study\.yaml:7: a verifier has either module or command$/],
    [
      ["verifier: {module: ./a.ts, id: math@strict}"],
      /study\.yaml:7: math@strict is a verifier of ours: give yours another id$/
    ],
    [["verifier: {command: []}"], /^.*study\.yaml:7: /],
    [
      ["verifier: {comand: [a]}"],
      /^.*study\.yaml:7: unknown key benchmarks\[0\]\.verifier\.comand \(did you mean command\?\); known here: command, id, module, start_limit, time_limit$/
    ],
    [["verifier: {command: [a], time_limit: 0}"], /^.*study\.yaml:7: .*time_limit must be positive/],
    [
      ["verifier: math@strickt"],
      /study\.yaml:7: unknown verifier math@strickt \(did you mean math@strict\?\): use one of code@python, .*, or the path of a module: /
    ],
    [
      ["verifier: math@strict, audit: [math@papier]"],
      /study\.yaml:7: unknown verifier math@papier \(did you mean math@paper\?\): /
    ]
  ])("are refused with their line: %j", (benchmarks, message) => {
    expect(() => read(...benchmarks)).toThrow(message);
  });

  it("say which programs of the distribution they need, those of the audit too", () => {
    expect(neededPrograms(read("verifier: math@strict"))).toEqual([]);
    expect(neededPrograms(read("verifier: ./a.ts, audit: [code@python]"))).toEqual(["bwrap", "python3"]);
  });
});
