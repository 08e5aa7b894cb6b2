import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {relocateStudy} from "../../loaders/publication/workspace/relocated-study.js";
import {publicRecord} from "../../loaders/publication/workspace/public-record.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const study = `study: mine
title: Mine
seed: 1
# A comment stays.
notes: {about: ../words/about.md, limits: "only words"}
prompt: own
judge: {url: "http://10.0.0.7:8000", model: big, prompt: ../words/ask.txt, verifier: ./read.mts}
policies:
  - id: base
    role: base
    engine: micro
    model: ../models/run/steps/75
    prompt: ./given.yaml
  - {id: rl, role: rl, base: base, engine: openai, model: org/name, endpoints: ../servers.txt}
  - {id: raw, role: rl, samples: [{files: [/home/me/a.jsonl, ../b.jsonl]}, c.jsonl]}
benchmarks:
  - {id: one, problems: ../a/set.jsonl, verifier: ./judge.mts, audit: [{module: ./second.mts}]}
  - {id: two, problems: ../b/set.jsonl, verifier: math@strict}
  - {id: three, problems: gsm8k, verifier: math@strict}
`;

/** Writes the study and all that it names; the path of the study. */
function written(): string {
  const folder = temporaryFolder();
  const files: Record<string, string> = {
    "studies/mine.yaml": study,
    "words/about.md": "About.",
    "models/run/training-log.parquet": "log",
    "models/run/steps/75/card.json": "{}",
    "models/run/steps/75/power-search.json": "[]",
    "models/run/steps/75/model.safetensors": "weights",
    "prompts/own.yaml": "own",
    "studies/given.yaml": "given",
    "studies/judge.mts": "judge",
    "studies/read.mts": "read",
    "words/ask.txt": "ask",
    "studies/second.mts": "second",
    "a/set.jsonl": '{"problem_id":"p","image":"pictures/p.png"}\n{"image":"../../secret.png"}\n',
    "a/pictures/p.png": "picture",
    "b/set.jsonl": '{"problem_id":"q"}\n'
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
  return join(folder, "studies/mine.yaml");
}

describe("relocateStudy", () => {
  it("names everything by its place in a workspace, and nothing of the machine", () => {
    const {text, files} = relocateStudy(written());
    const contents = Object.fromEntries(
      [...files].map(([place, file]) => [place, readFileSync(file, "utf8")])
    );
    expect(contents).toEqual({
      "notes/about.md": "About.",
      "models/run/steps/75/card.json": "{}",
      "models/run/steps/75/power-search.json": "[]",
      "models/run/training-log.parquet": "log",
      "prompts/own.yaml": "own",
      "prompts/given.yaml": "given",
      "verifiers/judge.mts": "judge",
      "verifiers/second.mts": "second",
      "verifiers/read.mts": "read",
      "prompts/ask.txt": "ask",
      "benchmarks/set/set.jsonl": contents["benchmarks/set/set.jsonl"],
      "benchmarks/set/pictures/p.png": "picture",
      "benchmarks/set.jsonl": '{"problem_id":"q"}\n'
    });
    expect(text).toContain("# A comment stays.");
    expect(text).toContain('limits: "only words"');
    expect(text).toContain("model: ../models/run/steps/75");
    expect(text).toContain("model: org/name, url: http://127.0.0.1:8000/v1");
    expect(text).toContain("[ { files: [ ../samples/a.jsonl, ../samples/b.jsonl ] }, ../samples/c.jsonl ]");
    expect(text).toContain("problems: gsm8k");
    expect(text).not.toContain("/home/me");
    expect(text).not.toContain("servers.txt");
    expect(text).not.toContain("10.0.0.7");
  });
});

describe("publicRecord", () => {
  it("names files without their folders, and keeps what was found", () => {
    const record = {
      asked: "/home/me",
      files: [{name: "/home/me/a.jsonl", size: 3}],
      leftOut: [],
      benchmarks: [1]
    };
    expect(JSON.parse(publicRecord(JSON.stringify(record)))).toEqual({
      asked: "",
      files: [{name: "a.jsonl", size: 3}],
      leftOut: [],
      benchmarks: [1]
    });
  });
});
