import {expect, it} from "vitest";
import {textHash} from "../../../loaders/importing/joining/text-hash.js";

it("tells texts apart that differ in one character, wherever it stands", () => {
  for (const length of [1, 2, 3, 4, 5, 7, 8, 63, 64]) {
    const text = "a".repeat(length);
    const hashes = new Set([textHash(text), textHash(`${text}a`)]);
    for (let at = 0; at < length; at++) hashes.add(textHash(`${text.slice(0, at)}b${text.slice(at + 1)}`));
    expect(hashes.size).toBe(length + 2);
  }
});

it("tells texts apart whose quarters change places", () => {
  expect(new Set(["abcd", "bacd", "abdc", "cdab", "dcba"].map(textHash)).size).toBe(5);
});

it("is a whole number of 32 bits, the same each time", () => {
  const hash = textHash("→ 42");
  expect(hash).toBe(textHash("→ 42"));
  expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
});
