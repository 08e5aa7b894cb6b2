import {expect, it} from "vitest";
import {firstSentences} from "../../../../src/figures/shared/page/figure-source.js";

const text =
  "RL wins the first try, by 3.5 points. With 512 the base wins all 3. Nothing else is compared here.";

it("takes whole sentences that fit, and at least the first", () => {
  expect(firstSentences(text, 70)).toBe(
    "RL wins the first try, by 3.5 points. With 512 the base wins all 3."
  );
  expect(firstSentences(text, 5)).toBe("RL wins the first try, by 3.5 points.");
  expect(firstSentences(text, 500)).toBe(text);
  expect(firstSentences("no end", 3)).toBe("no end");
  expect(firstSentences("", 3)).toBe("");
});
