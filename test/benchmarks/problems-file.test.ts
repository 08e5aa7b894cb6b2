import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {problemsText, readProblems} from "../../loaders/benchmarks/problems-file.js";
import {UserError} from "../../loaders/schema/user-error.js";

const folder = mkdtempSync(join(tmpdir(), "problems-"));
afterAll(() => {
  rmSync(folder, {recursive: true});
});

function write(text: string): string {
  const file = join(folder, "set.jsonl");
  writeFileSync(file, text);
  return file;
}

const line = (id: string) => JSON.stringify({problem_id: id, domain: "math", prompt: "1+1?", gold: "2"});

describe("readProblems", () => {
  it("reads one problem a line, in order, and skips blank lines", () => {
    const problems = readProblems(write(`${line("a")}\n\n${line("b")}\r\n`), "set");
    expect(problems.map(({problemId}) => problemId)).toEqual(["a", "b"]);
    expect(problems[0]).toEqual({
      benchmark: "set",
      problemId: "a",
      domain: "math",
      prompt: "1+1?",
      gold: "2",
      meta: {}
    });
  });

  it("reads back what problemsText writes", () => {
    const problems = readProblems(write(`${line("a")}\n${line("b")}\n`), "set");
    expect(readProblems(write(problemsText(problems)), "set")).toEqual(problems);
  });

  it.each([
    ["a line that is no JSON", `${line("a")}\n{"problem_id":`, /^.*set\.jsonl:2: invalid JSON: /],
    [
      "a line that is no problem",
      `\n${line("a")}\n{"problem_id": "b"}\n`,
      /^.*set\.jsonl:3: invalid problem: /
    ],
    [
      "an id that stands twice",
      `${line("a")}\n${line("b")}\n${line("a")}`,
      /set\.jsonl:3: duplicate problem_id "a": first used on line 1/
    ],
    ["an empty file", "\n \n", /set\.jsonl: no problems: expected one JSON object a line/]
  ])("refuses %s and names the place", (_, text, message) => {
    const file = write(text);
    expect(() => readProblems(file, "set")).toThrow(UserError);
    expect(() => readProblems(file, "set")).toThrow(message);
  });

  it("refuses a missing file", () => {
    expect(() => readProblems(join(folder, "none.jsonl"), "none")).toThrow(/^.*none\.jsonl: no such file/);
  });
});
