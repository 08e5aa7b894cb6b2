import {BudgetExceeded} from "../budget.js";

/** Largest numerator or denominator, in bits. Euclid's algorithm is quadratic: at this size one gcd takes about 5 ms. */
export const MAX_BITS = 12_000;

/** Number of bits of |n|; 0 for 0. Linear in the size of n. */
export function bitLength(n: bigint): number {
  const hex = (n < 0n ? -n : n).toString(16);
  return hex === "0" ? 0 : 4 * hex.length - Math.clz32(Number.parseInt(hex[0]!, 16)) + 28;
}

/** Greatest common divisor of |a| and |b|; gcd(0, 0) is 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** An exact rational number in lowest terms with a positive denominator. Immutable. */
export class Rational {
  static readonly zero = new Rational(0n, 1n);
  static readonly one = new Rational(1n, 1n);

  readonly numerator: bigint;
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** numerator / denominator in lowest terms. Throws RangeError for a zero denominator, BudgetExceeded past MAX_BITS. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    const n = BigInt(numerator);
    const d = BigInt(denominator);
    if (d === 0n) throw new RangeError("division by zero");
    if (bitLength(n) > MAX_BITS || bitLength(d) > MAX_BITS) throw new BudgetExceeded("rational too large");
    if (d === 1n) return new Rational(n, d);
    const divisor = d < 0n ? -gcd(n, d) : gcd(n, d);
    return new Rational(n / divisor, d / divisor);
  }

  /**
   * The exact value of a decimal literal: `12`, `.5`, `3.`, `1.04`, with an optional power of ten. Throws SyntaxError for
   * anything else, BudgetExceeded past MAX_BITS.
   */
  static fromDecimal(literal: string, exponent = 0): Rational {
    const match = /^(\d*)\.?(\d*)$/.exec(literal);
    const digits = match === null ? "" : match[1]! + match[2]!;
    if (digits === "") throw new SyntaxError(`not a decimal number: ${literal.slice(0, 40)}`);
    const shift = exponent - match![2]!.length;
    if (digits.length + Math.abs(shift) > MAX_BITS / 3) throw new BudgetExceeded("decimal too large");
    const value = BigInt(digits);
    return shift >= 0 ? Rational.of(value * 10n ** BigInt(shift)) : Rational.of(value, 10n ** BigInt(-shift));
  }

  plus(other: Rational): Rational {
    if (this.denominator === 1n && other.denominator === 1n)
      return Rational.of(this.numerator + other.numerator);
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator
    );
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Quotient. Throws RangeError when `other` is zero. */
  over(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  absolute(): Rational {
    return this.numerator < 0n ? this.negated() : this;
  }

  /** Integer power, negative ones too. Throws RangeError for 0 to a negative power, BudgetExceeded past MAX_BITS. */
  power(exponent: number): Rational {
    const size = Math.max(bitLength(this.numerator), bitLength(this.denominator)) - 1;
    if (size * Math.abs(exponent) > MAX_BITS) throw new BudgetExceeded("power too large");
    if (exponent < 0) return Rational.one.over(this.power(-exponent));
    const bits = this.isUnit() ? exponent % 2 : exponent;
    return new Rational(this.numerator ** BigInt(bits), this.denominator ** BigInt(bits));
  }

  /** -1, 0 or 1. */
  compare(other: Rational): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference === 0n ? 0 : difference < 0n ? -1 : 1;
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isInteger(): boolean {
    return this.denominator === 1n;
  }

  sign(): number {
    return this.numerator === 0n ? 0 : this.numerator < 0n ? -1 : 1;
  }

  /** Whether the decimal expansion ends: the denominator has no prime factor but 2 and 5. */
  isTerminating(): boolean {
    let d = this.denominator;
    while (d % 2n === 0n) d /= 2n;
    while (d % 5n === 0n) d /= 5n;
    return d === 1n;
  }

  /** The value as a safe integer, or null when it is not one. */
  toSafeInteger(): number | null {
    const n = Number(this.numerator);
    return this.denominator === 1n && Number.isSafeInteger(n) ? n : null;
  }

  /** Nearest double, within one unit in the last place; infinite past the range of doubles. */
  toNumber(): number {
    const shift = Math.max(0, bitLength(this.denominator) - bitLength(this.numerator) + 64);
    const scaled = (this.numerator << BigInt(shift)) / this.denominator;
    const drop = Math.max(0, bitLength(scaled) - 64);
    const exponent = drop - shift;
    const mantissa = Number(scaled >> BigInt(drop));
    // Two steps: one factor of 2 ** exponent underflows for subnormal results.
    const half = Math.trunc(exponent / 2);
    return mantissa * 2 ** half * 2 ** (exponent - half);
  }

  /** `-3`, `9/5`. */
  toString(): string {
    return this.denominator === 1n
      ? this.numerator.toString()
      : `${this.numerator.toString()}/${this.denominator.toString()}`;
  }

  private isUnit(): boolean {
    return (
      this.denominator === 1n && (this.numerator === 1n || this.numerator === -1n || this.numerator === 0n)
    );
  }
}
