import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";

export interface HarnessFile {
  /** Name of the file, below the folder. */
  name: string;
  problems: number;
  /** Completions of each problem. */
  n: number;
  /** How many of the completions of a problem are right. */
  correct: (problem: number) => number;
}

/** Writes a file as the harness of Qwen2.5-Math has it: sums, each answered rightly and wrongly. Its path. */
export function writeHarnessFile(folder: string, {name, problems, n, correct}: HarnessFile): string {
  mkdirSync(folder, {recursive: true});
  const rows = Array.from({length: problems}, (_, problem) => {
    const [a, b] = [17 + 3 * problem, 5 + problem];
    const answers = Array.from({length: n}, (_each, i) => (i < correct(problem) ? a + b : a + b + 1 + i));
    return {
      idx: problem,
      question: `What is ${a} plus ${b}?`,
      gt_cot: `It is ${a + b}.`,
      gt: String(a + b),
      answer: String(a + b),
      code: answers.map((answer) => `Adding ${b} to ${a} gives \\boxed{${answer}}.`),
      pred: answers.map(String),
      score: answers.map((answer) => answer === a + b)
    };
  });
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}
