import {InvalidArgumentError} from "commander";
import {describe, expect, it} from "vitest";
import {byteSize} from "../../scripts/shared/option-values.js";

describe("byteSize", () => {
  it.each([
    ["200MB", 200e6],
    ["1GB", 1e9],
    ["1.5 gb", 1.5e9],
    ["25MiB", 25 * 2 ** 20],
    ["300kB", 300e3],
    ["200000000", 200e6],
    ["12B", 12]
  ])("reads %s", (text, size) => {
    expect(byteSize(text)).toBe(size);
  });

  it.each(["", "MB", "0", "-1MB", "0.2", "200 MBit", "many", "1e6", "9999999999999GB", "1,000MB"])(
    "refuses %j",
    (text) => {
      expect(() => byteSize(text)).toThrow(InvalidArgumentError);
    }
  );
});
