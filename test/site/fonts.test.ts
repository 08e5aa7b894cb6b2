import {describe, expect, it} from "vitest";
import {fontStyle} from "../../loaders/site/fonts.js";

interface Rule {
  /** Family, style and weight. */
  face: string;
  size: number;
  /** Ascent and descent in percent of the size, as they come out. */
  heights: number[];
  ranges: [number, number][];
}

/** The rules of the fallback typefaces. */
function fallbackRules(): Rule[] {
  return fontStyle("./")
    .split("@font-face")
    .filter((rule) => rule.includes("Fallback"))
    .map((rule) => {
      const value = (name: string): string => new RegExp(`${name}:([^;}]+)`).exec(rule)![1]!;
      const size = parseFloat(value("size-adjust"));
      return {
        face: [value("font-family"), value("font-style"), value("font-weight")].join(" "),
        size,
        heights: ["ascent-override", "descent-override"].map(
          (name) => (parseFloat(value(name)) * size) / 100
        ),
        ranges: value("unicode-range")
          .split(",")
          .map((range) => {
            const [first, last = first] = range.replace("U+", "").split("-");
            return [parseInt(first!, 16), parseInt(last!, 16)];
          })
      };
    });
}

const all = fallbackRules();
const faces = [...new Set(all.map(({face}) => face))].map((name): [string, Rule[]] => [
  name,
  all.filter(({face}) => face === name)
]);

describe("the typefaces that stand in until the report's have come", () => {
  it.each(faces)("%s has each character in one size, without a gap", (_, rules) => {
    const ranges = rules.flatMap((rule) => rule.ranges).sort(([a], [b]) => a - b);
    let next = 0;
    for (const [first, last] of ranges) {
      expect(first).toBe(next);
      next = last + 1;
    }
    expect(next).toBe(0x110000);
  });

  it.each(faces)("%s has one height whichever letters a line has", (_, rules) => {
    expect(rules.length).toBe(3);
    for (const side of [0, 1])
      for (const {heights} of rules) expect(heights[side]).toBeCloseTo(rules[0]!.heights[side]!, 0);
  });
});
