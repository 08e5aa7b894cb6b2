import {call, constant, number, power, type Expression, type FunctionName} from "./expression.js";
import {functionSpellings} from "./parsing/names.js";
import {ParseError} from "./parsing/token.js";

const inverses: ReadonlyMap<FunctionName, FunctionName> = new Map([
  ["sin", "arcsin"],
  ["cos", "arccos"],
  ["tan", "arctan"],
  ["cot", "arccot"],
  ["sec", "arcsec"],
  ["csc", "arccsc"]
]);

const severalArguments: ReadonlySet<FunctionName> = new Set(["gcd", "lcm", "min", "max"]);

/** A function of its arguments, with the subscript of a logarithm; `inverse` for \sin^{-1}. Throws ParseError where they do not fit. */
export function applyFunction(
  spelling: string,
  values: Expression[],
  subscript: Expression | null,
  inverse: boolean
): Expression {
  const name = functionSpellings.get(spelling);
  if (name === undefined) {
    if (values.length !== 1) throw new ParseError("exp takes one argument");
    return power(constant("e"), values[0]!);
  }
  if (!severalArguments.has(name) && values.length !== 1) throw new ParseError(`${name} takes one argument`);
  if (name === "log") return call("log", values[0]!, subscript ?? number(10n));
  if (subscript !== null) throw new ParseError(`${name} with a subscript`);
  if (!inverse) return call(name, ...values);
  const inverted = inverses.get(name);
  if (inverted === undefined) throw new ParseError(`inverse of ${name}`);
  return call(inverted, ...values);
}
