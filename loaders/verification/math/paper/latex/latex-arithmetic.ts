import {call, minusOne, negative, power, product, sum} from "../symbolic/build-expression.js";
import {
  some,
  substitute,
  type Expression,
  type Parsed,
  type RelationOperator
} from "../symbolic/expression.js";
import {readAtom, readFloor, type Factor} from "./latex-atoms.js";
import {LatexCursor, LatexError, type Dialect} from "./latex-cursor.js";
import {readFunction} from "./latex-functions.js";

const RELATIONS: readonly string[] = ["=", "!=", "<", "<=", ">", ">="] satisfies RelationOperator[];
const BRACKETS: readonly (readonly [string, string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["\\{", "\\}"]
];

/** A cursor at the start of a text, with the rules of this file. */
export function latexCursor(text: string, dialect: Dialect): LatexCursor {
  return new LatexCursor(text, dialect, {sum: readSum, product: readProduct, index: readIndex});
}

function plain(factor: Factor): Expression {
  if (factor.kind === "operator") throw new LatexError("a derivative without its operand");
  return factor;
}

/** A chain of relations, to the left. A relation sign without a right side ends everything, unlike any other dangling sign. */
export function readRelation(cursor: LatexCursor): Parsed {
  let left = side(cursor);
  while (RELATIONS.includes(cursor.kind())) {
    const operator = cursor.next().kind as RelationOperator;
    left = {kind: "relation", operator, left, right: side(cursor)};
  }
  return left;
}

function side(cursor: LatexCursor): Parsed {
  const value = readSum(cursor);
  if (value === null) throw new LatexError("no expression");
  return {kind: "expression", value};
}

/** additive: terms joined by + and -; the longest that can be read. */
export function readSum(cursor: LatexCursor): Expression | null {
  return cursor.remembered(() => {
    const first = readProduct(cursor, true);
    if (first === null) return null;
    const terms = [first];
    while (cursor.kind() === "+" || cursor.kind() === "-") {
      const right = cursor.attempt(() => {
        const isPlus = cursor.next().kind === "+";
        cursor.isContinuing = false;
        const term = readProduct(cursor, true);
        return term === null || isPlus ? term : negated(cursor, term);
      });
      if (right === null) break;
      terms.push(right);
    }
    return terms.length === 1 ? first : sum(...terms);
  });
}

const TIMES = ["*", "\\times", "\\cdot"];
const OVER = ["/", "\\div", ":"];

/** Factors joined by signs of multiplication and division. Without functions, only the first implicit factor may be one. */
function readProduct(cursor: LatexCursor, withFunctions: boolean): Expression | null {
  const first = readSigned(cursor, withFunctions);
  if (first === null) return null;
  const factors = [first];
  while (TIMES.includes(cursor.kind()) || OVER.includes(cursor.kind())) {
    const next = cursor.attempt(() => {
      const isTimes = TIMES.includes(cursor.next().kind);
      cursor.isContinuing = false;
      const factor = readSigned(cursor, withFunctions);
      return factor === null || isTimes ? factor : power(factor, minusOne);
    });
    if (next === null) break;
    factors.push(next);
  }
  return joined(factors);
}

function readSigned(cursor: LatexCursor, withFunctions: boolean): Expression | null {
  return cursor.attempt(() => {
    let isNegative = false;
    while (cursor.kind() === "+" || cursor.kind() === "-") {
      if (cursor.next().kind === "-") isNegative = !isNegative;
    }
    const value = readFactors(cursor, withFunctions);
    return value !== null && isNegative ? negated(cursor, value) : value;
  });
}

/** -x. The second parser writes its sign as one more factor of a product, which prints differently. */
function negated(cursor: LatexCursor, x: Expression): Expression {
  return cursor.dialect.isSecond && x.kind === "product" ? product(minusOne, ...x.factors) : negative(x);
}

/** Factors side by side. */
function readFactors(cursor: LatexCursor, withFunctions: boolean): Expression | null {
  const first = readPostfix(cursor, true);
  if (first === null) return null;
  const factors: Factor[] = [first];
  for (;;) {
    const next = cursor.attempt(() => {
      cursor.isContinuing = true;
      return readPostfix(cursor, withFunctions);
    });
    if (next === null) return joinFactors(factors);
    factors.push(next);
  }
}

function hasSymbols(x: Factor | undefined): boolean {
  return x === undefined || x.kind === "operator" || some(x, (part) => part.kind === "symbol");
}

/** An `x` between two factors without symbols is a sign of multiplication. */
function isTimesSign(factors: readonly Factor[], i: number): boolean {
  const factor = factors[i]!;
  const isX = factor.kind === "symbol" && factor.name === "x";
  return isX && i > 0 && !hasSymbols(factors[i - 1]) && !hasSymbols(factors[i + 1]);
}

function joined(factors: Expression[]): Expression {
  return factors.length === 1 ? factors[0]! : product(...factors);
}

function joinFactors(factors: readonly Factor[]): Expression {
  const last = factors.length - 1;
  let run = [plain(factors[last]!)];
  for (let i = last - 1; i >= 0; i--) {
    const factor = factors[i]!;
    if (factor.kind === "operator") {
      run = [{kind: "derivative", variable: factor.variable, body: joined(run.reverse())}];
    } else if (!isTimesSign(factors, i)) {
      run.push(factor);
    }
  }
  return joined(run.reverse());
}

function readPostfix(cursor: LatexCursor, withFunctions: boolean): Factor | null {
  let value = readPower(cursor, withFunctions);
  while (value !== null) {
    if (cursor.accept("!") !== null) {
      value = call("factorial", plain(value));
      continue;
    }
    const evaluated =
      cursor.kind() === "|" && cursor.mayOpenBar ? readEvaluation(cursor, plain(value)) : null;
    if (evaluated === null) return value;
    value = evaluated;
  }
  return null;
}

/** `x^2|_{x=3}`, `x^2|_{0}^{1}`: substitution at one bound, or the difference of two. */
function readEvaluation(cursor: LatexCursor, value: Expression): Expression | null {
  return cursor.attempt(() => {
    cursor.next();
    const upper = cursor.kind() === "^" ? readBound(cursor, value) : null;
    const lower = cursor.kind() === "_" ? readBound(cursor, value) : null;
    if (upper === null) return lower;
    return lower === null ? upper : sum(upper, negative(lower));
  });
}

function readBound(cursor: LatexCursor, value: Expression): Expression | null {
  return cursor.attempt(() => {
    cursor.next();
    return cursor.enclosed("{", "}", () => {
      const left = readSum(cursor);
      if (left === null || cursor.accept("=") === null) return left === null ? null : value;
      const right = readSum(cursor);
      return right === null || left.kind !== "symbol" ? null : substitute(value, left.name, right);
    });
  });
}

/** Powers to the left: `2^3^4` is (2^3)^4. An index behind an exponent is read and forgotten. */
function readPower(cursor: LatexCursor, withFunctions: boolean): Factor | null {
  let base = readPrimary(cursor, withFunctions);
  while (base !== null && cursor.kind() === "^") {
    const exponent = cursor.attempt(() => {
      cursor.next();
      const value = readScript(cursor);
      if (value !== null && cursor.kind() === "_") readIndex(cursor);
      return value;
    });
    if (exponent === null) break;
    base = power(plain(base), exponent);
  }
  return base;
}

/** What may stand behind `^` and `_`: an atom, or an expression in braces. */
function readScript(cursor: LatexCursor): Expression | null {
  if (cursor.kind() === "{") return cursor.enclosed("{", "}", () => readSum(cursor));
  const atom = readAtom(cursor);
  return atom === null ? null : plain(atom);
}

/** `_` and its script. */
function readIndex(cursor: LatexCursor): Expression | null {
  return cursor.attempt(() => {
    cursor.next();
    return readScript(cursor);
  });
}

function readPrimary(cursor: LatexCursor, withFunctions: boolean): Factor | null {
  for (const [open, close] of BRACKETS) {
    if (cursor.kind() === open) return cursor.enclosed(open, close, () => readSum(cursor));
  }
  if (cursor.kind() === "|") return cursor.mayOpenBar ? readAbsolute(cursor) : null;
  const applied = withFunctions ? cursor.attempt(() => readFunction(cursor)) : null;
  return applied ?? readAtom(cursor) ?? readFloor(cursor);
}

/** `|x|`: the inner expression takes bars greedily; where that leaves no closing one, it takes none. */
function readAbsolute(cursor: LatexCursor): Expression | null {
  const greedy = cursor.enclosed("|", "|", () => readSum(cursor));
  const value =
    greedy ??
    cursor.enclosed("|", "|", () => {
      cursor.mayOpenBar = false;
      return readSum(cursor);
    });
  return value === null ? null : call("abs", value);
}
