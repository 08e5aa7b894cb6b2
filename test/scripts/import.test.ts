import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {readStudy} from "../../loaders/schema/study.js";
import {filesIn, harnessLine} from "../support/importing/import-run.js";
import {runCli, type CliResult} from "../support/run-cli.js";

const boxed = (...answers: number[]): string[] => answers.map((answer) => `It is $\\boxed{${answer}}$.`);

function importIn(folder: string, ...args: string[]): CliResult {
  return runCli("import", ["--dir", folder, ...args]);
}

it("says what it accepts, with examples, where it is given nothing", () => {
  const {status, stdout} = runCli("import", []);
  expect(status).toBe(0);
  expect(stdout).toMatch(/npm run import -- base=\S+ rl=\S+/);
  expect(stdout).toMatch(/^ {2}qwen-harness +jsonl of/m);
});

it("imports and judges a pair, and writes the study that names its files", () => {
  const folder = filesIn({
    "out/base.jsonl": `${harnessLine(3, boxed(3, 4), {score: [true, false]})}\n${harnessLine(5, boxed(1, 1), {score: [false, false]})}`,
    "out/rl.jsonl": harnessLine(3, boxed(3, 3), {score: [true, false]})
  });
  const paths = [`base=${join(folder, "out/base.jsonl")}`, `My RL=${join(folder, "out/rl.jsonl")}`];
  const {status, stdout, stderr} = importIn(folder, ...paths, "--benchmark", "sums", "--json");
  expect(status, stderr).toBe(0);
  const [base, rl] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(base).toEqual({
    policy: "base",
    benchmark: "sums",
    format: "qwen-harness",
    problems: 2,
    completions: 4,
    identical_repeats: 1,
    verdicts: {
      "math@strict": {n: 4, correct: 1, pass_at_1: 0.25},
      "qwen-harness@score": {n: 4, correct: 1, pass_at_1: 0.25}
    },
    problem_metrics: {},
    skipped: 0,
    skipped_reasons: {},
    notes: {}
  });
  expect(rl).toMatchObject({policy: "my-rl", verdicts: {"math@strict": {n: 2, correct: 2, pass_at_1: 1}}});
  expect(stderr).toContain("import: base and my-rl share 1 problems of sums; 1 are base's alone");
  const file = join(folder, "studies/base-vs-my-rl.yaml");
  const study = readStudy(file);
  expect(study.policies.map(({id, label, role, base: from}) => [id, label, role, from])).toEqual([
    ["base", "base", "base", null],
    ["my-rl", "My RL", "rl", "base"]
  ]);
  expect(study.policies[0]!.samples!.sources[0]!.paths).toEqual([join(folder, "out/base.jsonl")]);
  const again = importIn(folder, "--study", file);
  expect(again.stderr).toContain("import: nothing is new");
  expect(again.stdout).toMatch(
    /^base on sums \(qwen-harness\): 2 problems, 4 completions; 1 identical repeats; math@strict pass@1 25\.0 %/
  );
});

it("takes verdicts of the files where nothing can be judged", () => {
  const folder = filesIn({"a.jsonl": '{"task_id": "t", "completion": "def f(): pass", "passed": true}\n'});
  const {status, stderr} = importIn(folder, `base=${join(folder, "a.jsonl")}`);
  expect(status, stderr).toBe(0);
  expect(readStudy(join(folder, "studies/base.yaml")).benchmarks[0]!.verifier).toMatch(/@passed$/);
});

it.each([
  ["a path without a name", ["x.jsonl"], /^x\.jsonl has no name: write name=x\.jsonl/],
  ["a file that is not there", ["base=no.jsonl"], /^no such file: \S*no\.jsonl \(the command line\)/],
  ["a role that is none", ["base=x", "--role", "base=judge"], /^--role base=judge: use one of base, rl/],
  ["a map without a name", ["base=x", "--map", "completion"], /^--map completion: expected OURS=THEIRS/]
])("answers %s in one line", (_, args, message) => {
  const {status, stderr} = importIn(filesIn({}), ...args);
  expect([status, stderr.trim().split("\n").length]).toEqual([1, 1]);
  expect(stderr).toMatch(message);
});

it("says of an unknown file what it found and which --map would fit", () => {
  const folder = filesIn({"a.jsonl": '{"q": "1 + 1", "my_tries": ["2"]}\n'});
  const {status, stderr} = importIn(folder, `base=${join(folder, "a.jsonl")}`);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /no completion in .*a\.jsonl.*q \(text\), my_tries \(list of 1 text\); looked for a column completion, .*; name its columns with --map completion=my_tries,prompt=q/
  );
});

it("does not write over a study that someone made by hand", () => {
  const folder = filesIn({"a.jsonl": harnessLine(1, boxed(1))});
  const file = join(folder, "mine.yaml");
  writeFileSync(file, "study: mine\n");
  const {status, stderr} = importIn(folder, `base=${join(folder, "a.jsonl")}`, "--study-out", file);
  expect(status).toBe(1);
  expect(stderr).toMatch(/mine\.yaml is there and was not made by this command/);
  expect(readFileSync(file, "utf8")).toBe("study: mine\n");
  expect(existsSync(join(folder, "runs"))).toBe(false);
});

it("says that a policy has several steps of training, and nothing of one step", () => {
  const dump = (step: number, count: number): string =>
    Array.from({length: count}, (_, i) =>
      JSON.stringify({input: "2+2", output: `${i + 3}`, gts: "4", score: i % 2, step})
    ).join("\n");
  const folder = filesIn({"dumps/0.jsonl": dump(0, 2), "dumps/200.jsonl": dump(200, 3)});
  const all = importIn(folder, `rl=${join(folder, "dumps")}`, "--json", "--no-verify");
  expect(all.status, all.stderr).toBe(0);
  expect(JSON.parse(all.stdout)).toMatchObject({
    completions: 5,
    notes: {"of 2 steps of training in one policy (0, 200): models that differ": 5}
  });
  expect(all.stderr).toContain(
    "import: rl has completions of several steps of training, 0, 200, whose models differ: its figures are of no one model; name the files of a step as a policy, rl-0=PATH rl-200=PATH"
  );
  const args = [`rl-0=${join(folder, "dumps/0.jsonl")}`, `rl-200=${join(folder, "dumps/200.jsonl")}`];
  const apart = importIn(folder, ...args, "--json", "--no-verify");
  expect(apart.status, apart.stderr).toBe(0);
  expect(
    apart.stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as {notes: object}).notes)
  ).toEqual([{}, {}]);
  expect(apart.stderr).not.toContain("steps of training");
});
