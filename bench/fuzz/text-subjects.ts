import {readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {withImagePath} from "../../loaders/benchmarks/image-path.js";
import {checkEngines} from "../../loaders/engines/find-engine.js";
import {ReplayModel} from "../../loaders/engines/replay/replay-model.js";
import {judgePairs} from "../../loaders/judging/judge-pairs.js";
import {readStudy, type BenchmarkFormat} from "../../loaders/schema/study.js";
import {readPairs} from "../../loaders/scoring/score-pairs.js";
import {readRecipe} from "../../loaders/training/recipe/recipe.js";
import {graderOf} from "../../loaders/verification/find-verifier.js";
import {checkVerifiers} from "../../loaders/verification/find-verifier.js";
import type {Verifier} from "../../loaders/verification/verifier.js";
import {rawSubjects} from "./raw-subjects.js";
import {drain, type Subject} from "./subject.js";

const data = fileURLToPath(new URL("../../data/", import.meta.url));

const lines = (...rows: object[]): Buffer =>
  Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
const firstLines = (path: string, count: number): Buffer =>
  Buffer.from(readFileSync(join(data, path), "utf8").split("\n").slice(0, count).join("\n") + "\n");

const study: Subject = {
  kind: "study",
  files: {
    "studies/study.yaml": readFileSync(join(data, "studies/pair.yaml")),
    "notes/pair.md": readFileSync(join(data, "notes/pair.md")),
    "notes/limits.md": readFileSync(join(data, "notes/limits.md"))
  },
  changed: ["studies/study.yaml"],
  read: (folder) => {
    const read = readStudy(join(folder, "studies/study.yaml"));
    checkEngines(read);
    checkVerifiers(read);
    return Promise.resolve();
  }
};

const recipe: Subject = {
  kind: "recipe",
  files: {"recipe.yaml": readFileSync(join(data, "models/countdown-grpo/recipe.yaml"))},
  changed: ["recipe.yaml"],
  read: (folder) => {
    readRecipe(join(folder, "recipe.yaml"));
    return Promise.resolve();
  }
};

function problems(format: BenchmarkFormat, content: Buffer): Subject {
  return {
    kind: `problems: ${format}`,
    files: {"problems.jsonl": content},
    changed: ["problems.jsonl"],
    read: (folder) => {
      const benchmark = {id: "gsm8k", problems: join(folder, "problems.jsonl"), format, multipleChoice: true};
      for (const problem of readBenchmark(benchmark)) withImagePath(problem, benchmark);
      return Promise.resolve();
    }
  };
}

const visual = {question: "How many?\n<image1>", image: "images/4.jpg", answer: "6"};
const tests = JSON.stringify([{input: "1 2", output: "3", testtype: "stdin"}]);
const benchmarks = [
  problems("problems", firstLines("benchmarks/countdown.jsonl", 4)),
  problems(
    "math",
    lines(
      {question: "1 + 1?", answer: "so #### 2"},
      {problem: "2?", solution: "\\boxed{2}", answer: "#### 2"}
    )
  ),
  problems(
    "evalplus",
    lines({
      ...{
        task_id: "HumanEval/0",
        prompt: "def f(x):\n",
        entry_point: "f",
        canonical_solution: "    return x\n"
      },
      ...{base_input: [[1], [[2.5, "a"]]], plus_input: [[-1]], atol: 0}
    })
  ),
  problems(
    "human-eval",
    lines({
      task_id: "HumanEval/0",
      prompt: "def f():\n",
      entry_point: "f",
      canonical_solution: " pass",
      test: "def check(f): pass"
    })
  ),
  problems(
    "live-code-bench",
    lines({
      ...{
        question_id: "abc301_a",
        question_content: "Add.",
        question_title: "Sum",
        platform: "atcoder",
        difficulty: "easy"
      },
      ...{contest_date: "2023-05-13T00:00:00", contest_id: "abc301", starter_code: "", metadata: "{}"},
      ...{public_test_cases: tests, private_test_cases: tests}
    })
  ),
  problems(
    "mathvision",
    lines({...visual, id: "4", options: [], level: 1, subject: "counting", solution: null})
  ),
  problems(
    "mathvista",
    lines({
      "7": {
        ...{...visual, pid: "7", choices: null, unit: null, precision: null, question_type: "free_form"},
        ...{answer_type: "integer", metadata: {source: "own", grade: "elementary school"}}
      }
    })
  )
];

/** The grader itself, without the threads that end it when it takes too long: here that is a fault. */
const grade = graderOf("math@paper");
const verifier: Verifier = {
  id: "math@paper",
  version: 1,
  judge: (items) =>
    Promise.resolve(
      items.map(({problem, completion, finishReason}) =>
        grade({
          benchmark: problem.benchmark,
          gold: problem.gold,
          completion: completion.slice(0, 200),
          finishReason
        })
      )
    ),
  close: () => Promise.resolve()
};

const pairs: Subject = {
  kind: "pairs",
  files: {
    "pairs.jsonl": lines(
      {output: "So \\boxed{2}", gold: "2"},
      {output: "no answer", gold: "5", benchmark: "gsm8k", finish_reason: "length"}
    )
  },
  changed: ["pairs.jsonl"],
  read: (folder) => drain(judgePairs(join(folder, "pairs.jsonl"), verifier))
};

const texts: Subject = {
  kind: "texts to score",
  files: {
    "pairs.jsonl": lines({prompt: "a", completion: "b", finish_reason: "stop"}, {prompt: "a", completion: ""})
  },
  changed: ["pairs.jsonl"],
  read: (folder) => drain(readPairs(join(folder, "pairs.jsonl")))
};

const stored = {
  problem_id: "p0",
  sample_index: 0,
  completion: "4",
  finish_reason: "stop",
  seed: 3,
  completion_tokens: 2
};
const replay: Subject = {
  kind: "replayed completions",
  files: {"stored.jsonl": lines(stored, {...stored, sample_index: 1, policy: "base", benchmark: "sums"})},
  changed: ["stored.jsonl"],
  read: async (folder) => {
    const file = join(folder, "stored.jsonl");
    await ReplayModel.read({files: [file], policy: "base", where: "study.yaml:3"});
  }
};

/** Inputs that are texts. */
export const textSubjects: readonly Subject[] = [
  study,
  recipe,
  ...benchmarks,
  pairs,
  texts,
  replay,
  ...rawSubjects
];
