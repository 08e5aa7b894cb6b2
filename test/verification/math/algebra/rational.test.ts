import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {BudgetExceeded} from "../../../../loaders/verification/math/algebra/budget.js";
import {
  MAX_BITS,
  Rational,
  bitLength
} from "../../../../loaders/verification/math/algebra/numbers/rational.js";

const rational = fc
  .tuple(fc.bigInt({min: -(10n ** 30n), max: 10n ** 30n}), fc.bigInt({min: 1n, max: 10n ** 20n}))
  .map(([n, d]) => Rational.of(n, d));

describe("Rational", () => {
  it("keeps lowest terms with a positive denominator", () => {
    expect(Rational.of(6, -4).toString()).toBe("-3/2");
    expect(Rational.of(0, -7).toString()).toBe("0");
  });

  it("reads decimals exactly", () => {
    expect(Rational.fromDecimal("0.125").toString()).toBe("1/8");
    expect(Rational.fromDecimal(".5", -1).toString()).toBe("1/20");
    expect(Rational.fromDecimal("3.", 2).toString()).toBe("300");
    expect(() => Rational.fromDecimal("1.2.3")).toThrow(SyntaxError);
  });

  it("obeys the field laws", () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => {
        expect(
          a
            .plus(b)
            .times(c)
            .equals(a.times(c).plus(b.times(c)))
        ).toBe(true);
        expect(a.minus(a).isZero()).toBe(true);
        if (!b.isZero()) expect(a.over(b).times(b).equals(a)).toBe(true);
      })
    );
  });

  it("refuses numbers past its limit, division by zero and huge powers", () => {
    expect(() => Rational.of(1n << BigInt(MAX_BITS + 1))).toThrow(BudgetExceeded);
    expect(() => Rational.of(2).power(10 ** 9)).toThrow(BudgetExceeded);
    expect(() => Rational.one.over(Rational.zero)).toThrow(RangeError);
    expect(Rational.of(-1).power(1_000_000_007).toString()).toBe("-1");
    expect(Rational.of(2, 3).power(-2).toString()).toBe("9/4");
  });

  it("knows which decimals end", () => {
    expect(Rational.of(7, 40).isTerminating()).toBe(true);
    expect(Rational.of(1, 3).isTerminating()).toBe(false);
  });

  it("converts to the nearest double, at any size", () => {
    expect(Rational.of(1, 3).toNumber()).toBe(1 / 3);
    expect(Rational.of(10n ** 30n).toNumber()).toBe(1e30);
    expect(Rational.of(1n, 10n ** 30n).toNumber()).toBeCloseTo(1e-30, 45);
  });

  it("bitLength counts the bits of |n|", () => {
    fc.assert(
      fc.property(
        fc.bigInt({min: -(2n ** 90n), max: 2n ** 90n}),
        (n) => bitLength(n) === (n === 0n ? 0 : (n < 0n ? -n : n).toString(2).length)
      )
    );
  });
});
