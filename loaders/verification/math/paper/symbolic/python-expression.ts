import {Rational} from "../../algebra/numbers/rational.js";
import {
  call,
  decimal,
  integer,
  negative,
  power,
  product,
  quotient,
  rational,
  sum,
  symbol
} from "./build-expression.js";
import type {Expression, KnownFunction, Parsed, RelationOperator} from "./expression.js";

/** The text is no Python expression that SymPy can evaluate. */
export class PythonError extends Error {
  override readonly name = "PythonError";
}

const TOKEN =
  /\s+|(?<number>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<mark>\*\*|\/\/|[<>]=|[=!]=|[-+*/%^(){}[\],<>!])|(?<comment>#.*)/uy;

const KEYWORDS = new Set(
  "lambda in is not and or if else for while def class return import from as with try pass None yield del".split(
    " "
  )
);

const FUNCTIONS = new Map<string, KnownFunction>(
  (
    "sin cos tan csc sec cot asin acos atan acsc asec acot sinh cosh tanh asinh acosh atanh exp factorial binomial " +
    "floor ceiling conjugate"
  )
    .split(" ")
    .map((name) => [name, name as KnownFunction])
);

const CONSTANTS = new Map<string, Expression>([
  ["pi", {kind: "constant", name: "pi"}],
  ["E", {kind: "constant", name: "e"}],
  ["I", {kind: "constant", name: "i"}],
  ["oo", {kind: "infinity"}]
]);

/** Brackets past this depth are an error; Python's own limit is of the same order. */
const MAX_DEPTH = 80;

interface Token {
  kind: "number" | "name" | "mark" | "end";
  text: string;
}

function tokens(text: string): Token[] {
  const result: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw new PythonError("no such token");
    for (const kind of ["number", "name", "mark"] as const) {
      if (groups[kind] !== undefined) result.push({kind, text: groups[kind]});
    }
  }
  return result;
}

/** Numbers as Python writes them: `1_000`, `.5`, `1e5`, `3j`; no leading zeros. */
function literal(text: string): Expression {
  const plain = text.replaceAll("_", "").toLowerCase();
  const match = /^(\d*\.?\d*)(?:e([+-]?\d+))?(j?)$/.exec(plain);
  if (match === null || /^0\d/.test(plain) || /__|_$|_\./.test(text)) throw new PythonError("no such number");
  const isFloat = plain.includes(".") || match[2] !== undefined;
  if (match[2] !== undefined && Math.abs(Number(match[2])) > 300)
    throw new PythonError("number out of range");
  const value: Expression = isFloat
    ? {kind: "number", value: Rational.fromDecimal(match[1]!, Number(match[2] ?? 0)), isFloat}
    : decimal(match[1]!);
  return match[3] === "j" ? product(value, CONSTANTS.get("I")!) : value;
}

/** A recursive-descent reader of Python's expressions, as far as answers use them. */
class Reader {
  private position = 0;
  private depth = 0;
  private readonly tokens: Token[];

  constructor(text: string) {
    this.tokens = tokens(text);
  }

  read(): Parsed {
    const value = this.readList("end");
    if (this.peek().kind !== "end") throw new PythonError("unexpected text");
    return value;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? {kind: "end", text: "end"};
  }

  private take(...marks: string[]): string | null {
    const token = this.peek();
    if (token.kind !== "mark" || !marks.includes(token.text)) return null;
    this.position++;
    return token.text;
  }

  /** Comma-separated items up to `close`: one item is itself, several (or one and a comma) are a tuple. */
  private readList(close: string): Parsed {
    const items: Parsed[] = [];
    let isTuple = false;
    while (this.peek().text !== close) {
      items.push(this.readComparison());
      if (this.take(",") === null) break;
      isTuple = true;
    }
    if (items.length === 1 && !isTuple) return items[0]!;
    if (items.length === 0 && close === "end") throw new PythonError("no expression");
    return {kind: "collection", type: "tuple", isEvaluated: true, items};
  }

  private readComparison(): Parsed {
    const left = this.readXor();
    const operator = this.take("<", "<=", ">", ">=");
    if (operator === null) return left;
    return {kind: "relation", operator: operator as RelationOperator, left, right: this.readXor()};
  }

  /** `^` is no power in Python: on integer literals it is the exclusive or, on anything else an error. */
  private readXor(): Parsed {
    let left = this.readSum();
    while (this.take("^") !== null) {
      const [x, y] = [left, this.readSum()].map((side) => literalInteger(expression(side)));
      left = {kind: "expression", value: integer(x! ^ y!)};
    }
    return left;
  }

