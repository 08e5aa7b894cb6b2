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

  it("takes a judge of chains of thought, its paths from the study’s folder, and refuses a key that it has not", () => {
    const judge =
      "judge: {url: http://127.0.0.1:8000, model: m, prompt: ask.txt, verifier: ./read.mjs, max_tokens: 64}";
    const study = read(`${text}\n${judge}\n`);
    expect(study.judge).toEqual({
      ...{url: "http://127.0.0.1:8000", model: "m", verifier: "read", maxTokens: 64},
      prompt: join(dirname(study.file), "ask.txt")
    });
    expect(study.ownVerifiers).toMatchObject([{id: "read"}]);
    expect(read(text).judge).toBeNull();
    expect(() => read(`${text}\n${judge.replace("max_tokens", "tokens")}\n`)).toThrow(
      "unknown key judge.tokens"
    );
    expect(() => read(`${text}\n${judge.replace("64", "0")}\n`)).toThrow(
      /study\.yaml:\d+: .*judge\.max_tokens must be/
    );
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

  it("refuses benchmarks of a policy that are not in the study, or leave an experiment with nothing", () => {
    const only = (ids: string) => messageAfter("role: rl", `role: rl\n    benchmarks: [${ids}]`);
    expect(only("dashes")).toEqual({
      message: expect.stringContaining(
        "policy countdown-grpo names the benchmark dashes, which is not in the study"
      ) as string,
      line: 16
    });
    expect(only("dots").message).toMatch(
      /study\.yaml:25: the policy countdown-grpo is asked dots alone \(its benchmarks\), none of which is in the experiment math: /
    );
    expect(messageAfter("role: base", "role: base\n    benchmarks: [sums]").message).toMatch(
      /study\.yaml:\d+: no policy of the experiment steps is asked dots: /
    );
  });

  it("says so when there is no such file", () => {
    expect(() => readStudy("nowhere.yaml")).toThrow("nowhere.yaml: no such file");
  });
});

describe("studyCells", () => {
  it("leaves out what a policy is not asked", () => {
    const study = read(
      text.replace("role: rl", "role: rl\n    benchmarks: [dots]") +
        experiments.replace(
          "countdown-grpo], benchmarks: [sums]",
          "countdown-grpo], benchmarks: [sums, dots]"
        )
    );
    expect(
      studyCells({...study, experiments: study.experiments.slice(0, 1)}).map(({policy, benchmark}) => [
        policy.id,
        benchmark.id
      ])
    ).toEqual([
      ["countdown-base", "sums"],
      ["countdown-base", "dots"],
      ["countdown-grpo", "dots"]
    ]);
  });

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

describe("training runs of a recipe", () => {
  const run = `    sampling: {prefill: "3 + 4"}
  - {id: again, role: rl, base: countdown-base, seed_of: countdown-grpo, engine: micro, model: m}
`;
  const withRun = (change: (text: string) => string = (one) => one) =>
    change(text.replace('    sampling: {prefill: "3 + 4"}\n', run));

  it("are named by seed_of, or by names that say a seed; a study without experiments has one of its runs", () => {
    const study = read(withRun());
    expect(study.policies.map(({seedOf}) => seedOf)).toEqual([null, null, "countdown-grpo"]);
    expect(study.experiments.find(({id}) => id === "runs")?.policies).toEqual([
      "countdown-base",
      "countdown-grpo",
      "again"
    ]);
    const named = read(
      withRun((one) =>
        one.replace("id: again", "id: countdown-grpo-seed2").replace("seed_of: countdown-grpo, ", "")
      )
    );
    expect(named.policies.at(-1)!.seedOf).toBe("countdown-grpo");
    expect(read(text).experiments.map(({id}) => id)).not.toContain("runs");
  });

  it.each([
    [
      "seed_of: countdown-grpo,",
      "seed_of: countdown-grp,",
      /says seed_of: countdown-grp, which is not in the study \(did you mean countdown-grpo\?\)/
    ],
    ["seed_of: countdown-grpo,", "seed_of: again,", /which is itself/],
    [
      "role: rl, base: countdown-base, seed_of",
      "role: distilled, base: countdown-base, seed_of",
      /another base or role/
    ],
    ["seed_of: countdown-grpo,", "seed_of: countdown-base,", /another base or role/]
  ])("%s becomes %s: is refused with the line", (from, to, message) => {
    expect(() => read(withRun((one) => one.replace(from, to)))).toThrow(message);
    expect(() => read(withRun((one) => one.replace(from, to)))).toThrow(
      `study.yaml:${lineOf("prefill") + 1}`
    );
  });

  it("do not repeat what repeats another one", () => {
    const third = `${run}  - {id: third, role: rl, base: countdown-base, seed_of: again, engine: micro, model: m}\n`;
    expect(() => read(text.replace('    sampling: {prefill: "3 + 4"}\n', third))).toThrow(
      /which is a run of countdown-grpo itself; write seed_of: countdown-grpo/
    );
  });
});

describe("what a study says of training and of checked verdicts", () => {
  it("is read as it stands, and null where it says nothing", () => {
    const study = read(
      text
        .replace(
          '    sampling: {prefill: "3 + 4"}\n',
          "    training: {learning_rate: 1e-6, parameters: 7000000000}\n"
        )
        .replace(
          "verifier: countdown@steps}",
          "verifier: countdown@steps, verifier_errors: {false_positives: {wrong: 2, of: 50}, source: two readers}}"
        )
    );
    expect(study.policies[1]!.training).toEqual({learningRate: 1e-6, steps: null, parameters: 7e9});
    expect(study.benchmarks.map(({verifierErrors}) => verifierErrors)).toEqual([
      {falsePositives: {wrong: 2, of: 50}, falseNegatives: null, source: "two readers"},
      undefined
    ]);
  });

  it("has no more wrong verdicts than checked ones", () => {
    const wrong = "verifier: countdown@steps, verifier_errors: {false_negatives: {wrong: 3, of: 2}}}";
    expect(messageAfter("verifier: countdown@steps}", wrong).message).toMatch(
      /no more wrong verdicts than checked ones/
    );
  });
});
