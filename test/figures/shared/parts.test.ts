import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {agree} from "../../../src/figures/shared/live/agree.js";
import {readViewState, writeViewState} from "../../../src/figures/shared/live/view-state.js";
import {commentLines} from "../../../src/figures/shared/page/figure-source.js";
import {placeLabels} from "../../../src/figures/shared/plot/place-labels.js";
import {budgetTicks, plotFrame} from "../../../src/figures/shared/plot/plot-frame.js";
import {fitLines, fittedSize, textWidth, wrapText} from "../../../src/figures/shared/plot/text-width.js";
import {cellText, toCsv} from "../../../src/findings/shared/csv.js";
import {budget, interval, percent, points, unbroken, whole} from "../../../src/findings/shared/format.js";

describe("number formats", () => {
  it("writes numbers that nobody counts as powers of ten", () => {
    expect([9_999_999_999, 2 ** 40, 1e12, 99.6e12].map(whole)).toEqual([
      "9,999,999,999",
      "1.1 · 10¹²",
      "10¹²",
      "10¹⁴"
    ]);
  });

  it("writes shares, signed points and budgets", () => {
    expect([0, 0.4312, 1].map(percent)).toEqual(["0.0%", "43.1%", "100.0%"]);
    expect([0.0794, -0.03, 0, -0.0001].map(points)).toEqual(["+7.9", "−3.0", "0.0", "0.0"]);
    expect([1, 5.67, 11.2, 99.4, 99.6, 1234.4].map(budget)).toEqual(["1", "5.7", "11", "99", "100", "1,234"]);
    expect(whole(102400)).toBe("102,400");
    expect(interval(0.1, 0.2, percent)).toBe("10.0% to 20.0%");
  });
});

describe("unbroken", () => {
  it("keeps equations in one piece, and nothing else", () => {
    expect(unbroken("At k = 1 (k* = 3.5, T = 0.6) and τ = 0.05 it is = 2.")).toBe(
      "At k\u00a0=\u00a01 (k*\u00a0=\u00a03.5, T\u00a0=\u00a00.6) and τ\u00a0=\u00a00.05 it is = 2."
    );
    expect(unbroken("p < 0.05, 11 - 3 = 8")).toBe("p\u00a0<\u00a00.05, 11 - 3 = 8");
  });
});

describe("textWidth", () => {
  it("knows narrow letters from wide ones, and grows with the type", () => {
    expect(textWidth("ill", 10)).toBeLessThan(textWidth("web", 10) / 2);
    expect(textWidth("GRPO", 20)).toBeCloseTo(2 * textWidth("GRPO", 10), 12);
    expect(textWidth("", 10)).toBe(0);
  });
});

describe("toCsv", () => {
  it("quotes cells that hold commas, quotes or line ends, and leaves null empty", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ['x,"y"', null],
          ["line\nend", 1.5]
        ]
      )
    ).toBe('a,b\n"x,""y""",\n"line\nend",1.5\n');
  });

  it("writes big integers and nested values", () => {
    expect(cellText(2n ** 60n)).toBe("1152921504606846976");
    expect(cellText({list: [1n]})).toBe('{"list":["1"]}');
  });
});

describe("fitLines", () => {
  const names = [
    "Family B base",
    "GRPO, 1/4 of the learning rate",
    "countdown-reinforce-plus-plus",
    "Abcdefghijklmnopqrstuvwxyz"
  ];

  it.each(names)("has every letter of %s in lines that fit, whatever the width", (name) => {
    for (const width of [30, 60, 90, 140, 400]) {
      const lines = fitLines(name, 14, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(name.replaceAll(" ", ""));
      for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(width);
    }
  });

  it("breaks between words first, then after hyphens", () => {
    expect(fitLines("Family B base", 14, 70)).toEqual(["Family B", "base"]);
    expect(fitLines("countdown-plus", 14, 80)).toEqual(["countdown-", "plus"]);
  });
});

describe("fittedSize", () => {
  it("keeps the size where a text fits, and makes it smaller where it does not", () => {
    expect(fittedSize("Countdown", 14, 300)).toBe(14);
    const long = "Countdown, in distribution, of the second kind";
    const size = fittedSize(long, 14, 250);
    expect(size).toBeLessThan(14);
    expect(textWidth(long, size)).toBeLessThanOrEqual(250);
    expect(fittedSize(long, 14, 20)).toBe(9);
  });
});

describe("placeLabels", () => {
  it("gives labels of several lines their room", () => {
    const places = placeLabels([50, 50, 50], [40, 20, 20], 0, 200);
    const order = [...places].map((place, i) => ({place, height: [40, 20, 20][i]!}));
    order.sort((a, b) => a.place - b.place);
    for (const [i, one] of order.slice(1).entries())
      expect(one.place - order[i]!.place).toBeGreaterThanOrEqual((one.height + order[i]!.height) / 2);
  });

  it("leaves labels where they want to be when there is room", () => {
    expect(placeLabels([80, 10, 40], 15, 0, 100)).toEqual([80, 10, 40]);
  });

  it("pushes two that collide apart by the same amount", () => {
    expect(placeLabels([50, 54], 16, 0, 100)).toEqual([44, 60]);
  });

  it("keeps the gap and the bounds whenever the labels fit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: -50, max: 250, noNaN: true}), {maxLength: 10}), (wished) => {
        const places = placeLabels(wished, 20, 0, 200).sort((a, b) => a - b);
        return places.every(
          (place, i) =>
            place >= -1e-9 && place <= 200 + 1e-9 && (i === 0 || place - places[i - 1]! >= 20 - 1e-9)
        );
      })
    );
  });
});

