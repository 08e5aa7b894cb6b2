import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {describe, expect, it} from "vitest";
import {givenPromptName, promptNames, readPrompt} from "../../loaders/prompts/read-prompt.js";
import {renderPrompt} from "../../loaders/prompts/render-prompt.js";
import {repository} from "../support/run-cli.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const study = join(repository, "data/studies/study.yaml");
const head = "prompt: own\ntitle: Own\nsource: https://example.org\n";

function written(text: string): {name: string; file: string; where: string} {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "own.yaml"), text);
  return {name: "own.yaml", file: join(folder, "study.yaml"), where: "study.yaml:3"};
}

describe("the templates in data/prompts", () => {
  const files = readdirSync(join(repository, "data/prompts")).filter((name) => name.endsWith(".yaml"));

  it.each(files)("%s is read, has its file's name, a source, and puts in the whole problem", (name) => {
    const id = basename(name, ".yaml");
    const template = readPrompt({name: id, file: study, where: "study.yaml:1"});
    expect(template.id).toBe(id);
    expect(template.source).toMatch(/^https:\/\//);
    if (!template.checked) expect(template.notes).not.toBeNull();
    const problem = {prompt: "What is {x} + {problem}?", meta: {}};
    expect(renderPrompt(template, problem).prompt).toContain(problem.prompt);
  });

  it("differ from one another", () => {
    const hashes = files.map((name) => {
      const id = basename(name, ".yaml");
      return readPrompt({name: id, file: study, where: ""}).sha256;
    });
    expect(new Set(hashes).size).toBe(files.length);
  });
});

describe("givenPromptName", () => {
  it("makes a path absolute, from the current folder, and leaves names alone", () => {
    expect(givenPromptName("plain")).toBe("plain");
    expect(givenPromptName("own.yaml")).toBe(join(process.cwd(), "own.yaml"));
    expect(givenPromptName("prompts/own.yml")).toBe(join(process.cwd(), "prompts/own.yml"));
    expect(givenPromptName(undefined)).toBeUndefined();
  });
});

describe("readPrompt", () => {
  it("takes a template beside the study's folder before the tool's, and lists both", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "prompts"));
    writeFileSync(join(folder, "prompts/plain.yaml"), `${head}text: "Q: {problem}"\n`);
    const file = join(folder, "studies/study.yaml");
    expect(readPrompt({name: "plain", file, where: ""}).text).toBe("Q: {problem}");
    expect(readPrompt({name: "oat-zero", file, where: ""}).id).toBe("oat-zero");
    expect(promptNames(file).filter((name) => name === "plain")).toHaveLength(1);
  });

  it("hashes what a model could notice and nothing else", () => {
    const text = `${head}text: "Q: {problem}"\n`;
    const first = readPrompt(written(text)).sha256;
    expect(readPrompt(written(text.replace("title: Own", "title: Other"))).sha256).toBe(first);
    for (const other of [text.replace("Q:", "q:"), `${text}stop: ["\\n"]\n`, `${text}trim: true\n`])
      expect(readPrompt(written(other)).sha256).not.toBe(first);
  });

  it.each([
    ["simplerl-qven", /^study\.yaml:3: no prompt template simplerl-qven: did you mean simplerl-qwen\?$/],
    ["zzzzzzzzzzzz", /^study\.yaml:3: no prompt template zzzzzzzzzzzz: use one of .*plain/],
    ["./none.yaml", /^study\.yaml:3: no prompt template \.\/none\.yaml: .*none\.yaml is no file$/]
  ])("throws one line for the unknown %s", (name, message) => {
    expect(() => readPrompt({name, file: study, where: "study.yaml:3"})).toThrow(message);
  });

  it.each([
    [head, /own\.yaml:1: a prompt template has either text or messages, this one has neither$/],
    [
      `${head}text: "{problem}"\nmessages: [{role: user, content: "{problem}"}]\n`,
      /either text or messages, this one has both$/
    ],
    [`${head}text: "{question}"\n`, /own\.yaml:4: text has no \{problem\}/],
    [`${head}messages: [{role: user, content: Hello}]\n`, /own\.yaml:4: messages has no \{problem\}/],
    [`${head}messages: [{role: judge, content: "{problem}"}]\n`, /own\.yaml:4/],
    [
      `${head}messages: [{role: user, content: "{problem}"}]\nwith_starter_code: "{problem}"\n`,
      /own\.yaml:5: with_starter_code stands beside text only$/
    ],
    [`${head}text: "{problem}"\nstop: []\n`, /own\.yaml:5/],
    [`${head}text: "{problem}"\ntemplate: x\n`, /own\.yaml:5/]
  ])("throws for %j, with its line", (text, message) => {
    expect(() => readPrompt(written(text))).toThrow(message);
  });
});
