import {equalExpressions} from "../../algebra/equality.js";
import {negative, rename, some, sum, symbolsOf, type Expression} from "../../algebra/expression.js";

/**
 * `x^2 + C` with the constant named as in the gold `x^2 + c`: a term of its own, C, c, K or k, in a sum with other symbols; and
 * `\frac{\pi}{6} + n\pi` with the gold's letter for the integer.
 */
export function withSameConstant(output: Expression, gold: Expression): Expression {
  const [from, to] = [
    constantOf(output) ?? periodOf(output) ?? factorOf(output),
    constantOf(gold) ?? periodOf(gold) ?? factorOf(gold)
  ];
  if (from === null || to === null || from === to) return output;
  if (symbolsOf(output).includes(to) || symbolsOf(gold).includes(from)) return output;
  return rename(output, new Map([[from, to]]));
}

function constantOf(x: Expression): string | null {
  if (x.kind !== "sum" || symbolsOf(x).length < 2) return null;
  const names = x.terms.map((term) => (term.kind === "symbol" ? term.name : ""));
  return names.find((name) => /^[CcKk]$/.test(name)) ?? null;
}

/** C of `Ce^{2x}`: a factor before a power of e. */
function factorOf(x: Expression): string | null {
  if (x.kind !== "product" || !some(x, isExponential)) return null;
  const names = x.factors.map((factor) => (factor.kind === "symbol" ? factor.name : ""));
  return names.find((name) => /^[CcKkA]$/.test(name)) ?? null;
}

function isExponential(x: Expression): boolean {
  return (
    x.kind === "power" &&
    x.base.kind === "constant" &&
    x.base.name === "e" &&
    symbolsOf(x.exponent).length > 0
  );
}

/**
 * An output with its constants under the names that a general solution's gold gives them, `C_1 e^x + C_2 e^{-x}`, in every order: as many
 * as the gold has and two or three.
 */
export function* withOtherConstants(output: Expression, gold: Expression): Generator<Expression> {
  const [a, b] = [symbolsOf(output), symbolsOf(gold)];
  const from = a.filter((name) => !b.includes(name));
  const to = b.filter((name) => !a.includes(name));
  if (from.length !== to.length || to.length < 2 || to.length > 3) return;
  if (
    !to.every((name) => /^[Cc]_\d$/.test(name)) ||
    !from.every((name) => /^(?:[A-DKa-dk]|[CcAKk]_\d)$/.test(name))
  )
    return;
  for (const names of ordersOf(to)) yield rename(output, new Map(from.map((name, i) => [name, names[i]!])));
}

function ordersOf(names: readonly string[]): string[][] {
  if (names.length < 2) return [[...names]];
  return names.flatMap((name, i) => ordersOf(names.filter((_, j) => j !== i)).map((rest) => [name, ...rest]));
}

/** k of `\frac{\pi}{6} + 2k\pi`: the one symbol of a sum, times pi or degrees. */
function periodOf(x: Expression): string | null {
  if (x.kind !== "sum") return null;
  const [name, ...others] = symbolsOf(x);
  if (name === undefined || others.length > 0 || !/^[klmn]$/.test(name)) return null;
  const isAngle = (part: Expression): boolean =>
    part.kind === "constant" && (part.name === "pi" || part.name === "degree");
  return some(x, isAngle) ? name : null;
}

/**
 * `\sin^2 x + C` is `-\frac{1}{2}\cos 2x + C`: antiderivatives of one variable that differ by a number. Their difference stays the
 * same where its variable gets another name.
 */
export function differByConstant(output: Expression, gold: Expression): boolean {
  if (constantOf(output) !== "C" || constantOf(gold) !== "C") return false;
  const names = symbolsOf(sum(output, gold)).filter((name) => name !== "C");
  const [name] = names;
  if (names.length !== 1 || !/^(?:[xtuyz]|theta)$/.test(name!)) return false;
  const difference = sum(output, negative(gold));
  return equalExpressions(difference, rename(difference, new Map([[name!, "w"]]))).equal;
}