describe("budgetTicks", () => {
  const frame = (width: number) => plotFrame(width, []);

  it("marks every power of two where there is room", () => {
    expect(budgetTicks([1, 2, 4, 8], frame(700))).toEqual([1, 2, 4, 8]);
  });

  it("thins them on a phone, from 1 on", () => {
    const ks = Array.from({length: 11}, (_, i) => 2 ** i);
    expect(budgetTicks(ks, frame(300))).toEqual([1, 4, 16, 64, 256, 1024]);
  });
});

describe("the view's state in the address", () => {
  it("is read as it was written", () => {
    const state = fc.record({
      benchmark: fc.option(fc.stringMatching(/^[a-z0-9&=+ %]+$/)),
      kMin: fc.option(fc.integer({min: 1, max: 99_999_999})),
      kMax: fc.option(fc.integer({min: 1, max: 99_999_999})),
      policies: fc.option(fc.array(fc.stringMatching(/^[a-z0-9][a-z0-9._@-]*$/), {maxLength: 3})),
      verifier: fc.option(fc.constantFrom("math@paper", "math@strict")),
      withoutTruncated: fc.boolean(),
      mostGuessable: fc.option(fc.double({min: 0, max: 1, noNaN: true}).map(Math.abs)),
      guessRate: fc.option(fc.double({min: 0, max: 1, noNaN: true}).map(Math.abs)),
      interval: fc.constantFrom("percentile" as const, "bca" as const),
      clustered: fc.boolean(),
      seed: fc.option(fc.integer({min: 1, max: 99_999_999}))
    });
    fc.assert(
      fc.property(state, (written) => {
        expect(readViewState(writeViewState(written, "?other=1"))).toEqual(written);
      })
    );
  });

  it("is empty for the defaults, and keeps other parameters", () => {
    const defaults = readViewState("");
    expect(writeViewState(defaults, "?k=8")).toBe("");
    expect(writeViewState({...defaults, kMin: 2, kMax: 4}, "?other=1")).toBe("?other=1&from=2&k=4");
  });

  it("ignores what makes no sense", () => {
    expect(readViewState("?k=-2&seed=abc&truncated=maybe&guess=1.5&guessable=x&interval=t")).toEqual(
      readViewState("")
    );
  });
});

describe("agree", () => {
  it("forgives the last digits of numbers and nothing else", () => {
    expect(agree({a: [1, "x", null]}, {a: [1 + 1e-15, "x", null]})).toBe(true);
    expect(agree({a: 1}, {a: 1.0001})).toBe(false);
    expect(agree({a: 1}, {b: 1})).toBe(false);
    expect(agree([1], [1, 2])).toBe(false);
    expect(agree(null, 0)).toBe(false);
    expect(agree([], {})).toBe(false);
  });
});

describe("wrapText", () => {
  it("breaks text between words, and keeps a word that is too long", () => {
    const lines = wrapText("one two  three incomprehensibly", 8, ({length}) => length);
    expect(lines).toEqual(["one two", "three", "incomprehensibly"]);
    expect(wrapText("", 8, ({length}) => length)).toEqual([]);
  });
});

describe("commentLines", () => {
  it("gives every line its sign, whatever is in it", () => {
    expect(commentLines(["A finding.", "two\nlines"])).toBe("# A finding.\n# two lines\n");
  });
});
