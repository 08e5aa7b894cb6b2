import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {emptySearch} from "../../../src/findings/hard-cases/completion-search.js";
import {readSearch, writeSearch} from "../../../src/figures/search/search-state.js";

describe("the search in the address", () => {
  it("is read as it was written, beside other parameters", () => {
    const search = fc.record({
      text: fc.string(),
      verdict: fc.constantFrom(null, "correct" as const, "incorrect" as const, "error" as const),
      answer: fc.string(),
      fewest: fc.option(fc.nat(999_999)),
      most: fc.option(fc.nat(999_999)),
      policy: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9._@-]*$/))
    });
    fc.assert(
      fc.property(search, (written) => {
        const address = writeSearch(written, "?benchmark=sums");
        expect(readSearch(address)).toEqual(written);
        expect(new URLSearchParams(address).get("benchmark")).toBe("sums");
      })
    );
  });

  it("is empty where nothing is asked, and forgets what makes no sense", () => {
    expect(writeSearch(emptySearch, "?find=a&length=1-2&of=base")).toBe("");
    expect(readSearch("?verdict=maybe&length=a--1")).toEqual(emptySearch);
  });
});
