import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readTextFile, textLines} from "../../loaders/schema/text-file.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function fileOf(content: string | Buffer): string {
  const file = join(temporaryFolder(), "rows.jsonl");
  writeFileSync(file, content);
  return file;
}

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const {text, where} of textLines(file)) lines.push(`${where.slice(file.length)} ${text}`);
  return lines;
}

describe("readTextFile", () => {
  it("leaves out a byte order mark", () => {
    expect(readTextFile(fileOf("\ufeff{}"))).toBe("{}");
  });

  it("refuses UTF-16, a folder, a missing file and one that is too large, by name", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "inner"));
    const utf16 = fileOf(Buffer.from("\ufeffa: 1", "utf16le"));
    expect(() => readTextFile(utf16)).toThrow(`${utf16}: is UTF-16: save it as UTF-8`);
    expect(() => readTextFile(join(folder, "inner"))).toThrow(/inner: is a folder, not a file$/);
    expect(() => readTextFile(join(folder, "none"))).toThrow(/none: no such file or folder$/);
    expect(() => readTextFile(join(folder, "none"), {hint: "make it"})).toThrow(
      /none: no such file: make it$/
    );
    expect(() => readTextFile(fileOf("x".repeat(2000)), {limit: 1000})).toThrow(/is too large: at most/);
  });
});

describe("textLines", () => {
  it.each([
    ["", []],
    ["\n", [":1 "]],
    ["a", [":1 a"]],
    ["a\nb\n", [":1 a", ":2 b"]],
    ["a\r\nb\r\n\r\nc", [":1 a", ":2 b", ":3 ", ":4 c"]],
    ["\ufeffa\n\ufeffb", [":1 a", ":2 \ufeffb"]],
    ["a\u2028b\u0085c\rd\n", [":1 a\u2028b\u0085c\rd"]]
  ])("of %j", async (text, lines) => {
    expect(await linesOf(fileOf(text))).toEqual(lines);
  });

  it("joins the parts of a line, also within a character", async () => {
    const long = "é€😀".repeat(100_000);
    expect(await linesOf(fileOf(`${long}\n${long}`))).toEqual([`:1 ${long}`, `:2 ${long}`]);
  });

  it.each(["/tmp", "/nowhere/x.jsonl"])("refuses %s", async (file) => {
    await expect(linesOf(file)).rejects.toThrow(UserError);
    await expect(linesOf(file)).rejects.toThrow(file);
  });

  it("refuses UTF-16", async () => {
    await expect(linesOf(fileOf(Buffer.from('\ufeff{"a": 1}\n', "utf16le")))).rejects.toThrow(
      /:1: is no UTF-8 text/
    );
  });
});
