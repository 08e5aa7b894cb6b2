import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {compareTexts, gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";

const integer = fc.bigInt({min: -(10n ** 25n), max: 10n ** 25n});
const fraction = fc.record({n: fc.integer({min: -9999, max: 9999}), d: fc.integer({min: 2, max: 999})});

function equal(output: string, gold: string): boolean {
  return compareTexts(output, gold).equal;
}

/** 1234567 with a mark between groups of three digits. */
function grouped(n: bigint, mark: string): string {
  const sign = n < 0n ? "-" : "";
  return sign + (n < 0n ? -n : n).toString().replace(/\B(?=(?:\d{3})+$)/g, () => mark);
}

/** Ways to write n/d. */
function fractionTexts({n, d}: {n: number; d: number}): string[] {
  const whole = Math.trunc(n / d);
  const rest = Math.abs(n % d);
  const mixed =
    whole === 0 || rest === 0
      ? []
      : [`${whole}\\frac{${rest}}{${d}}`, `${whole} ${rest}/${d}`, `$${whole}\\dfrac{${rest}}{${d}}$`];
  return [
    `${n}/${d}`,
    `\\frac{${n}}{${d}}`,
    `\\dfrac{${3 * n}}{${3 * d}}`,
    `\\left(\\frac{${n}}{${d}}\\right)`,
    `${n} \\div ${d}`,
    `${n}*\\frac{1}{${d}}`,
    `x = \\frac{${n}}{${d}}`,
    `\\frac{${n}}{${d}} \\text{ cm}`,
    ...mixed
  ];
}

describe("gradeStrict, for random answers", () => {
  it("finds an integer equal to itself in every way of writing it, and to no neighbour", () => {
    fc.assert(
      fc.property(integer, (n) => {
        const texts = [
          n.toString(),
          grouped(n, ","),
          grouped(n, "{,}"),
          grouped(n, "\\,"),
          grouped(n, ",\\!"),
          `${n.toString()}.0`,
          `\\boxed{${n.toString()}}`,
          `$${n.toString()}$`,
          `(${n.toString()})`,
          `x=${n.toString()}`,
          `${n.toString()}+0`,
          `\\frac{2(${n.toString()})}{2}`
        ];
        for (const text of texts) {
          expect(equal(text, n.toString()), text).toBe(true);
          expect(equal(text, (n + 1n).toString()), text).toBe(false);
          expect(equal((n - 1n).toString(), text), text).toBe(false);
        }
      })
    );
  });

  it("finds a fraction equal to itself in every way of writing it, and not after adding 1", () => {
    fc.assert(
      fc.property(fraction, (value) => {
        const texts = fractionTexts(value);
        for (const a of texts) {
          for (const b of texts.slice(0, 3)) {
            expect(equal(a, b), `${a} and ${b}`).toBe(true);
            expect(equal(a, `${b}+1`), `${a} and ${b} + 1`).toBe(false);
          }
        }
      }),
      {numRuns: 60}
    );
  });

  it("accepts the rounding of a fraction to five places only where it never ends, and no other five-place decimal", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 9998}), fc.constantFrom(3, 7, 11, 13, 17, 27), (n, d) => {
        fc.pre(n % d !== 0);
        const rounded = Math.round((n / d) * 1e5);
        fc.pre(rounded % 1e5 !== 0 && rounded >= 100);
        const text = (k: number): string => `${Math.trunc(k / 1e5)}.${String(k % 1e5).padStart(5, "0")}`;
        const ends = n % 3 === 0 && d === 3;
        expect(equal(text(rounded), `\\frac{${n}}{${d}}`)).toBe(!ends);
        expect(equal(text(rounded + 1), `\\frac{${n}}{${d}}`)).toBe(false);
        expect(equal(text(rounded - 1), `\\frac{${n}}{${d}}`)).toBe(false);
      })
    );
  });

  it("finds sets and bare lists equal in any order, tuples in theirs only", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({min: -99, max: 99}), {minLength: 2, maxLength: 6}), (items) => {
        const turned = [...items].reverse();
        expect(equal(turned.join(", "), items.join(", "))).toBe(true);
        expect(equal(`\\{${turned.join(", ")}\\}`, `\\{${items.join(", ")}\\}`)).toBe(true);
        expect(equal(`(${turned.join(", ")})`, `(${items.join(", ")})`)).toBe(false);
        expect(equal([...items, 100].join(", "), items.join(", "))).toBe(false);
        expect(equal([...items.slice(1), 100].join(", "), items.join(", "))).toBe(false);
      })
    );
  });

  it("tells open from closed ends, and reads inequalities as intervals", () => {
    fc.assert(
      fc.property(
        fc.integer({min: -50, max: 50}),
        fc.integer({min: 1, max: 50}),
        fc.boolean(),
        fc.boolean(),
        (low, length, left, right) => {
          const high = low + length;
          const write = (l: boolean, r: boolean): string => `${l ? "[" : "("}${low}, ${high}${r ? "]" : ")"}`;
          const chain = `${low} ${left ? "\\le" : "<"} x ${right ? "\\le" : "<"} ${high}`;
          expect(equal(chain, write(left, right))).toBe(true);
          expect(equal(write(!left, right), write(left, right))).toBe(false);
          expect(equal(write(left, !right), write(left, right))).toBe(false);
          expect(equal(`x > ${low}`, `x < ${low}`)).toBe(false);
        }
      )
    );
  });

  it("finds an equation equal to its multiples, and different once a coefficient changes", () => {
    const coefficient = fc.integer({min: -9, max: 9}).filter((n) => n !== 0);
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, coefficient, (a, b, c, k) => {
        const line = (x: number, y: number, z: number): string => `(${x})x + (${y})y = ${z}`;
        expect(equal(line(k * a, k * b, k * c), line(a, b, c))).toBe(true);
        expect(equal(line(k * a, k * b, k * c + 1), line(a, b, c))).toBe(false);
        const inequality = (x: number, y: number, z: number): string => `(${x})x + (${y})y < ${z}`;
        expect(equal(inequality(k * a, k * b, k * c), inequality(a, b, c))).toBe(k > 0);
      })
    );
  });

  it("is reflexive and never throws on random text", () => {
    const text = fc.oneof(
      fc.string({maxLength: 40}),
      fc.string({unit: "binary", maxLength: 40}),
      fc.stringMatching(/^[\\{}()[\]$^_0-9a-z,.<>=+*/ -]{1,40}$/)
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(gradeStrict(a, b).verdict).not.toBe("error");
        if (b.trim() !== "" && !/[\\{}]/.test(b) && compareTexts(b, b).rule !== "empty")
          expect(gradeStrict(`\\boxed{${b}}`, b).verdict).toBe("correct");
      }),
      {numRuns: 200}
    );
  });
});
