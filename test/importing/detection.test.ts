import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {findRawFiles} from "../../loaders/importing/files/find-files.js";
import {fileStart} from "../../loaders/importing/files/file-start.js";
import {detectImporter, importers} from "../../loaders/importing/find-importer.js";
import {importingFixture} from "../support/importing/importing-fixtures.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** Folders of fixtures, and the format of every file in them. */
const formatOf: Record<string, string> = {
  "qwen-harness": "qwen-harness",
  "lm-eval": "lm-eval",
  "lm-eval-greedy": "lm-eval",
  evalplus: "evalplus",
  "evalplus-samples": "evalplus",
  "human-eval": "human-eval",
  "live-code-bench": "live-code-bench",
  "live-code-bench-custom": "live-code-bench",
  verl: "verl",
  "nemo-skills": "nemo-skills",
  "nemo-evaluator": "nemo-evaluator",
  openai: "openai",
  counts: "counts",
  jsonl: "jsonl",
  csv: "csv",
  parquet: "parquet",
  opencompass: "opencompass",
  "large-language-monkeys": "large-language-monkeys",
  "every-eval-ever": "every-eval-ever"
};

/** Files that hold no completions. */
const COMPANION = /_metrics\.json$|results_\d{4}.*\.json$|_0\.2_eval\.json$|\/results\/|[0-9a-f]{12}\.json$/;

async function detected(path: string): Promise<string | null> {
  const [file] = await findRawFiles([path], "a test");
  return (await detectImporter(file!, {columns: {}}))?.id ?? null;
}

function fixtures(folder: string): string[] {
  return readdirSync(importingFixture(folder), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("detectImporter", () => {
  it.each(Object.entries(formatOf))(
    "takes each file in %s for %s, and no other narrow format does",
    async (folder, id) => {
      const files = fixtures(folder);
      expect(files.length).toBeGreaterThan(0);
      for (const path of files) {
        const [file] = await findRawFiles([path], "a test");
        const start = await fileStart(file!);
        const narrow = importers.filter(
          (each) => each.isGeneric !== true && each.detects(start, {columns: {}})
        );
        const isGeneric = importers.find((each) => each.id === id)!.isGeneric === true;
        expect.soft(await detected(path), path).toBe(COMPANION.test(path) ? null : id);
        expect
          .soft(
            narrow.map((each) => each.id),
            path
          )
          .toEqual(COMPANION.test(path) || isGeneric ? [] : [id]);
      }
    }
  );

  it("goes by the content: the same bytes under another name are of the same format", async () => {
    const folder = temporaryFolder();
    for (const [name, id] of Object.entries(formatOf).filter(([, each]) => each !== "parquet")) {
      for (const [place, path] of fixtures(name).entries()) {
        if (COMPANION.test(path)) continue;
        mkdirSync(join(folder, name), {recursive: true});
        const copy = join(folder, name, `file-${place}.data`);
        writeFileSync(copy, readFileSync(path));
        expect.soft(await detected(copy), path).toBe(id);
      }
    }
  });

  it("knows a line that is longer than the start that it sees", async () => {
    const file = join(temporaryFolder(), "long.jsonl");
    const completions = Array.from({length: 512}, (_, j) => `${"so ".repeat(1000)}\\boxed{${j}}`);
    writeFileSync(
      file,
      `${JSON.stringify({idx: 0, question: "?", gt_cot: "", gt: "4", code: completions, pred: []})}\n`
    );
    expect(await detected(file)).toBe("qwen-harness");
  });

  it("passes over empty and broken lines before the first that it can read", async () => {
    const file = join(temporaryFolder(), "rows.jsonl");
    writeFileSync(
      file,
      '\n{"input": "2 + 2", "outp\n\n{"input": "2", "output": "2", "score": 1, "step": 1}\n'
    );
    expect(await detected(file)).toBe("verl");
  });

  it.each([
    ["", /is empty: it holds no samples$/],
    [Buffer.from("\uFEFF{}", "utf16le"), /is text in UTF-16: save it as UTF-8$/],
    [
      "plain words",
      /^cannot tell the format of .*: it begins with "plain words", and neither .* was found; give --format \(qwen-harness, /
    ],
    [
      '{"id": 1, "essay": "a", "deep": {"answer_text": "b"}}',
      /^no completion in .*: it has id \(number\), essay \(text\), deep\.answer_text \(text\); looked for a column completion, output, response, generation, text or their plurals; name its columns with --map completion=deep\.answer_text$/
    ],
    [
      "id,essay,words\n1,a,2\n",
      /^no completion in .*: it has id \(text\), essay \(text\), words \(text\); looked for a column completion, .*; name its columns with --map completion=essay$/
    ],
    ["Frage,Antwort\nWie viel ist 2 + 2?,4\n", / with --map completion=Antwort$/],
    [
      '[{"id": 1, "essay": "a"}]',
      /^no completion in .*: it has id \(number\), essay \(text\); looked for .*; name/
    ],
    ['{"id": 1, "n": 3, "flags": []}', /flags \(list of 0 values\).* with --map completion=NAME$/],
    [
      '{"input": "2 + 2", "score": 1, "step": 4, "tries": ["4", "5"], "right": [true, false]}',
      /^no completion in .*tries \(list of 2 texts\), right \(list of 2 booleans\); looked for input, output, score and step in each line \(verl\).*; name its columns with --map completion=tries$/
    ],
    [
      '{"q": "2 + 2", "the_truth": 4, "key": "a", "tries": ["4", "5"], "right": [true, false]}',
      /with --map completion=tries,prompt=q,gold=the_truth,problem_id=key,verdict=right$/
    ]
  ])("says of %j what it found and what to do", async (text, message) => {
    const file = join(temporaryFolder(), "unknown.txt");
    writeFileSync(file, text);
    await expect(detected(file)).rejects.toThrow(message);
  });
});
