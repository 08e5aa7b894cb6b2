import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {equalExpressions, type Equality} from "../../../../loaders/verification/math/algebra/equality.js";
import {expressionOf} from "../../../../loaders/verification/math/algebra/parsing/parse-expression.js";

function compare(a: string, b: string): Equality {
  return equalExpressions(expressionOf(a)!, expressionOf(b)!);
}

const cases: [a: string, b: string, equal: boolean, method: Equality["method"]][] = [
  ["(x-1)(x+1)", "x^2-1", true, "exact"],
  ["\\frac{x^2-1}{x-1}", "x+1", true, "exact"],
  ["\\frac{1}{1+\\sqrt2}", "\\sqrt2-1", true, "exact"],
  ["\\sqrt{12}", "2\\sqrt{3}", true, "exact"],
  ["2^{n+1}", "2\\cdot 2^n", true, "exact"],
  ["4^{5\\cdot 10^8}", "2^{10^9}", true, "exact"],
  ["(\\frac{1+\\sqrt5}{2})^{50}", "28143753123", false, "exact"],
  ["\\sqrt2+\\sqrt3", "\\sqrt{5}", false, "exact"],
  ["\\pi", "\\frac{355}{113}", false, "exact"],
  ["\\sqrt{3+2\\sqrt2}", "1+\\sqrt2", true, "numeric"],
  ["\\sin^2 x+\\cos^2 x", "1", true, "numeric"],
  ["e^{\\pi\\sqrt{163}}", "262537412640768744", false, "numeric"],
  ["\\binom{2n}{n}", "\\frac{(2n)!}{n!^2}", true, "numeric"],
  ["|x|", "x", false, "numeric"],
  ["\\ln(x^2)", "2\\ln x", true, "numeric"],
  ["2^{10^9}", "2^{10^9}+1", false, "undecided"],
  ["9^{9^{9^9}}", "8", false, "undecided"],
  ["\\frac{1}{0}", "\\frac{2}{0}", false, "undecided"],
  ["\\frac{1}{0}", "\\frac{1}{0}", true, "structural"]
];

describe("equalExpressions", () => {
  it.each(cases)("%s and %s: %s by the %s method", (a, b, equal, method) => {
    expect(compare(a, b)).toEqual({equal, method});
    expect(compare(b, a).equal).toBe(equal);
  });

  it("finds expanded products of random linear factors equal, and unequal once 1 is added", () => {
    const factor = fc.tuple(fc.integer({min: -9, max: 9}), fc.integer({min: 1, max: 9}));
    fc.assert(
      fc.property(fc.array(factor, {minLength: 1, maxLength: 5}), (factors) => {
        const product = factors.map(([a, b]) => `(${b}x${a < 0 ? a : `+${a}`})`).join("");
        let coefficients = [1];
        for (const [a, b] of factors) {
          const next = Array.from({length: coefficients.length + 1}, () => 0);
          coefficients.forEach((c, i) => {
            next[i]! += c * a;
            next[i + 1]! += c * b;
          });
          coefficients = next;
        }
        const expanded = coefficients.map((c, i) => `(${c})x^{${i}}`).join("+");
        expect(compare(product, expanded)).toEqual({equal: true, method: "exact"});
        expect(compare(product, `${expanded}+1`)).toEqual({equal: false, method: "exact"});
      })
    );
  });

  it("never calls different integers equal, however they are written", () => {
    fc.assert(
      fc.property(fc.bigInt({min: 2n, max: 10n ** 40n}), (n) => {
        const root = `\\sqrt{${(n * n).toString()}}`;
        expect(compare(root, n.toString()).equal).toBe(true);
        expect(compare(root, (n + 1n).toString()).equal).toBe(false);
        expect(compare(`\\sqrt{${(n * n + 1n).toString()}}`, n.toString()).equal).toBe(false);
        expect(compare(`e^{\\ln ${n.toString()}}`, (n + 1n).toString()).equal).toBe(false);
      }),
      {numRuns: 60}
    );
  });
});
