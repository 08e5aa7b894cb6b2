import {describe, expect, it} from "vitest";
import {Tokenizer} from "../../../loaders/engines/micro/tokenizer.js";

const tokenizer = new Tokenizer(["<pad>", "<end>", "numbers", "3", "+"]);

describe("Tokenizer", () => {
  it("splits at any white space and joins by single spaces", () => {
    expect(tokenizer.encode(" numbers\n3\t+  3 ")).toEqual([2, 3, 4, 3]);
    expect(tokenizer.decode([2, 3, 4, 3])).toBe("numbers 3 + 3");
    expect(tokenizer.encode("  ")).toEqual([]);
  });

  it("keeps line breaks with their indentation where the vocabulary has them as words", () => {
    const code = new Tokenizer(["<pad>", "<end>", "if", ":", "\n\t", "\n\t\t"]);
    const text = "if : \n\t if : \n\t\t if";
    expect(code.encode(text)).toEqual([2, 3, 4, 2, 3, 5, 2]);
    expect(code.decode(code.encode(text))).toBe(text);
    expect(code.encode("  if  : ")).toEqual([2, 3]);
    expect([code.knows("if \n"), code.knows("if\tif")]).toEqual([false, false]);
  });

  it("decodes up to the first end token", () => {
    expect(tokenizer.decode([3, 1, 4, 1])).toBe("3");
    expect(tokenizer.decode([1])).toBe("");
  });

  it("refuses words that it does not know, and the end word in a text", () => {
    expect(() => tokenizer.encode("numbers 4")).toThrow(/the word "4" is not in the model's vocabulary/);
    expect(() => tokenizer.encode("3 <end>")).toThrow(/"<end>"/);
    expect([tokenizer.knows("3 + 3"), tokenizer.knows("3 - 3"), tokenizer.knows("<end>")]).toEqual([
      true,
      false,
      false
    ]);
  });

  it.each([
    [["a", "b"], /must begin with <pad> and <end>/],
    [["<pad>", "<end>", "a", "a"], /"a" stands twice/],
    [["<pad>", "<end>", "a b"], /"a b"/],
    [["<pad>", "<end>", "a\n"], /"a\\n"/],
    [["<pad>", "<end>", ""], /""/]
  ])("refuses the vocabulary %j", (words, message) => {
    expect(() => new Tokenizer(words)).toThrow(message);
  });
});
