import fc from "fast-check";
import {describe, expect, it} from "vitest";
import * as complex from "../../../../loaders/verification/math/algebra/numbers/big-complex.js";
import * as real from "../../../../loaders/verification/math/algebra/numbers/big-float.js";
import {
  exponential,
  logarithm,
  pi,
  sineCosine
} from "../../../../loaders/verification/math/algebra/numbers/elementary.js";
import {evaluate, evaluateNumber} from "../../../../loaders/verification/math/algebra/evaluate.js";
import {expressionOf} from "../../../../loaders/verification/math/algebra/parsing/parse-expression.js";
import {Rational} from "../../../../loaders/verification/math/algebra/numbers/rational.js";

function valueOf(text: string): {re: number; im: number} | null {
  return evaluateNumber(expressionOf(text)!);
}

describe("evaluate", () => {
  it("computes pi, exponentials, logarithms and sines to more than 100 digits", () => {
    const digits = (x: real.BigFloat): string =>
      real.floor(real.multiply(x, real.bigFloat(10n ** 60n))).toString();
    expect(digits(pi)).toBe("3141592653589793238462643383279502884197169399375105820974944");
    expect(digits(exponential(real.bigFloat(1n)))).toBe(
      "2718281828459045235360287471352662497757247093699959574966967"
    );
    expect(digits(logarithm(real.bigFloat(2n)))).toBe(
      "693147180559945309417232121458176568075500134360255254120680"
    );
    expect(digits(sineCosine(real.bigFloat(1n))[0])).toBe(
      "841470984807896506652502321630298999622563060798371065672751"
    );
  });

  it("agrees with doubles on elementary functions", () => {
    fc.assert(
      fc.property(fc.double({min: 0.01, max: 0.99, noNaN: true}), (x) => {
        const at = new Map([["x", Rational.fromDecimal(x.toFixed(12))]]);
        const rounded = Number(x.toFixed(12));
        const check = (text: string, expected: number): void => {
          const {re, im} = evaluateNumber(expressionOf(text)!, at)!;
          expect(re).toBeCloseTo(expected, 11);
          expect(im).toBe(0);
        };
        check("\\sin x", Math.sin(rounded));
        check("\\tan x", Math.tan(rounded));
        check("\\arcsin x", Math.asin(rounded));
        check("\\arccos x", Math.acos(rounded));
        check("\\arctan x", Math.atan(rounded));
        check("\\ln x", Math.log(rounded));
        check("e^{x}", Math.exp(rounded));
        check("\\tanh x", Math.tanh(rounded));
        check("x^{1/3}", Math.cbrt(rounded));
      }),
      {numRuns: 40}
    );
  });

  it("inverts exp and ln to full precision", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 10_000}), (n) => {
        const x = real.bigFloat(BigInt(n));
        const error = real.subtract(exponential(logarithm(x)), x);
        expect(real.magnitude(error)).toBeLessThan(-350);
      }),
      {numRuns: 40}
    );
  });

  it("gives exact zeros where rounding leaves noise", () => {
    expect(valueOf("\\sin \\pi")).toEqual({re: 0, im: 0});
    expect(valueOf("\\cos\\frac{\\pi}{2}")).toEqual({re: 0, im: 0});
    expect(complex.isReal(evaluate(expressionOf("e^{i\\pi}")!)!)).toBe(true);
  });

  it("tells Ramanujan's constant from the nearest integer", () => {
    expect(valueOf("e^{\\pi\\sqrt{163}} - 262537412640768744")!.re).toBeCloseTo(-7.499274028018e-13, 24);
  });

  it("takes real odd roots and principal values elsewhere", () => {
    expect(valueOf("\\sqrt[3]{-8}")).toEqual({re: -2, im: 0});
    expect(valueOf("\\sqrt{-4}")).toEqual({re: 0, im: 2});
    expect(valueOf("\\ln(-1)")!.im).toBe(Math.PI);
  });

  it("computes whole-number functions", () => {
    expect(valueOf("\\binom{10}{3} + 5! + 7!!")!.re).toBe(120 + 120 + 105);
    expect(valueOf("\\lfloor \\log_2 8 \\rfloor + \\lceil -1.5 \\rceil")!.re).toBe(2);
    expect(valueOf("\\gcd(12, 18) + \\max(3, 7) + 17 \\bmod 5")!.re).toBe(6 + 7 + 2);
  });

  it.each([
    "\\frac{1}{0}",
    "\\ln 0",
    "0^{-1}",
    "9^{9^{9^9}}",
    "e^{e^{e^{e^{e}}}}",
    "(10^9)!",
    "\\infty",
    "x",
    "\\sin(10^{100})",
    "\\binom{10^9}{10^8}"
  ])("is null for %s", (text) => {
    expect(valueOf(text)).toBeNull();
  });
});
