import * as complexNumbers from "../../loaders/verification/math/algebra/numbers/big-complex.js";
import * as real from "../../loaders/verification/math/algebra/numbers/big-float.js";
import {
  exponential,
  logarithm,
  sineCosine
} from "../../loaders/verification/math/algebra/numbers/elementary.js";
import {Rational} from "../../loaders/verification/math/algebra/numbers/rational.js";
import {createRandom} from "../../src/random/keyed-random.js";
import type {Random} from "../../src/random/random.js";

/** One operation of ours and of a library, on the cases 0 … cases - 1. */
export interface Comparison<A = unknown, B = unknown> {
  what: string;
  cases: number;
  ours: (at: number) => A;
  peer: (at: number) => B;
  /** 0 for the same answer; relative for numbers that are rounded. */
  difference: (a: A, b: B) => number;
  /** Largest difference that counts as the same answer. */
  limit: number;
}

interface Fraction {
  s: bigint;
  n: bigint;
  d: bigint;
  add: (other: Fraction) => Fraction;
  sub: (other: Fraction) => Fraction;
  mul: (other: Fraction) => Fraction;
  div: (other: Fraction) => Fraction;
  pow: (exponent: number) => Fraction;
}

interface Decimal {
  plus: (other: Decimal) => Decimal;
  times: (other: Decimal) => Decimal;
  minus: (other: Decimal) => Decimal;
  dividedBy: (other: Decimal) => Decimal;
  sqrt: () => Decimal;
  exp: () => Decimal;
  ln: () => Decimal;
  sin: () => Decimal;
  abs: () => Decimal;
  pow: (exponent: number) => Decimal;
  toNumber: () => number;
}

type DecimalClass = (new (value: string | number) => Decimal) & {
  clone: (settings: {precision: number}) => DecimalClass;
};

interface Complex {
  re: number;
  im: number;
  add: (other: Complex) => Complex;
  mul: (other: Complex) => Complex;
  div: (other: Complex) => Complex;
  pow: (other: Complex) => Complex;
  exp: () => Complex;
  log: () => Complex;
  sqrt: () => Complex;
  sin: () => Complex;
}

interface Libraries {
  fraction: new (numerator: bigint, denominator: bigint) => Fraction;
  decimal: DecimalClass;
  complex: new (re: number, im: number) => Complex;
}

/** Each operation with its share of `cases` for each kind of number. */
export function comparisons({fraction, decimal, complex}: Libraries, cases: number): Comparison[] {
  return [
    ...fractions(fraction, cases),
    ...reals(decimal.clone({precision: 135}), decimal.clone({precision: 300}), cases),
    ...complexes(complex, cases)
  ] as Comparison[];
}

/** Fractions of 4 to 200 bits. */
function fractions(Fraction: Libraries["fraction"], all: number): Comparison<Rational, Fraction>[] {
  const random = createRandom("bench fractions");
  const pairs = Array.from({length: all}, () => {
    const bits = [4, 20, 60, 200][random.below(4)]!;
    const draw = (): [bigint, bigint] => [signed(random, bits) || 1n, bigBits(random, bits) + 1n];
    return [draw(), draw(), random.below(17) - 8] as const;
  });
  const mine = pairs.map(([a, b, power]) => [Rational.of(...a), Rational.of(...b), power] as const);
  const theirs = pairs.map(([a, b, power]) => [new Fraction(...a), new Fraction(...b), power] as const);
  type Work<T> = (a: T, b: T, power: number) => T;
  const operations: [string, Work<Rational>, Work<Fraction>][] = [
    ["plus", (a, b) => a.plus(b), (a, b) => a.add(b)],
    ["minus", (a, b) => a.minus(b), (a, b) => a.sub(b)],
    ["times", (a, b) => a.times(b), (a, b) => a.mul(b)],
    ["over", (a, b) => a.over(b), (a, b) => a.div(b)],
    ["power", (a, _, power) => a.power(power), (a, _, power) => a.pow(power)]
  ];
  const cases = Math.floor(all / operations.length);
  return operations.map(([name, ours, peer], index) => ({
    what: `fraction ${name}`,
    cases,
    ours: (at) => ours(...mine[index * cases + at]!),
    peer: (at) => peer(...theirs[index * cases + at]!),
    difference: ({numerator, denominator}, {s, n, d}) => (numerator === s * n && denominator === d ? 0 : 1),
    limit: 0
  }));
}

