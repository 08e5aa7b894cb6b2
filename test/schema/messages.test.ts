import {describe, expect, it} from "vitest";
import {errorReport} from "../../loaders/schema/error-report.js";
import {nearestName} from "../../loaders/schema/nearest-name.js";
import {printable} from "../../loaders/schema/printable.js";
import {MESSAGE_LIMIT, UserError} from "../../loaders/schema/user-error.js";

describe("UserError", () => {
  const hostile = [
    ["lines", "a\nb\r\nc\u2028d\u2029e\u0085f", "a b c d e f"],
    ["control characters", "a\u0000b\u001b[31mc\u007fd\u009be", "a b [31mc d e"],
    ["marks of direction, which turn a message round", "a\u202eb\u2066c\u200fd", "a b c d"],
    ["half of a surrogate pair", "a\ud83db", "a b"],
    ["nothing", " \n ", "no message"],
    ["other scripts and signs as they are", "naïve 答案 😀 ∅", "naïve 答案 😀 ∅"]
  ] as const;

  it.each(hostile)("makes one printable line of %s", (_, text, line) => {
    expect(new UserError(text).message).toBe(line);
  });

  it("keeps the place at the beginning and what to do at the end of a message of megabytes, in no time", () => {
    const start = performance.now();
    const {message} = new UserError(`study.yaml:3: ${"😀\n".repeat(3_000_000)} is wrong; remove it`);
    expect(performance.now() - start).toBeLessThan(500);
    expect(message.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    expect(message).toMatch(/^study\.yaml:3: .*…[^…]*is wrong; remove it$/);
  });
});

describe("printable", () => {
  it("takes whatever was thrown", () => {
    const silent = {
      toString() {
        throw new Error("no");
      }
    };
    expect([printable(3), printable(null), printable(silent), printable(new Error("x\ny"))]).toEqual([
      "3",
      "null",
      "no message",
      "x y"
    ]);
  });
});

describe("errorReport", () => {
  const system = (code: string, path?: string): Error => Object.assign(new Error(`${code}: x`), {code, path});

  it.each([
    [new UserError("a.yaml:1: wrong"), "a.yaml:1: wrong", 1],
    [system("EISDIR", "/tmp"), "/tmp: is a folder, not a file", 1],
    [system("EROFS", "/data/a"), "/data/a: the file system is read-only", 1],
    [new Error('IO Error: Could not write file "x": No space left on device'), /: the disk is full$/, 1],
    [new TypeError("x is not\na function"), /^a fault of this tool: TypeError: x is not a function \(/, 2],
    ["a text", /^a fault of this tool: thrown: a text/, 2]
  ])("tells of %s in one line", (error, line, code) => {
    const report = errorReport(error);
    if (typeof line === "string") expect(report.line).toBe(line);
    else expect(report.line).toMatch(line);
    expect(report.line).not.toContain("\n");
    expect(report.code).toBe(code);
  });
});

describe("nearestName", () => {
  it.each([
    ["topp", "top_p"],
    ["temprature", "temperature"],
    ["max_tokesn", "max_tokens"],
    ["N", "n"],
    ["colour", null],
    ["x".repeat(1_000_000), null]
  ])("of %s", (name, nearest) => {
    expect(nearestName(name, ["max_tokens", "n", "prefill", "temperature", "top_p"])).toBe(nearest);
  });
});
