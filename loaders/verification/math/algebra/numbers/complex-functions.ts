import * as complex from "./big-complex.js";
import type {BigComplex} from "./big-complex.js";
import * as real from "./big-float.js";
import {pi} from "./elementary.js";

const two = complex.fromReal(real.bigFloat(2n));

export const halfPi: BigComplex = complex.fromReal({mantissa: pi.mantissa, exponent: pi.exponent - 1});

/** 1 / z. Throws where z is 0, as division does. */
export function inverse(z: BigComplex): BigComplex {
  return complex.divide(complex.one, z);
}

/** arcsin z = -i ln(iz + sqrt(1 - z^2)). */
export function arcSine(z: BigComplex): BigComplex {
  const root = complex.squareRoot(complex.subtract(complex.one, complex.multiply(z, z)));
  const turned = complex.log(complex.add(complex.multiply(complex.imaginaryUnit, z), root));
  return complex.negate(complex.multiply(complex.imaginaryUnit, turned));
}

/** arccos z = pi/2 - arcsin z. */
export function arcCosine(z: BigComplex): BigComplex {
  return complex.subtract(halfPi, arcSine(z));
}

/** [sinh z, cosh z]. */
export function hyperbolic(z: BigComplex): [BigComplex, BigComplex] {
  const up = complex.exp(z);
  const down = complex.exp(complex.negate(z));
  return [complex.divide(complex.subtract(up, down), two), complex.divide(complex.add(up, down), two)];
}

/** Functions of one argument that every reader of mathematics knows by these names. */
export const elementaryFunctions = {
  sin: ([z]) => complex.sinCos(z!)[0],
  cos: ([z]) => complex.sinCos(z!)[1],
  tan: ([z]) => complex.divide(...complex.sinCos(z!)),
  cot: ([z]) => inverse(complex.divide(...complex.sinCos(z!))),
  sec: ([z]) => inverse(complex.sinCos(z!)[1]),
  csc: ([z]) => inverse(complex.sinCos(z!)[0]),
  sinh: ([z]) => hyperbolic(z!)[0],
  cosh: ([z]) => hyperbolic(z!)[1],
  tanh: ([z]) => complex.divide(...hyperbolic(z!)),
  abs: ([z]) => complex.fromReal(complex.modulus(z!)),
  conjugate: ([z]) => ({re: z!.re, im: real.negate(z!.im)})
} satisfies Record<string, (values: BigComplex[]) => BigComplex>;