/** Reals k / 2^40 up to 1,000, exact in both; differences against a clone with more digits. */
function reals(Decimal: DecimalClass, Wide: DecimalClass, all: number): Comparison<real.BigFloat, Decimal>[] {
  const random = createRandom("bench reals");
  const scale = new Wide(2).pow(-40);
  const draws = Array.from({length: all}, () => [
    signed(random, 50) || 1n,
    signed(random, 10 + random.below(40)) || 1n
  ]);
  const mine = draws.map((pair) => pair.map((k) => real.bigFloat(k, -40)));
  const theirs = draws.map((pair) =>
    pair.map((k) => new Decimal(new Wide(k.toString()).times(scale) as never))
  );
  type Work<T> = (a: T, b: T) => T;
  const operations: [string, Work<real.BigFloat>, Work<Decimal>][] = [
    ["add", real.add, (a, b) => a.plus(b)],
    ["multiply", real.multiply, (a, b) => a.times(b)],
    ["divide", real.divide, (a, b) => a.dividedBy(b)],
    ["square root", (a) => real.squareRoot(real.absolute(a)), (a) => a.abs().sqrt()],
    ["exponential", (_, b) => exponential(b), (_, b) => b.exp()],
    ["logarithm", (a) => logarithm(real.absolute(a)), (a) => a.abs().ln()],
    ["sine", (a) => sineCosine(a)[0], (a) => a.sin()]
  ];
  const exact = ({mantissa, exponent}: real.BigFloat): Decimal =>
    new Wide(mantissa.toString()).times(new Wide(2).pow(exponent));
  const cases = Math.floor(all / operations.length);
  return operations.map(([name, ours, peer], index) => ({
    what: `real ${name}`,
    cases,
    ours: (at) => ours(mine[index * cases + at]![0]!, mine[index * cases + at]![1]!),
    peer: (at) => peer(theirs[index * cases + at]![0]!, theirs[index * cases + at]![1]!),
    difference: (a, b) => {
      const value = exact(a);
      const gap = value.minus(b).abs();
      return gap.toNumber() === 0 ? 0 : gap.dividedBy(value.abs()).toNumber();
    },
    limit: 1e-125
  }));
}

/** Complex numbers with parts k / 2^20 up to 32, and every fourth one real. */
function complexes(
  Complex: Libraries["complex"],
  all: number
): Comparison<complexNumbers.BigComplex, Complex>[] {
  const random = createRandom("bench complexes");
  const draw = (): [bigint, bigint] => [
    signed(random, 25) || 1n,
    random.below(4) === 0 ? 0n : signed(random, 25)
  ];
  const draws = Array.from({length: all}, () => [draw(), draw()] as const);
  const ourNumber = ([re, im]: [bigint, bigint]): complexNumbers.BigComplex => ({
    re: real.bigFloat(re, -20),
    im: real.bigFloat(im, -20)
  });
  const theirNumber = ([re, im]: [bigint, bigint]): Complex =>
    new Complex(Number(re) / 2 ** 20, Number(im) / 2 ** 20);
  const mine = draws.map(([a, b]) => [ourNumber(a), ourNumber(b)] as const);
  const theirs = draws.map(([a, b]) => [theirNumber(a), theirNumber(b)] as const);
  type Work<T> = (a: T, b: T) => T;
  const operations: [string, Work<complexNumbers.BigComplex>, Work<Complex>][] = [
    ["add", complexNumbers.add, (a, b) => a.add(b)],
    ["multiply", complexNumbers.multiply, (a, b) => a.mul(b)],
    ["divide", complexNumbers.divide, (a, b) => a.div(b)],
    ["power", complexNumbers.power, (a, b) => a.pow(b)],
    ["exponential", (a) => complexNumbers.exp(a), (a) => a.exp()],
    ["logarithm", (a) => complexNumbers.log(a), (a) => a.log()],
    ["square root", (a) => complexNumbers.squareRoot(a), (a) => a.sqrt()],
    ["sine", (a) => complexNumbers.sinCos(a)[0], (a) => a.sin()]
  ];
  const cases = Math.floor(all / operations.length);
  return operations.map(([name, ours, peer], index) => ({
    what: `complex ${name}`,
    cases,
    ours: (at) => ours(...mine[index * cases + at]!),
    peer: (at) => peer(...theirs[index * cases + at]!),
    difference: (a, b) => {
      const {re, im} = complexNumbers.toNumbers(a);
      const gap = Math.hypot(re - b.re, im - b.im);
      return gap === 0 || (re === b.re && im === b.im) ? 0 : gap / Math.hypot(re, im);
    },
    limit: 1e-12
  }));
}

function bigBits(random: Random, bits: number): bigint {
  let value = 0n;
  for (let done = 0; done < bits; done += 32) value = (value << 32n) | BigInt(random.below(2 ** 32));
  return value & ((1n << BigInt(bits)) - 1n);
}

function signed(random: Random, bits: number): bigint {
  const value = bigBits(random, bits);
  return random.uniform() < 0.5 ? -value : value;
}
