import {Utf8, vectorFromArray} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {columnTexts} from "../../../src/figures/shared/live/column-texts.js";

describe("columnTexts", () => {
  it.each([
    ["plain letters", ["base", "", "grpo-2", "base"]],
    ["letters of several bytes", ["Größe", "κ*", "", "a", "😀 b"]],
    ["nothing", []]
  ])("reads a column of %s", (_, texts) => {
    expect(columnTexts(vectorFromArray(texts, new Utf8()))).toEqual(texts);
  });

  it("reads several batches, and parts of a batch", () => {
    const names = Array.from({length: 50}, (_, i) => `problem ${i}`);
    const column = vectorFromArray(names, new Utf8());
    expect(columnTexts(column.slice(7, 31).concat(column.slice(40)))).toEqual([
      ...names.slice(7, 31),
      ...names.slice(40)
    ]);
  });
});
