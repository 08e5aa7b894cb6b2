import {number, type Expression} from "../expression.js";
import {Rational} from "../numbers/rational.js";
import type {Token} from "./token.js";

/** The literal of a number token. */
export function numberOf(token: Token): Expression {
  const [digits, exponent] = token.text.split("e") as [string, string?];
  if (token.repeating !== undefined) return number(repeatingDecimal(digits, token.repeating));
  const shift = exponent === undefined ? 0 : Number(exponent);
  const point = digits.indexOf(".");
  const decimals =
    point < 0 && exponent === undefined ? null : (point < 0 ? 0 : digits.length - point - 1) - shift;
  const literal = number(Rational.fromDecimal(digits, shift), decimals);
  return exponent === undefined ? literal : {...literal, scientific: true};
}

/** 0.1\overline{6} = (16 - 1) / 90. */
function repeatingDecimal(digits: string, period: string): Rational {
  const fraction = digits.length - digits.indexOf(".") - 1;
  const all = Rational.fromDecimal(digits.replace(".", "") + period);
  const start = Rational.fromDecimal(digits.replace(".", ""));
  const nines = Rational.of((10n ** BigInt(period.length) - 1n) * 10n ** BigInt(fraction));
  return all.minus(start).over(nines);
}