  private readSum(): Parsed {
    let left = this.readProduct();
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-")) {
      const [x, y] = [expression(left), expression(this.readProduct())];
      left = {kind: "expression", value: sum(x, sign === "+" ? y : negative(y))};
    }
    return left;
  }

  private readProduct(): Parsed {
    let left = this.readSigned();
    for (let sign = this.take("*", "/"); sign !== null; sign = this.take("*", "/")) {
      const [x, y] = [expression(left), expression(this.readSigned())];
      left = {kind: "expression", value: sign === "*" ? product(x, y) : quotient(x, y)};
    }
    return left;
  }

  private readSigned(): Parsed {
    let isNegative = false;
    let isSigned = false;
    for (let sign = this.take("+", "-"); sign !== null; sign = this.take("+", "-")) {
      if (sign === "-") isNegative = !isNegative;
      isSigned = true;
    }
    const value = this.readPower();
    if (!isSigned) return value;
    return {kind: "expression", value: isNegative ? negative(expression(value)) : expression(value)};
  }

  private readPower(): Parsed {
    const base = this.readPostfix();
    if (this.take("**") === null) return base;
    return {
      kind: "expression",
      value: power(expression(base), expression(this.nested(() => this.readSigned())))
    };
  }

  private readPostfix(): Parsed {
    let value = this.nested(() => this.readAtom());
    while (this.take("!") !== null) value = {kind: "expression", value: call("factorial", expression(value))};
    return value;
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new PythonError("nested too deeply");
    const value = read();
    this.depth--;
    return value;
  }

  private readAtom(): Parsed {
    const token = this.peek();
    this.position++;
    if (token.kind === "number") return {kind: "expression", value: literal(token.text)};
    if (token.kind === "name") return this.readName(token.text);
    if (token.text === "(") return this.closed(")");
    if (token.text === "[") return asCollection(this.closed("]"), "list");
    if (token.text === "{") return asCollection(this.closed("}"), "set");
    throw new PythonError("no expression");
  }

  private closed(close: string): Parsed {
    const isEmpty = this.peek().text === close;
    const before = this.tokens[this.position - 1]!.text;
    const value = this.readList(close);
    if (this.take(close) === null) throw new PythonError("unclosed bracket");
    const isTuple = value.kind === "collection" && value.type === "tuple";
    // One bracketed item is a list or a set too; in parentheses it is itself.
    if (before === "(" || isEmpty || isTuple) return value;
    return {kind: "collection", type: "tuple", isEvaluated: true, items: [value]};
  }

  private readName(name: string): Parsed {
    if (name === "True" || name === "False") return {kind: "truth", value: name === "True"};
    if (KEYWORDS.has(name)) throw new PythonError("a keyword");
    if (this.take("(") === null) return {kind: "expression", value: CONSTANTS.get(name) ?? symbol(name)};
    const list = this.readList(")");
    if (this.take(")") === null) throw new PythonError("unclosed bracket");
    const isTuple = list.kind === "collection" && list.type === "tuple";
    const values = (isTuple ? list.items : [list]).map(expression);
    return {kind: "expression", value: callOf(name, values)};
  }
}

function callOf(name: string, values: Expression[]): Expression {
  const known = FUNCTIONS.get(name);
  if (known !== undefined) return call(known, ...values);
  const [x, y] = values;
  if (x === undefined) throw new PythonError("a call without arguments");
  if (name === "sqrt") return power(x, rational(Rational.of(1, 2)));
  if (name === "log" || name === "ln") return call("log", x, y ?? {kind: "constant", name: "e"});
  if (name === "Abs" || name === "abs") return call("abs", x);
  if (CONSTANTS.has(name)) throw new PythonError("a constant is no function");
  return {kind: "application", name, values};
}

function expression(parsed: Parsed): Expression {
  if (parsed.kind !== "expression") throw new PythonError("no arithmetic on collections");
  return parsed.value;
}

function literalInteger(x: Expression): bigint {
  if (x.kind !== "number" || !x.value.isInteger())
    throw new PythonError("exclusive or of what is no integer");
  return x.value.numerator;
}

function asCollection(content: Parsed, type: "list" | "set"): Parsed {
  if (content.kind !== "collection" || content.type !== "tuple") {
    return {kind: "collection", type, isEvaluated: true, items: [content]};
  }
  return {kind: "collection", type, isEvaluated: true, items: content.items};
}

/**
 * Reads a text as Python with SymPy's names, the harness's fallback for what is no LaTeX: tuples, lists, sets, `.5`.
 * Arithmetic on collections and keywords are not supported. Throws PythonError.
 */
export function parsePython(text: string): Parsed {
  return new Reader(text).read();
}
