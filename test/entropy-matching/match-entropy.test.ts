import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import type {Parameters} from "../../loaders/engines/micro/architecture.js";
import {matchEntropy, recordFile} from "../../loaders/entropy-matching/match-entropy.js";
import {readPrompt} from "../../loaders/prompts/read-prompt.js";
import {randomParameters, tinyArchitecture, writeModel} from "../engines/micro/random-model.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const parameters = randomParameters(tinyArchitecture);

/** The random model with its logits multiplied. */
function scaledHead(factor: number): Parameters {
  return new Map([...parameters, ["head", parameters.get("head")!.map((value) => factor * value)]]);
}

function benchmark(): string {
  const file = join(temporaryFolder(), "letters.jsonl");
  const prompts = ["a b c", "d e", "f g h i j k l m n"];
  const problems = prompts.map((prompt, index) => ({
    benchmark: "letters",
    problemId: `p${index}`,
    domain: "countdown" as const,
    prompt,
    gold: null,
    meta: {}
  }));
  writeFileSync(file, problemsText(problems));
  return file;
}

const settings = {referenceTemperature: 0.4, topP: 0.95, maxTokens: 12, completions: 16, seed: 1, workers: 1};

describe("matchEntropy", () => {
  it("finds twice the temperature for a model with twice the logits, and writes the same record twice", async () => {
    const options = {
      ...settings,
      model: writeModel(tinyArchitecture, scaledHead(2)),
      reference: writeModel(tinyArchitecture, parameters),
      benchmark: benchmark()
    };
    const record = await matchEntropy(options);
    expect(record).toMatchObject({outcome: "matched", temperature: 0.8});
    expect(record.nearest.entropy).toBe(record.reference.entropy);
    expect(record.reference.standard_error).toBeGreaterThan(0);
    const text = readFileSync(join(options.model, recordFile), "utf8");
    expect(JSON.parse(text)).toEqual(record);
    await matchEntropy(options);
    expect(readFileSync(join(options.model, recordFile), "utf8")).toBe(text);
  });

  it("asks both in a prompt template of text, and keeps its hash", async () => {
    const model = writeModel(tinyArchitecture, scaledHead(2));
    const options = {
      ...settings,
      model,
      reference: writeModel(tinyArchitecture, parameters),
      benchmark: benchmark()
    };
    const plain = await matchEntropy(options);
    expect(plain).not.toHaveProperty("prompt");
    const template = (content: string) => {
      const file = join(temporaryFolder(), "own.yaml");
      writeFileSync(file, `prompt: own\ntitle: Own\nsource: https://example.org\n${content}\n`);
      return readPrompt({name: file, file, where: "--prompt"});
    };
    const prompt = template('text: "b {problem} c"');
    const asked = await matchEntropy({...options, prompt});
    expect(asked.prompt).toBe(prompt.sha256);
    expect(asked.reference.entropy).not.toBe(plain.reference.entropy);
    const chat = template('messages: [{role: user, content: "{problem}"}]');
    await expect(matchEntropy({...options, prompt: chat})).rejects.toThrow(
      /^--prompt own: a local model takes/
    );
  });

  it("refuses a token limit that the context of a model cuts", async () => {
    const model = writeModel(tinyArchitecture, parameters);
    const options = {...settings, maxTokens: 17, model, reference: model, benchmark: benchmark()};
    await expect(matchEntropy(options)).rejects.toThrow(
      /^--max-tokens 17 is more than the context of .* leaves: of its 32 places the longest prompt of .* \(problem p2\) takes 16: set --max-tokens 16, or less$/
    );
  });

  it("stores no temperature where the reference's entropy cannot be reached", async () => {
    const uniform = writeModel(tinyArchitecture, scaledHead(0));
    const sharp = writeModel(tinyArchitecture, scaledHead(1000));
    const given = {...settings, benchmark: benchmark()};
    const below = await matchEntropy({...given, model: sharp, reference: uniform});
    expect(below).toMatchObject({outcome: "always_below", temperature: null});
    const above = await matchEntropy({...given, model: uniform, reference: sharp});
    expect(above).toMatchObject({outcome: "always_above", temperature: null});
  });
});
