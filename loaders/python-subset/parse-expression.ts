import {
  arithmeticOperators,
  comparisonOperators,
  type ArithmeticOperator,
  type Clause,
  type Comparison,
  type ComparisonOperator,
  type Expression
} from "./syntax.js";
import {isName, SyntaxFault, type WordReader} from "./word-reader.js";

const sums = new Set<string>(["+", "-"]);
const products = new Set<string>(arithmeticOperators.filter((operator) => !sums.has(operator)));
const comparisons = new Set<string>(comparisonOperators);

/** Parses an expression by Python's precedence, from `and` (loosest) to brackets. Throws a SyntaxFault. */
export function parseExpression(reader: WordReader): Expression {
  let left = parseNot(reader);
  while (reader.accept("and")) left = {kind: "and", left, right: parseNot(reader)};
  return left;
}

function parseNot(reader: WordReader): Expression {
  return reader.accept("not") ? {kind: "not", operand: parseNot(reader)} : parseComparison(reader);
}

function parseComparison(reader: WordReader): Expression {
  const first = parseOperations(reader, sums);
  const rest: Comparison[] = [];
  for (;;) {
    const operator = acceptComparison(reader);
    if (operator === null) return rest.length === 0 ? first : {kind: "comparison", first, rest};
    rest.push({operator, right: parseOperations(reader, sums)});
  }
}

function acceptComparison(reader: WordReader): ComparisonOperator | null {
  if (reader.accept("not")) {
    reader.expect("in");
    return "not in";
  }
  return comparisons.has(reader.peek()) ? (reader.next() as ComparisonOperator) : null;
}

/** A chain of sums of chains of products, each from left to right. */
function parseOperations(reader: WordReader, operators: ReadonlySet<string>): Expression {
  const operand = () => (operators === sums ? parseOperations(reader, products) : parseUnary(reader));
  let left = operand();
  while (operators.has(reader.peek())) {
    const operator = reader.next() as ArithmeticOperator;
    left = {kind: "arithmetic", operator, left, right: operand()};
  }
  return left;
}

function parseUnary(reader: WordReader): Expression {
  return reader.accept("-") ? {kind: "negative", operand: parseUnary(reader)} : parsePrimary(reader);
}

function parsePrimary(reader: WordReader): Expression {
  let object = parseAtom(reader);
  for (;;) {
    const word = reader.peek();
    if (word === "(") object = parseCall(reader, object);
    else if (word === "[") object = parseSubscript(reader, object);
    else if (word.startsWith(".")) object = {kind: "method", object, name: reader.next().slice(1)};
    else return object;
  }
}

function parseAtom(reader: WordReader): Expression {
  const word = reader.next();
  if (/^\d+$/.test(word)) return {kind: "number", value: Number(word)};
  if (word === "True") return {kind: "true"};
  if (isName(word)) return {kind: "name", name: word};
  if (word === "[") return parseList(reader);
  if (word !== "(") throw new SyntaxFault(`${word} starts no expression`);
  const inner = parseExpression(reader);
  reader.expect(")");
  return inner;
}

function parseList(reader: WordReader): Expression {
  if (reader.accept("]")) return {kind: "list", items: []};
  const first = parseExpression(reader);
  if (reader.peek() === "for") {
    const comprehension = parseComprehension(reader, first, false);
    reader.expect("]");
    return comprehension;
  }
  const items = [first];
  while (reader.accept(",") && reader.peek() !== "]") items.push(parseExpression(reader));
  reader.expect("]");
  return {kind: "list", items};
}

function parseComprehension(reader: WordReader, element: Expression, isGenerator: boolean): Expression {
  const clauses: Clause[] = [];
  const locals = new Set<string>();
  for (;;) {
    if (reader.accept("for")) {
      const name = reader.name();
      reader.expect("in");
      clauses.push({kind: "for", name, iterable: parseExpression(reader)});
      locals.add(name);
    } else if (reader.accept("if")) clauses.push({kind: "if", condition: parseExpression(reader)});
    else return {kind: "comprehension", isGenerator, element, clauses, locals};
  }
}

function parseCall(reader: WordReader, callee: Expression): Expression {
  const positional: Expression[] = [];
  const keywords = new Map<string, Expression>();
  reader.expect("(");
  while (!reader.accept(")")) {
    const isWord = isName(reader.peek());
    const argument = parseExpression(reader);
    if (reader.peek() === "for" && positional.length + keywords.size === 0) {
      positional.push(parseComprehension(reader, argument, true));
      reader.expect(")");
      break;
    }
    if (reader.accept("=")) {
      if (!isWord || argument.kind !== "name" || keywords.has(argument.name))
        throw new SyntaxFault("bad keyword");
      keywords.set(argument.name, parseExpression(reader));
    } else if (keywords.size > 0) throw new SyntaxFault("positional argument after a keyword");
    else positional.push(argument);
    if (reader.peek() !== ")") reader.expect(",");
  }
  return {kind: "call", callee, positional, keywords};
}

function parseSubscript(reader: WordReader, object: Expression): Expression {
  reader.expect("[");
  const parts: (Expression | null)[] = [parseBound(reader)];
  while (parts.length < 3 && reader.accept(":")) parts.push(parseBound(reader));
  reader.expect("]");
  const [start = null, stop = null, step = null] = parts;
  if (parts.length > 1) return {kind: "slice", object, bounds: [start, stop, step]};
  if (start === null) throw new SyntaxFault("empty subscript");
  return {kind: "item", object, index: start};
}

function parseBound(reader: WordReader): Expression | null {
  const word = reader.peek();
  return word === ":" || word === "]" ? null : parseExpression(reader);
}
