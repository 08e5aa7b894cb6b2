import {readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const studies = fileURLToPath(new URL("../../data/studies", import.meta.url));
const text = readFileSync(join(studies, "micro.yaml"), "utf8");

/** The message of reading the default study after one change, with the line it names. */
function messageAfter(from: string, to: string): {message: string; line: number} {
  expect(text).toContain(from);
  const file = join(temporaryFolder(), "study.yaml");
  writeFileSync(file, text.replace(from, to));
  try {
    readStudy(file);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const {message} = error as Error;
    return {message, line: Number(/study\.yaml:(\d+)/.exec(message)?.[1])};
  }
  throw new Error("accepted");
}

const lineOf = (start: string) => text.split("\n").findIndex((line) => line.includes(start)) + 1;

describe("readStudy", () => {
  it("reads the default study, with paths relative to the file", () => {
    const study = readStudy(join(studies, "micro.yaml"));
    expect(study.policies[0]!.sampling).toEqual({temperature: 0.6, topP: 0.95, maxTokens: 32, n: 512});
    expect(study.policies[0]!.model).toBe(join(dirname(studies), "models", study.policies[0]!.id));
  });

  it("lets n replace every policy's number of completions", () => {
    expect(readStudy(join(studies, "micro.yaml"), 7).policies.map(({sampling}) => sampling.n)).toEqual([
      7, 7
    ]);
    expect(() => readStudy(join(studies, "micro.yaml"), 0)).toThrow(
      "n must be an integer of at least 1, not 0"
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
    expect(messageAfter("policies:", "policies: [").message).toMatch(/^invalid YAML at .*study\.yaml:\d+: /);
  });

  it("refuses two policies with one id, and a base that is not in the study", () => {
    expect(messageAfter("id: countdown-grpo", "id: countdown-base").message).toContain("two policy entries");
    expect(messageAfter("base: countdown-base", "base: elsewhere").message).toContain(
      "names the base elsewhere"
    );
  });

  it("says so when there is no such file", () => {
    expect(() => readStudy("nowhere.yaml")).toThrow("cannot read nowhere.yaml: no such file");
  });
});
