import {rename, symbolsOf, type Expression} from "../../algebra/expression.js";

/** `x^2 + C` with the constant named as in the gold `x^2 + c`: a term of its own, C, c, K or k, in a sum with other symbols. */
export function withSameConstant(output: Expression, gold: Expression): Expression {
  const [from, to] = [constantOf(output), constantOf(gold)];
  if (from === null || to === null || from === to) return output;
  if (symbolsOf(output).includes(to) || symbolsOf(gold).includes(from)) return output;
  return rename(output, new Map([[from, to]]));
}

function constantOf(x: Expression): string | null {
  if (x.kind !== "sum" || symbolsOf(x).length < 2) return null;
  const names = x.terms.map((term) => (term.kind === "symbol" ? term.name : ""));
  return names.find((name) => /^[CcKk]$/.test(name)) ?? null;
}
