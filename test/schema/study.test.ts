import {readdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const studies = fileURLToPath(new URL("../../data/studies", import.meta.url));

const text = `study: two
title: Two policies
seed: 20250416
sampling:
  temperature: 0.6
  top_p: 0.95
  max_tokens: 32
  n: 512
policies:
  - id: countdown-base
    role: base
    engine: micro
    model: ../models/own-base
  - id: countdown-grpo
    role: rl
    base: countdown-base
    engine: micro
    model: ../models/countdown-grpo
    sampling: {prefill: "3 + 4"}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: countdown@steps}
  - {id: dots, problems: dots.jsonl, verifier: pictures@steps}
`;
const experiments = `experiments:
  - {id: math, policies: [countdown-base, countdown-grpo], benchmarks: [sums]}
  - {id: steps, policies: [countdown-base], benchmarks: [sums, dots], n: 64}
`;

function read(text: string, n?: number): Study {
  const file = join(temporaryFolder(), "study.yaml");
  writeFileSync(file, text);
  return readStudy(file, n);
}

/** The message of reading the study after one change, with the line it names. */
function messageAfter(from: string, to: string): {message: string; line: number} {
  const whole = text + experiments;
  expect(whole).toContain(from);
  try {
    read(whole.replace(from, to));
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const {message} = error as Error;
    return {message, line: Number(/study\.yaml:(\d+)/.exec(message)?.[1])};
  }
  throw new Error("accepted");
}

const lineOf = (start: string) => text.split("\n").findIndex((line) => line.includes(start)) + 1;

describe("readStudy", () => {
  it("reads the studies of this repository", () => {
    for (const name of readdirSync(studies)) {
      const study = readStudy(join(studies, name));
      expect(studyCells(study).length).toBeGreaterThan(0);
    }
  });

  it("resolves paths relative to the file, and gives a policy the study's sampling and its own", () => {
    const study = read(text);
    const folder = dirname(study.file);
    const shared = {temperature: 0.6, topP: 0.95, power: null, stopping: null, maxTokens: 32, n: 512};
    expect(study.policies.map(({sampling}) => sampling)).toEqual([
      {...shared, prefill: null},
      {...shared, prefill: "3 + 4"}
    ]);
    const {settings, resolve} = study.policies[0]!;
    expect(resolve(String(settings.model))).toBe(join(dirname(folder), "models/own-base"));
    expect(study.benchmarks[0]!.problems).toBe(join(folder, "sums.jsonl"));
  });

  it("makes an experiment of each domain where the file names none", () => {
    const policies = ["countdown-base", "countdown-grpo"];
    expect(read(text).experiments).toEqual([
      {id: "math", policies, benchmarks: ["sums"], n: null, notes: null},
      {id: "visual", policies, benchmarks: ["dots"], n: null, notes: null}
    ]);
  });

  it("lets n replace every number of completions", () => {
    const study = read(text + experiments, 7);
    expect(study.policies.map(({sampling}) => sampling.n)).toEqual([7, 7]);
    expect(study.experiments.map(({n}) => n)).toEqual([7, 7]);
    expect(() => read(text, 0)).toThrow("n must be an integer of at least 1, not 0");
  });

  it("names an unknown key and its line", () => {
    const {message, line} = messageAfter("top_p:", "topp:");
    expect(message).toContain("unknown key sampling.topp");
    expect(line).toBe(lineOf("top_p:"));
  });

  it("names a value out of range and its line", () => {
    expect(messageAfter("n: 512", "n: 0")).toMatchObject({
      message: expect.stringContaining("sampling.n must be at least 1 (was 0)") as string,
      line: lineOf("n: 512")
    });
    expect(messageAfter("role: rl", "role: teacher").line).toBe(lineOf("role: rl"));
  });

  it("names a missing key", () => {
    expect(messageAfter("seed: 20250416", "").message).toContain("seed must be a number (was missing)");
  });

  it("names the line of a syntax error", () => {
    expect(messageAfter("policies:", "policies: [").message).toMatch(/^.*study\.yaml:\d+: invalid YAML: /);
  });

  it("refuses two policies with one id, and a base that is not in the study", () => {
    expect(messageAfter("id: countdown-grpo", "id: countdown-base").message).toContain("two policy entries");
    expect(messageAfter("base: countdown-base", "base: elsewhere").message).toContain(
      "names the base elsewhere"
    );
  });

  it("refuses an experiment that is unknown, stands twice, or names what is not in the study", () => {
    expect(messageAfter("id: steps", "id: stairs").message).toContain("stairs");
    expect(messageAfter("id: steps", "id: math").message).toContain(
      "two experiment entries have the id math"
    );
    expect(messageAfter("[sums, dots]", "[sums, dashes]").message).toContain(
      "experiment steps names the benchmark dashes, which is not in the study"
    );
    expect(messageAfter("[countdown-base], ", "[nobody], ").message).toContain(
      "experiment steps names the policy nobody, which is not in the study"
    );
  });

  it("says so when there is no such file", () => {
    expect(() => readStudy("nowhere.yaml")).toThrow("nowhere.yaml: no such file");
  });
});

describe("studyCells", () => {
  it("lists each policy on each benchmark once, in the experiments' order, with the largest n", () => {
    const cells = studyCells(read(text + experiments));
    expect(cells.map(({policy, benchmark, n}) => [policy.id, benchmark.id, n])).toEqual([
      ["countdown-base", "sums", 512],
      ["countdown-grpo", "sums", 512],
      ["countdown-base", "dots", 64]
    ]);
  });

  it("keeps to a benchmark's n where the experiment has none", () => {
    const capped = (text + experiments).replaceAll(
      "verifier: countdown@steps}",
      "verifier: countdown@steps, n: 100}"
    );
    expect(studyCells(read(capped)).map(({n}) => n)).toEqual([100, 100, 64]);
    expect(studyCells(read(capped, 256)).map(({n}) => n)).toEqual([256, 256, 256]);
  });
});
