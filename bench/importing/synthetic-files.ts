import {once} from "node:events";
import {createWriteStream} from "node:fs";
import {finished} from "node:stream/promises";
import {randomElement} from "../../src/random/draws.js";
import {createRandom} from "../../src/random/keyed-random.js";
import type {Random} from "../../src/random/random.js";

const words =
  'so we have the number of ways to choose two of five which is ten and then \\frac{3}{4} x^2 + 1 = 0 \n \n\n therefore "x" is \\boxed{42}'.split(
    " "
  );
/** Words of a text that leaves ASCII, as one in ten does: of the real completions of a small model in HumanEval one in 23. */
const foreignWords = [...words, "é", "→"];
const FOREIGN = 0.1;

/** Text as a model writes, of about as many words. */
function text(random: Random, length: number): string {
  const from = random.uniform() < FOREIGN ? foreignWords : words;
  return Array.from({length}, () => randomElement(random, from)).join(" ");
}

const many = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({length: count}, (_, place) => make(place));

/** What one line, or entry of a list, is in each format: about as many completions and words as its tool writes. */
const lineOf: Record<string, (random: Random, line: number) => unknown> = {
  "qwen-harness": (random, line) => ({
    idx: line,
    question: text(random, 40),
    gt_cot: text(random, 80),
    gt: "42",
    level: "Level 3",
    code: many(16, () => text(random, 250)),
    pred: many(16, () => "42"),
    report: many(16, () => null),
    finish_reason: many(16, () => "stop"),
    score: many(16, (j) => j % 2 === 0)
  }),
  "lm-eval": (random, line) => ({
    doc_id: line,
    doc: {question: text(random, 40), answer: "42"},
    target: "42",
    arguments: {
      gen_args_0: {arg_0: text(random, 200), arg_1: {until: ["\n"], temperature: 0.6, top_p: 0.95}}
    },
    resps: [many(8, () => text(random, 200))],
    filtered_resps: ["42"],
    filter: "strict-match",
    metrics: ["exact_match"],
    doc_hash: "0".repeat(64),
    exact_match: line % 2
  }),
  verl: (random, line) => ({
    // A rollout has several completions of a prompt.
    input: text(createRandom("prompt", String(Math.floor(line / 8))), 60),
    output: text(random, 250),
    gts: "42",
    score: line % 2,
    step: 10,
    acc: line % 2 === 0
  }),
  "human-eval": (random, line) => ({
    task_id: `HumanEval/${line % 164}`,
    completion: text(random, 60),
    passed: true
  }),
  "nemo-skills": (random, line) => ({
    problem: text(random, 40),
    expected_answer: "42",
    generation: text(random, 400),
    predicted_answer: "42",
    symbolic_correct: line % 2 === 0,
    num_generated_tokens: 700
  }),
  openai: (random, line) => ({
    custom_id: `p${line}`,
    response: {
      status_code: 200,
      body: {
        model: "m",
        choices: many(8, (index) => ({
          index,
          message: {role: "assistant", content: text(random, 100), reasoning_content: text(random, 200)},
          finish_reason: "stop"
        }))
      }
    }
  }),
  jsonl: (random, line) => ({
    id: line,
    prompt: text(random, 40),
    responses: many(8, () => text(random, 200)),
    answer: 42
  }),
  "live-code-bench": (random, line) => ({
    question_title: "t",
    question_content: text(random, 200),
    question_id: `q${line}`,
    contest_date: "2024-10-01",
    output_list: many(10, () => text(random, 300)),
    code_list: many(10, () => text(random, 100)),
    graded_list: many(10, (j) => j % 2 === 0)
  }),
  csv: (random, line) => [line, text(random, 40), text(random, 200), "True"]
};

/** Formats that there are files for. */
export const syntheticFormats = Object.keys(lineOf);

/** How a file of a format is put together. */
function shapeOf(format: string): {ending: string; before: string; between: string; after: string} {
  if (format === "live-code-bench") return {ending: "json", before: "[\n", between: ",\n", after: "\n]\n"};
  if (format === "csv")
    return {ending: "csv", before: "id,prompt,completion,correct\n", between: "\n", after: "\n"};
  return {ending: "jsonl", before: "", between: "\n", after: "\n"};
}

/** Writes a file of a format in the tool's shape, of so many bytes or a line more, the same for each seed. Returns its path. */
export async function writeSyntheticFile(folder: string, format: string, bytes: number): Promise<string> {
  const random = createRandom("importing", format);
  const {ending, before, between, after} = shapeOf(format);
  const path = `${folder}/samples-of-${format}.${ending}`;
  const stream = createWriteStream(path);
  stream.write(before);
  let written = 0;
  for (let line = 0; written < bytes; line++) {
    const value = lineOf[format]!(random, line);
    const row = ending === "csv" ? csvRecord(value as unknown[]) : JSON.stringify(value);
    written += Buffer.byteLength(row) + between.length;
    if (!stream.write((line === 0 ? "" : between) + row)) await once(stream, "drain");
  }
  stream.end(after);
  await finished(stream);
  return path;
}

function csvRecord(fields: readonly unknown[]): string {
  return fields.map((field) => `"${String(field).replaceAll('"', '""')}"`).join(",");
}
